"""Invitations as the two of them read them. To whoever sent one, every cause of silence looks the
same and ends on the same day (safety.md V6).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums.repair import InvitationLine, Reach, Reply, SuggestedTime
from checkins.logic.invitation import STANDS_FOR, InvitationContent, closes_on, next_from, stands
from checkins.models import InvitationReply, RepairConversation, RepairInvitation
from checkins.queries.rupture import AREA_LABELS

LINES: dict[InvitationLine, Promise] = {
    InvitationLine.UNDERSTAND: _("I would like us to understand each other here."),
    InvitationLine.ON_MY_MIND: _(
        "Something is still on my mind, and I would like to talk it over."
    ),
    InvitationLine.FIND_BACK: _("I would like us to find our way back to each other."),
    InvitationLine.SMALL: _("It is a small thing, and I would rather not carry it around."),
}

TIMES: dict[SuggestedTime, Promise] = {
    SuggestedTime.WHENEVER: _("whenever it suits you"),
    SuggestedTime.TODAY: _("today"),
    SuggestedTime.TOMORROW: _("tomorrow"),
    SuggestedTime.FEW_DAYS: _("in a few days"),
    SuggestedTime.WEEKEND: _("at the weekend"),
}


class Standing(StrEnum):
    """Where an invitation stands for the one who looks."""

    PENDING = "pending"
    LATER = "later"
    TAKEN_UP = "taken_up"
    LAPSED = "lapsed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as one of the two reads it. ``proposed`` is the other time that was named."""

    pk: UUID
    is_mine: bool
    partner_name: str
    area: Promise
    line: Promise
    when: Promise
    words: str
    sent_on: date
    closes_on: date
    standing: Standing
    proposed: Promise | None
    conversation: UUID | None
    reopens: UUID | None

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.PENDING, Standing.LATER}


def reachable_by(user: User, bond: Bond, today: date) -> QuerySet[RepairInvitation]:
    """One's own of this couple, and the other's while it stands or where it was taken up."""
    taken_up = RepairConversation.objects.filter(couple=bond.couple).values("invitation_id")
    theirs = Q(reach=Reach.OPEN, sent_on__gt=today - STANDS_FOR) | Q(pk__in=taken_up)
    return RepairInvitation.objects.filter(Q(author=user) | theirs, couple=bond.couple)


def invitation_of(
    user: User, bond: Bond, row: RepairInvitation, now: datetime
) -> Invitation | None:
    """One invitation, or None where it is none any more for this person: they said no to it."""
    begun = RepairConversation.objects.filter(couple=bond.couple, invitation_id=row.pk)
    found = _read(user, bond, [row], now, begun.values_list("pk", flat=True).first())
    return found[0] if found else None


def may_stand(user: User, bond: Bond, today: date) -> QuerySet[RepairInvitation]:
    """Those within reach that are no more than a week old and were not taken up. Some of them may
    have been put away or taken back by the one who looks.
    """
    taken_up = RepairConversation.objects.filter(invitation_id=OuterRef("pk"))
    rows = reachable_by(user, bond, today).filter(sent_on__gt=today - STANDS_FOR)
    return rows.exclude(Exists(taken_up))


def standing_between(user: User, bond: Bond, now: datetime) -> list[Invitation]:
    """What stands now: what the other sent and was not put away, and one's own; latest first.

    At most two queries.
    """
    rows = may_stand(user, bond, local_day(now, bond.couple.time_zone))
    found = _read(user, bond, list(rows.order_by("-sent_on", "id")), now, None)
    return [each for each in found if each.is_open]


def next_invitation_from(user: User, bond: Bond, today: date) -> date | None:
    """The day from which this person may invite again, where that is still ahead; one query.

    One that was taken up does not count. It follows from one's own alone.
    """
    taken_up = RepairConversation.objects.filter(couple=bond.couple).values("invitation_id")
    own = RepairInvitation.objects.filter(author=user, couple=bond.couple)
    last = own.exclude(pk__in=taken_up).order_by("-sent_on").first()
    if last is None or next_from(last.sent_on) <= today:
        return None
    return next_from(last.sent_on)


def _read(
    user: User, bond: Bond, rows: list[RepairInvitation], now: datetime, begun: UUID | None
) -> list[Invitation]:
    """``begun`` is the conversation that the one row led to; several rows have led to none."""
    today = local_day(now, bond.couple.time_zone)
    keys = [row.pk for row in rows]
    replies = {r.invitation_id: r for r in InvitationReply.objects.filter(invitation__in=keys)}
    found = []
    for row in rows:
        reply = replies.get(row.pk)
        document = row.read_if_it_opens()
        if document is None or (reply is not None and reply.reply == Reply.NO):
            continue
        content = InvitationContent.of(document)
        proposed = reply.read_if_it_opens() if reply and reply.reply == Reply.LATER else None
        found.append(
            Invitation(
                pk=row.pk,
                is_mine=row.author_id == user.pk,
                partner_name=bond.partner.display_name,
                area=AREA_LABELS[content.area],
                line=LINES[content.line],
                when=TIMES[content.when],
                words=content.words,
                sent_on=row.sent_on,
                closes_on=closes_on(row.sent_on),
                standing=_standing(row, today, begun, is_later=proposed is not None),
                proposed=TIMES[SuggestedTime(proposed["when"])] if proposed else None,
                conversation=begun,
                reopens=row.reopens_id,
            )
        )
    return found


def _standing(
    row: RepairInvitation, today: date, conversation: UUID | None, *, is_later: bool
) -> Standing:
    if conversation is not None:
        return Standing.TAKEN_UP
    if not stands(row.sent_on, today):
        return Standing.LAPSED
    if row.reach == Reach.WITHDRAWN:
        return Standing.TAKEN_BACK
    return Standing.LATER if is_later else Standing.PENDING
