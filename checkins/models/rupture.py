"""Hurts. The private row is its owner's alone; what is shown is a copy of the chosen words."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, Couple, SealedModel
from checkins.enums import HurtState


class Rupture(SealedModel):
    """Named by its owner. Numbers may ask; only a person names a hurt."""

    couple_id = models.UUIDField(null=True, blank=True)
    named_on = models.DateField()
    look_again_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in HurtState],
        default=HurtState.NAMED,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "-named_on"], name="checkins_rupture_by_author"),
        ]


class ShownHurt(SealedModel):
    """The exact words its owner chose to show, with the date and no time of day."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    # No constraint: the partner can read this row but not the private one it comes from,
    # and deleting either must not need a look at the other (decisions.md 7).
    rupture = models.ForeignKey(
        Rupture, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    shown_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "rupture"], name="%(app_label)s_%(class)s_once_per_hurt"
            ),
        ]


class HurtReply(BaseModel):
    """The answer *I hear you*: that somebody heard, and nothing more."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shown_hurt = models.ForeignKey(
        ShownHurt, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "shown_hurt"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]
