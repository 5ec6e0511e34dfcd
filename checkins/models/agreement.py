"""What two people agree on. Nobody holds it for both: each keeps the own sealed copy."""

from typing import ClassVar

from django.db import models

from accounts.models import Couple, SealedModel
from checkins.enums import AgreementKind


class Agreement(SealedModel):
    """One person's own copy, and by it their yes. ``agreed_on`` stays empty until both hold one.

    It stands while both current members hold a copy with the same ``subject``.
    """

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    # The proposal or the conversation it came from, without a link: that may go, a copy stays.
    subject = models.UUIDField()
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in AgreementKind]
    )
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "subject"], name="%(app_label)s_%(class)s_one_copy_each"
            ),
        ]


class FairConflictProposal(SealedModel):
    """A list one of them suggests; both read it, and a yes of the other makes it theirs."""

    couple = models.OneToOneField(Couple, on_delete=models.PROTECT, related_name="+")
