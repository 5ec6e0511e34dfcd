"""What one person's own numbers remember, and how readily they may ask. Nobody else's to read."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, SealedModel
from checkins.enums import Preset
from checkins.models.checkin import CheckIn


class Memory(SealedModel):
    """Beside each completed check-in. A question that was put stands inside the sealed document:
    a table of its own would tell whoever holds a dump whose week was low.
    """

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "check_in"], name="%(app_label)s_%(class)s_once_per_check_in"
            ),
        ]


class PresetChoice(BaseModel):
    """No row is the standard one."""

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    choice = models.CharField(
        max_length=20, choices=[(preset.value, preset.value) for preset in Preset]
    )
