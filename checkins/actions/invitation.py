"""Inviting to a conversation, and answering. A no is told to nobody (decisions.md 13 and 17)."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.access import Bond, NotConnected, Refusal, bond_of, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins import safety
from checkins.access import TalkRuns, withdraw_invitations
from checkins.actions.conversation import close_if_over
from checkins.enums.repair import Reach, Reply, SuggestedTime
from checkins.logic.invitation import InvitationContent
from checkins.models import InvitationReply, RepairConversation, RepairInvitation
from checkins.queries.conversation import running
from checkins.queries.invitation import next_invitation_from, reachable_by


class TooSoonAgain(Refusal):
    """One invitation in 14 days, where the last was not taken up."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.sentence = _("One invitation at a time. The next one can go out from %(day)s on.") % {
            "day": date_format(day, "j F")
        }


@transaction.atomic
def invite(
    *,
    by: User,
    key: UUID,
    content: InvitationContent,
    now: datetime,
    rupture: UUID | None = None,
    reopens: UUID | None = None,
) -> UUID:
    """Send an invitation; returns its key. ``key`` is made with the form: sent twice is once.

    ``rupture`` is one's own hurt it is about, ``reopens`` a conversation of this couple that has
    ended. Where its author wants no prompts it reaches nobody, and looks to its author like
    any other. Raises NotConnected, Paused, NoConsent, TalkRuns or TooSoonAgain.
    """
    lock_couple(by)
    bond = _bond(by)
    invitation = RepairInvitation(
        id=uuid5(by.pk, str(key)),
        author=by,
        couple=bond.couple,
        sent_on=local_day(now, bond.couple.time_zone),
        reach=Reach.SILENT if safety.is_quiet(by) else Reach.OPEN,
        rupture_id=rupture,
        reopens_id=reopens,
    )
    if RepairInvitation.objects.filter(author=by, pk=invitation.pk).exists():
        return invitation.pk
    check_can_invite(by, bond, now)
    invitation.write(content.as_document())
    invitation.save(force_insert=True)
    return invitation.pk


def check_can_invite(by: User, bond: Bond, now: datetime) -> None:
    """Raises Paused, NoConsent, TalkRuns or TooSoonAgain; each follows from what this person did
    or both know.
    """
    check_may_share(by, Purpose.REPAIR)
    if running(by, bond, now) is not None:
        raise TalkRuns
    again = next_invitation_from(by, bond, local_day(now, bond.couple.time_zone))
    if again is not None:
        raise TooSoonAgain(again)


@transaction.atomic
def take_back(*, by: User, pk: UUID, now: datetime) -> None:
    """Take one's own invitation back; one that was taken up stays as it is."""
    lock_couple(by)
    if not RepairConversation.objects.filter(invitation_id=pk).exists():
        RepairInvitation.objects.filter(author=by, pk=pk).update(reach=Reach.WITHDRAWN)


@transaction.atomic
def decline(*, by: User, pk: UUID, now: datetime) -> None:
    """Not this one, or not safe enough: it is gone from one's own pages, and nobody is told.

    Where another time was named before, nothing changes: the other has read that answer, and its
    going away would be a *no* said aloud. It closes on its day.
    """
    lock_couple(by)
    invitation = _received(by, pk, now)
    if _has_named_a_time(by, invitation):
        return
    _reply(by, invitation, Reply.NO, None)


@transaction.atomic
def ask_for_later(*, by: User, pk: UUID, when: SuggestedTime, now: datetime) -> None:
    """Name another time; the other reads it. The invitation stands as long as before.

    Raises NotConnected, Paused or NoConsent.
    """
    lock_couple(by)
    invitation = _received(by, pk, now)
    check_may_share(by, Purpose.REPAIR)
    _reply(by, invitation, Reply.LATER, when)


@transaction.atomic
def accept(*, by: User, pk: UUID, cooling: timedelta, now: datetime) -> UUID:
    """Take an invitation up: the conversation begins with cooling off. Returns its key.

    Accepting twice begins once, and two who accept each other's at the same instant begin one.
    Raises NotConnected, Paused, NoConsent or TalkRuns.
    """
    couple = lock_couple(by)
    begun = RepairConversation.objects.filter(couple=couple, invitation_id=pk).first()
    if begun is not None:
        return begun.pk
    invitation = _received(by, pk, now)
    check_may_share(by, Purpose.REPAIR)
    if close_if_over(couple, now) is not None:
        raise TalkRuns
    _reply(by, invitation, Reply.YES, None)
    conversation = RepairConversation.objects.create(
        couple=couple,
        first_id=invitation.author_id,
        invitation_id=invitation.pk,
        rupture_id=invitation.rupture_id,
        reopens_id=invitation.reopens_id,
        started_on=local_day(now, couple.time_zone),
        cools_until=now + cooling,
        moved_at=now + cooling,
    )
    return conversation.pk


def lapse(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for a pause, a withdrawn consent and leaving: what one sent comes back."""
    withdraw_invitations(by)


def _bond(by: User) -> Bond:
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    return bond


def _received(by: User, pk: UUID, now: datetime) -> RepairInvitation:
    bond = _bond(by)
    today = local_day(now, bond.couple.time_zone)
    return get_object_or_404(reachable_by(by, bond, today).exclude(author=by), pk=pk)


def _has_named_a_time(by: User, invitation: RepairInvitation) -> bool:
    replies = InvitationReply.objects.filter(author=by, invitation=invitation)
    return replies.filter(reply=Reply.LATER).exists()


def _reply(
    by: User, invitation: RepairInvitation, reply: Reply, when: SuggestedTime | None
) -> None:
    row = InvitationReply(
        # The same for two tabs, so that one row is written and not two.
        id=uuid5(by.pk, str(invitation.pk)),
        author=by,
        couple=invitation.couple,
        invitation=invitation,
        reply=reply,
    )
    row.write({"when": when} if when else {})
    InvitationReply.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["reply", "sealed"]
    )
