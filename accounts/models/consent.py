"""What one person agreed to, purpose by purpose, with the text that stood there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import Purpose
from accounts.models.base import BaseModel


class Consent(BaseModel):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # A bond is over when it is over: a new couple asks anew.
    couple_id = models.UUIDField(null=True, blank=True)
    purpose = models.CharField(max_length=40, choices=[(p.value, p.value) for p in Purpose])
    version = models.PositiveSmallIntegerField()
    text_hash = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_one_standing_per_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="%(app_label)s_%(class)s_ends_after_it_began",
            ),
        ]
