"""What one person answered in one round: one sealed document, readable by its author alone.

No predicate about revealing stands on this table, so no mistake about revealing can expose it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import SealedModel
from checkins.models.prompt import PromptSetVersion
from checkins.models.round import Round


class CheckIn(SealedModel):
    """Carries its own dates and prompts, so it can be read when its round is out of reach."""

    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, related_name="+")
    prompt_set_version = models.ForeignKey(
        PromptSetVersion, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "round"], name="%(app_label)s_%(class)s_once_per_round"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="%(app_label)s_%(class)s_runs_forward",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["author", "-ends_on"], name="checkins_checkin_by_author"),
        ]
