"""What a person let go of: sealed copies of exactly what the preview showed.

Until the round opens its author may write and take back; afterwards nothing is inserted or
changed, and only texts can still be deleted, which is withdrawing them (decisions.md 5).
The database itself refuses anything else (migration 0002).
"""

from typing import ClassVar

from django.db import models

from accounts.models import Couple, SealedModel
from checkins.enums import Resolution, TextKind
from checkins.models.round import Round


class Release(SealedModel):
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    # What the partner is shown never exceeds what was agreed when the release was made.
    resolution = models.CharField(
        max_length=10, choices=[(member.value, member.value) for member in Resolution]
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "round"], name="%(app_label)s_%(class)s_once_per_round"
            ),
        ]


class ReleasedText(SealedModel):
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="texts")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=20, choices=[(member.value, member.value) for member in TextKind]
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "release", "kind"], name="%(app_label)s_%(class)s_once_per_kind"
            ),
        ]


class ReleasedNumbers(SealedModel):
    """The numbers behind a release, for a therapist whom both let see numbers: never for the
    partner, who sees what the release holds. Made with it, only while its author lets a therapist
    in to numbers (decisions.md 18).
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "release"], name="%(app_label)s_%(class)s_once_per_release"
            ),
        ]
