"""A new beginning: each writes alone, and both read both once both have sent theirs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Couple, SealedModel


class Recommitment(SealedModel):
    """Its author's alone until it has met the other's. Not sent, it is a draft."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    is_sent = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "couple"],
                condition=Q(met_on__isnull=True),
                name="%(app_label)s_%(class)s_one_unmet_each",
            ),
        ]
