"""Rounds: spans of time with one version of the prompts. The row is made on first touch."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import BaseModel, Couple
from checkins.models.prompt import PromptSetVersion


class Round(BaseModel):
    """Of a couple or of one person. Opening is a matter of time: `opens_at` has passed."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    prompt_set_version = models.ForeignKey(
        PromptSetVersion, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(couple__isnull=True, person__isnull=False)
                | Q(couple__isnull=False, person__isnull=True),
                name="%(app_label)s_%(class)s_of_a_couple_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at"), opens_at__lte=F("ends_at")),
                name="%(app_label)s_%(class)s_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["couple", "starts_at"], name="%(app_label)s_%(class)s_once_per_couple"
            ),
            models.UniqueConstraint(
                fields=["person", "starts_at"], name="%(app_label)s_%(class)s_once_per_person"
            ),
            # What the composite foreign keys of released rows point at (migration 0002).
            models.UniqueConstraint(
                fields=["id", "couple"], name="%(app_label)s_%(class)s_with_its_couple"
            ),
        ]


class RoundLock(models.Model):
    """Content-free: the row both lock before they open a round."""

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return "round lock"


class OpenWish(BaseModel):
    """A tap on *open now*: read by nobody but its author."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "author"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]
