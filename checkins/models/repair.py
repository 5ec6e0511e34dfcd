"""The repair conversation: its moves, which both read and which hold no words; and beside them what
each wrote, sealed and bound to its author.

Links from one person's words to what both share have no constraint: erasing either must never
need, or touch, the other's row (decisions.md 7).
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import BaseModel, Couple, SealedModel
from checkins.enums.repair import Move, NoteKind, Reach, Reply, Turn


def _choices(vocabulary: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in vocabulary]


class RepairInvitation(SealedModel):
    """An area, a neutral line and a time that would suit. No time of day."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    reach = models.CharField(max_length=10, choices=_choices(Reach), default=Reach.OPEN)
    # Its author's own hurt, which nobody else can follow; and the conversation it reopens.
    rupture_id = models.UUIDField(null=True, blank=True)
    reopens_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["couple", "-sent_on"], name="checkins_invitation_by_day"),
        ]


class InvitationReply(SealedModel):
    """What the invited person answers; a *no* is theirs alone."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(
        RepairInvitation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    reply = models.CharField(max_length=10, choices=_choices(Reply))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "invitation"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]


class RepairConversation(BaseModel):
    """What both share of it. Where it stands follows from its moves and from time."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    # Whoever invited: they tell first. Bare keys, so that nobody's erasure reaches in here.
    first_id = models.UUIDField()
    invitation_id = models.UUIDField(unique=True)
    rupture_id = models.UUIDField(null=True, blank=True)
    reopens_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField()
    # Both agreed on it, so both may know it to the minute.
    cools_until = models.DateTimeField()
    # Of the last turn; no page shows it.
    moved_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["couple"],
                condition=Q(is_open=True),
                name="%(app_label)s_%(class)s_one_open_per_couple",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(is_open=False),
                name="%(app_label)s_%(class)s_is_reviewed_after_it_ended",
            ),
        ]


class RepairMove(BaseModel):
    """Append-only. Without a name at it: a pause looks the same whoever needed it."""

    conversation = models.ForeignKey(RepairConversation, on_delete=models.CASCADE, related_name="+")
    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=20, choices=_choices(Move))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="%(app_label)s_%(class)s_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="%(app_label)s_%(class)s_counts_from_one"
            ),
        ]


class Words(SealedModel):
    """One person's words at one step of a conversation."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        RepairConversation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    stage = models.PositiveSmallIntegerField()
    turn = models.CharField(max_length=10, choices=_choices(Turn))

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "conversation", "stage", "turn"],
                name="%(app_label)s_%(class)s_once_a_step",
            ),
        ]


class RepairTurn(Words):
    """Sent. It never changes; its author may take it out of the other's view."""

    said_on = models.DateField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta(Words.Meta):
        pass


class RepairDraft(Words):
    """Not sent: its author's alone."""

    class Meta(Words.Meta):
        pass


class RepairNote(SealedModel):
    """A private page beside a conversation: nobody else learns even that it is there."""

    conversation = models.ForeignKey(
        RepairConversation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    kind = models.CharField(max_length=10, choices=_choices(NoteKind))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "conversation", "kind"],
                name="%(app_label)s_%(class)s_once_of_a_kind",
            ),
        ]


class RepairedWord(BaseModel):
    """*For me it is repaired*: there or not. Only whether both said so is ever told."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        RepairConversation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "conversation"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]
