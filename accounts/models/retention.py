"""How long one person keeps what they wrote: a wish of their own, which nobody else reads."""

from django.conf import settings
from django.db import models

from accounts.enums import KeptFor
from accounts.models.base import BaseModel

MONTHS = [(each.value, each.name.lower()) for each in KeptFor]


class Retention(BaseModel):
    """Months for each kind; no row is what stands without a choice (``accounts/logic``)."""

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    check_ins = models.PositiveSmallIntegerField(choices=MONTHS)
    inward = models.PositiveSmallIntegerField(choices=MONTHS)
