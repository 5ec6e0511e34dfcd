"""What one person answered in one month: one sealed document, readable by its author alone."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel
from checkins.models.prompt import PromptSetVersion


class MonthlySet(SealedModel):
    """Nobody else has a way to it. What its author adds to a release is copied into that."""

    # The first day of the month.
    month = models.DateField()
    prompt_set_version = models.ForeignKey(
        PromptSetVersion, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "month"], name="%(app_label)s_%(class)s_once_a_month"
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="%(app_label)s_%(class)s_first_of_a_month"
            ),
        ]
