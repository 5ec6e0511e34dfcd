"""What one person alone answered beside the weekly check-in, readable by its author alone."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel
from checkins.models.prompt import PromptSet, PromptSetVersion


class Look(SealedModel):
    """One sealed document for each set and span. Nobody else has a way to it, and no number of it
    goes anywhere.
    """

    prompt_set = models.ForeignKey(PromptSet, on_delete=models.PROTECT, related_name="+")
    # The first day of its week or quarter.
    starts_on = models.DateField()
    prompt_set_version = models.ForeignKey(
        PromptSetVersion, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "prompt_set", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_span",
            ),
        ]
