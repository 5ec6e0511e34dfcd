"""What somebody is glad of in the other, sent at any time."""

from django.db import models

from accounts.models import Couple, SealedModel


class Appreciation(SealedModel):
    """Its author's alone until it is sent, and again once it is taken back: then ``sent_on`` is
    empty. What was sent never changes; other words are another row.
    """

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
