"""Connecting, pausing, agreeing on a rhythm, leaving."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit, endings, ledger
from accounts.access import (
    NotConnected,
    Refusal,
    couple_of,
    lock_couple,
)
from accounts.actions.consent import end_sharing, give_consent
from accounts.actions.therapist import end_all_access, end_code
from accounts.enums import AuditAction, Purpose, Undone
from accounts.logic.consent import ASKED_AT_CONNECTION
from accounts.logic.rhythm import Rhythm, first_moment
from accounts.models import Membership, NumbersWish, Pause, RhythmProposal, User, functions
from accounts.queries.couple import default_rhythm, rhythm_of

# A first moment must follow the connection also where no notice is asked for, as in the demo.
LEAST_NOTICE = timedelta(minutes=1)


class NothingToConfirm(Refusal):
    sentence = _("There is nothing to confirm here any more. A fresh code starts anew.")


class ProposalGone(Refusal):
    sentence = _("This suggestion is not there any more.")


class SameRhythm(Refusal):
    sentence = _("That is the rhythm you have already.")


@transaction.atomic
def confirm_pairing(
    *, by: User, pairing_id: UUID, consents: Collection[Purpose], now: datetime
) -> bool:
    """One person's yes, with the consents they ticked; True where it made the couple.

    The couple takes the pairing's id, so that each consent can name its bond before the bond
    stands. A yes twice is a yes once. Raises NothingToConfirm.
    """
    pairing = _pairing(pairing_id)
    if pairing.i_said_yes:
        return couple_of(by) is not None
    _forget_wishes(by)
    rhythm = default_rhythm(pairing.inviter_time_zone)
    notice = max(settings.FIRST_OPENING_NOTICE, LEAST_NOTICE)
    couple = functions.pairing_confirm(
        pairing.id,
        couple=pairing.id,
        first_moment=first_moment(now, rhythm, notice),
        rhythm=rhythm,
    )
    audit.record(AuditAction.CONNECTION_CONFIRMED, subject=by.pk, actor=by.pk, now=now)
    end_sharing(by=by, now=now, but_for=pairing.id)
    for purpose in ASKED_AT_CONNECTION:
        if purpose in consents:
            give_consent(by=by, purpose=purpose, now=now, couple_id=pairing.id)
    if couple is None:
        return False
    for person in (by.pk, pairing.other_id):
        if person is not None:
            audit.record(AuditAction.CONNECTION_MADE, subject=person, now=now)
    return True


@transaction.atomic
def drop_pairing(*, by: User, pairing_id: UUID, now: datetime) -> None:
    """Silently: the other one's page says "waiting", as it would without this.

    Raises NothingToConfirm.
    """
    pairing = _pairing(pairing_id)
    functions.pairing_drop(pairing.id)
    end_sharing(by=by, now=now, but_for=None)
    audit.record(AuditAction.CONNECTION_DROPPED, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def leave(*, by: User, keeps_door_closed: bool, now: datetime) -> bool:
    """End the connection for both, at once; False where the other one had left before.

    The door closes as asked in either case. What the leaver shared and has not opened comes
    back to them, their wishes for the couple and their codes end. No session ends.
    """
    try:
        couple = lock_couple(by)
    except NotConnected:
        if keeps_door_closed:
            for ended in Membership.objects.filter(user=by, end_unseen=True):
                _note_end(by, ended.couple_id, shut=True, now=now)
        functions.leave(block_return=keeps_door_closed)
        see_end(by=by, now=now)
        return False
    endings.on_leave.run(by=by, couple=couple, now=now)
    end_sharing(by=by, now=now)
    end_all_access(by=by, now=now)
    end_code(by=by, now=now)
    _forget_wishes(by)
    functions.code_revoke()
    functions.leave(block_return=keeps_door_closed)
    audit.record(AuditAction.CONNECTION_LEFT, subject=by.pk, actor=by.pk, now=now)
    _note_end(by, couple.pk, shut=keeps_door_closed, now=now)
    return True


@transaction.atomic
def see_end(*, by: User, now: datetime) -> None:
    """The notice that the connection has ended was read; what it held of one's own ends too."""
    seen = Membership.objects.filter(user=by, end_unseen=True).update(end_unseen=False)
    if seen and couple_of(by) is None:
        end_sharing(by=by, now=now)
        end_all_access(by=by, now=now)
        end_code(by=by, now=now)
        _forget_wishes(by)


