"""Three taps a day, for their author alone, and the wish to be asked for them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, SealedModel
from checkins.models.prompt import PromptSetVersion


class Pulse(SealedModel):
    """One day of one person."""

    day = models.DateField()
    prompt_set_version = models.ForeignKey(
        PromptSetVersion, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "day"], name="%(app_label)s_%(class)s_once_a_day"
            ),
        ]


class PulseWish(BaseModel):
    """That somebody wants to keep days. No row is off, which is how everybody begins."""

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
