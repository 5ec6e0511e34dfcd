"""Which prompt set a couple is asked, from which round on; and which one of the two suggests."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, Couple
from checkins.models.prompt import PromptSet


class SetProposal(BaseModel):
    """A set one of them suggests; both may read it, a yes of the other makes it so."""

    couple = models.OneToOneField(Couple, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    prompt_set = models.ForeignKey(PromptSet, on_delete=models.PROTECT, related_name="+")


class SetChoice(BaseModel):
    """What both said yes to. Not content of anybody, and nobody's act: only a function writes it.

    Kept by the round it begins with, so that one which runs or can still be entered late keeps its
    questions.
    """

    # The connection takes it along when it goes (migration 0019): no link of Django's beside that.
    couple = models.ForeignKey(
        Couple, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    prompt_set = models.ForeignKey(PromptSet, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["couple", "since"], name="%(app_label)s_%(class)s_once_from_a_round_on"
            ),
        ]