@transaction.atomic
def pause(*, by: User, now: datetime) -> None:
    """Sharing stands still, and what was released and is not open comes back.

    Not recorded anywhere: it would be a timeline (decisions.md 8). Raises NotConnected.
    """
    couple = lock_couple(by)
    Pause.objects.bulk_create([Pause(couple=couple, author=by)], ignore_conflicts=True)
    endings.on_pause.run(by=by, couple=couple, now=now)


@transaction.atomic
def end_pause(*, by: User, now: datetime) -> None:
    """Sharing goes on; nothing is released by it."""
    Pause.objects.filter(author=by).delete()


@transaction.atomic
def set_numbers(*, by: User, wants: bool, now: datetime) -> None:
    """One's own wish for numbers instead of bands; silent. Raises NotConnected."""
    couple = lock_couple(by)
    if wants:
        NumbersWish.objects.bulk_create(
            [NumbersWish(couple=couple, author=by)], ignore_conflicts=True
        )
    else:
        NumbersWish.objects.filter(author=by).delete()


@transaction.atomic
def propose_rhythm(*, by: User, rhythm: Rhythm, now: datetime) -> None:
    """Suggest a rhythm in place of any that was suggested before, by either.

    Raises NotConnected or SameRhythm.
    """
    couple = lock_couple(by)
    if rhythm == rhythm_of(couple):
        raise SameRhythm
    RhythmProposal.objects.filter(couple=couple).delete()
    RhythmProposal.objects.create(
        couple=couple,
        author=by,
        every_weeks=rhythm.every_weeks,
        weekday=rhythm.weekday,
        at=rhythm.at,
        time_zone=rhythm.time_zone,
    )


@transaction.atomic
def drop_proposal(*, by: User, proposal_id: UUID, now: datetime) -> None:
    """Take back one's own suggestion; the other's stays. Raises NotConnected.

    Who suggested it would see it go, and know of a no that nobody owes.
    """
    couple = lock_couple(by)
    RhythmProposal.objects.filter(couple=couple, author=by, pk=proposal_id).delete()


@transaction.atomic
def accept_rhythm(*, by: User, proposal_id: UUID, now: datetime) -> None:
    """The other one's yes: the couple has the new rhythm from its next round on.

    Raises NotConnected, or ProposalGone where it was replaced, taken back or is one's own.
    """
    couple = lock_couple(by)
    waiting = RhythmProposal.objects.filter(couple=couple, pk=proposal_id).exclude(author=by)
    if not waiting.exists():
        raise ProposalGone
    endings.on_rhythm_change.run(by=by, couple=couple, now=now)
    if not functions.rhythm_accept(proposal_id):
        raise ProposalGone


@transaction.atomic
def open_door(*, by: User, block_id: UUID, now: datetime) -> None:
    """Lift a block of one's own; anything else changes nothing."""
    before = len(functions.my_blocks())
    functions.unblock(block_id)
    if len(functions.my_blocks()) < before:
        audit.record(AuditAction.DOOR_OPENED, subject=by.pk, actor=by.pk, now=now)


def _pairing(pairing_id: UUID) -> functions.Pairing:
    """The pairing that the person saw on the page they answer. Raises NothingToConfirm."""
    pairing = functions.my_pairing()
    if pairing is None or pairing.id != pairing_id:
        raise NothingToConfirm
    return pairing


def _note_end(by: User, couple: UUID, *, shut: bool, now: datetime) -> None:
    place = ledger.mark(couple, by.pk, of=Undone.LEFT)
    ledger.note(place, Undone.SHUT if shut else Undone.LEFT, now.date())


def _forget_wishes(by: User) -> None:
    """Wishes are for one bond; none may come along into the next."""
    Pause.objects.filter(author=by).delete()
    NumbersWish.objects.filter(author=by).delete()
    RhythmProposal.objects.filter(author=by).delete()
