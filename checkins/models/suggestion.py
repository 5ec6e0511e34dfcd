"""What one suggests to the other, who may put it away without a word."""

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, Couple, SealedModel


class Proposal(SealedModel):
    """Words that one of them suggests; both read them. It closes by itself, whatever came of it."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    suggested_on = models.DateField()

    class Meta:
        abstract = True


class PutAway(BaseModel):
    """That its reader put a suggestion away. Without a link: whoever suggested it may delete it
    at any time and must not learn of this.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    proposal_id = models.UUIDField()
    passed_on = models.DateField()

    class Meta:
        abstract = True
