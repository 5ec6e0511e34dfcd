"""What each of two writes alone, and both read once both have sent theirs: for a new beginning, and
what *safe* means to them.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Couple, SealedModel
from checkins.enums import RecommitmentKind


class Recommitment(SealedModel):
    """Its author's alone until it has met the other's of its kind. Not sent, it is a draft."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in RecommitmentKind],
    )
    is_sent = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "couple", "kind"],
                condition=Q(met_on__isnull=True),
                name="%(app_label)s_%(class)s_one_unmet_each",
            ),
        ]
