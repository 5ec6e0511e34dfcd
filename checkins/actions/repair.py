"""Taking turns in a repair conversation, and every way out of it.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8). Both lock the
couple first, so that exactly one move follows on each step.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.access import Bond, NotConnected, bond_of, check_may_share, lock_couple
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.access import (
    StillCooling,
    TalkHasMovedOn,
    TalkRests,
    conversations_reachable_by,
    withdraw_invitations,
)
from checkins.actions.agreement import agree, void_yes
from checkins.actions.draft import keep_draft, settle_draft
from checkins.enums import AgreementKind, DraftField
from checkins.enums.repair import Away, Choice, Move, NoteKind, RepairState, Turn
from checkins.logic import follow_up, repair
from checkins.logic.repair import Talk
from checkins.logic.turns import TurnContent, move_after
from checkins.models import RepairConversation, RepairMove, RepairNote, RepairTurn
from checkins.queries.conversation import Place, place_in, talk_of
from checkins.queries.turns import OfferedChange, last_changes, own_turn, their_turn

AWAY_FOR = {Away.MINUTES: timedelta(minutes=20), Away.HOUR: timedelta(hours=1)}


@transaction.atomic
def take_turn(
    *, by: User, pk: UUID, turn: Turn, key: int, content: TurnContent, now: datetime
) -> None:
    """Send one's turn at the step that the page showed: ``turn`` and ``key`` name it.

    Where both act, the conversation moves when both have. Sent twice is sent once. Raises
    NotConnected, Paused, NoConsent, StillCooling, TalkRests or TalkHasMovedOn.
    """
    place = _hold(by, pk, now)
    if own_turn(by, place.row, turn, key) is not None:
        return
    check_may_share(by, Purpose.REPAIR)
    _check_is_here(place, turn, key, now)
    if content.choice is Choice.NOT_QUITE and place.talk.loops >= repair.MOST_LOOPS:
        raise TalkHasMovedOn
    _write(by, place, (turn, key), content, now)
    if turn is Turn.AGREE:
        _answer_changes(by, place, content.choice, now)
    settle_draft(by=by, row=place.row, at=(turn, key), sent=content)
    theirs = their_turn(by, place.row, turn, key)
    move = move_after(
        turn,
        place.side,
        content.choice,
        theirs.choice if theirs else None,
        acting=repair.acting(place.now_is),
    )
    if move is not None:
        _advance(by, place, move, now)


@transaction.atomic
def not_back_yet(*, by: User, pk: UUID, now: datetime) -> None:
    """Take one's own *I am back* back, while the pause lasts."""
    place = _hold(by, pk, now)
    if place.state is RepairState.PAUSED:
        RepairTurn.objects.filter(
            author=by, conversation=place.row, turn=Turn.BACK, stage=place.key
        ).delete()


@transaction.atomic
def pause(*, by: User, pk: UUID, away: Away | None, now: datetime) -> None:
    """The conversation rests for both, and looks the same to both whoever needed it.

    ``away`` is for oneself alone. Works without consent and while sharing is paused.
    """
    place = _hold(by, pk, now)
    _rest(place)
    if away is not None:
        until = now + AWAY_FOR[away] if away in AWAY_FOR else None
        _note(by, place, NoteKind.AWAY, {"until": until.isoformat() if until else None})


@transaction.atomic
def leave_talk(*, by: User, pk: UUID, now: datetime) -> None:
    """Leave for good, or until one comes back. To the other it is a pause like any other."""
    place = _hold(by, pk, now)
    _rest(place)
    RepairTurn.objects.filter(author=by, conversation=place.row, turn=Turn.BACK).delete()


@transaction.atomic
def withdraw(*, by: User, pk: UUID, turn: UUID, now: datetime) -> None:
    """Take one turn of one's own out of the other's view; it stays one's own.

    One that the other could not read yet is no turn any more: it is a draft again.
    """
    place = _hold(by, pk, now)
    row = get_object_or_404(RepairTurn, author=by, conversation=place.row, pk=turn)
    if _waits(row, place):
        _unsend(row, by, now)
    else:
        RepairTurn.objects.filter(author=by, pk=row.pk).update(is_withdrawn=True)


@transaction.atomic
def unsay(*, by: User, pk: UUID, now: datetime) -> None:
    """Take all of one's own words here out of the other's view; they stay one's own."""
    _unsay(by, _hold(by, pk, now), now)


@transaction.atomic
def set_aside(*, by: User, pk: UUID, now: datetime) -> None:
    """End it for both, without a reason and without a name at it. Either may reopen it."""
    place = _hold(by, pk, now)
    if place.now_is.is_talking:
        _append(place.row, place.talk, Move.SET_ASIDE)
        _close(place.row)
        void_yes(by=by, subject=place.row.pk, now=now)


def rest_all(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for pausing and for a withdrawn consent: what runs rests, as in any pause."""
    withdraw_invitations(by)
    bond = bond_of(by)
    if bond is None:
        return
    for row in conversations_reachable_by(bond).filter(is_open=True):
        _rest(place_in(by, bond, row, now))
        RepairTurn.objects.filter(author=by, conversation=row, turn=Turn.BACK).delete()


def unsay_all(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for a withdrawn consent: what one sent is gone from the other's view."""
    rest_all(by=by, couple=couple, now=now)
    bond = bond_of(by)
    if bond is not None:
        for row in conversations_reachable_by(bond):
            _unsay(by, place_in(by, bond, row, now), now)


def close_if_over(couple: Couple, now: datetime) -> Talk | None:
    """The conversation that runs or rests, or None; one that time has closed is closed for good.

    For actions that hold the couple's lock.
    """
    for row in RepairConversation.objects.filter(couple=couple, is_open=True):
        talk = repair.at(talk_of(row), now, row.moved_at)
        if talk.is_talking:
            return talk
        _close(row)
    return None


def _hold(by: User, pk: UUID, now: datetime) -> Place:
    """The conversation with the couple's lock held, so that nobody else acts in it."""
    lock_couple(by)
    bond = bond_of(by)
    if bond is None:
        raise NotConnected
    row = get_object_or_404(conversations_reachable_by(bond), pk=pk)
    return place_in(by, bond, row, now)


def _check_is_here(place: Place, turn: Turn, key: int, now: datetime) -> None:
    if place.turn is not turn or place.key != key or not place.may_act:
        if place.state is RepairState.PAUSED:
            raise TalkRests
        raise TalkHasMovedOn
    if turn is Turn.READY and now < place.row.cools_until:
        raise StillCooling


def _write(
    by: User, place: Place, at: tuple[Turn, int], content: TurnContent, now: datetime
) -> None:
    turn, key = at
    row = RepairTurn(
        author=by,
        couple=place.bond.couple,
        conversation=place.row,
        stage=key,
        turn=turn,
        said_on=local_day(now, place.bond.couple.time_zone),
    )
    row.write(content.as_document())
    row.save(force_insert=True)
    if turn is Turn.BACK:
        RepairNote.objects.filter(author=by, conversation=place.row, kind=NoteKind.AWAY).delete()


def _answer_changes(by: User, place: Place, choice: Choice, now: datetime) -> None:
    """A yes keeps a copy of its own of what both offered; another look voids every yes."""
    couple, subject = place.bond.couple, place.row.pk
    if choice is not Choice.YES:
        void_yes(by=by, subject=subject, now=now)
        return
    offered = last_changes(by, place.row)
    agree(
        by=by,
        couple=couple,
        subject=subject,
        kind=AgreementKind.CHANGE,
        document={"parts": [_part(by, place.bond, each) for each in offered]},
        review_on=_to_be_reviewed(offered),
        now=now,
    )


def _part(by: User, bond: Bond, offered: OfferedChange) -> dict[str, Any]:
    texts = offered.content.texts
    return {
        "by": by.display_name if offered.is_mine else bond.partner.display_name,
        "mine": offered.is_mine,
        "what": texts.get(DraftField.CHANGE, ""),
        "when": texts.get(DraftField.WHEN, ""),
        "noticed": texts.get(DraftField.NOTICED, ""),
    }


def _to_be_reviewed(offered: Sequence[OfferedChange]) -> date | None:
    """Counted from the day on which both had offered, so that both copies say the same day."""
    if not offered:
        return None
    days = [each.content.days for each in offered if each.content.days]
    return follow_up.review_on(max(each.on for each in offered), days)


def _advance(by: User, place: Place, move: Move, now: datetime) -> None:
    talk, row = place.talk, place.row
    if move is Move.WENT_ON and talk.state is not RepairState.PAUSED:
        # It was time that paused it: now it is written down as well.
        talk = _append(row, talk, Move.PAUSED)
    talk = _append(row, talk, move)
    row.moved_at = now
    row.save(update_fields=["moved_at"])
    if talk.state is RepairState.AGREED:
        _close(row)
        today = local_day(now, place.bond.couple.time_zone)
        agreed = _to_be_reviewed(last_changes(by, row)) or follow_up.review_on(today, ())
        row.review_on = max(agreed, today + timedelta(days=follow_up.FEWEST_DAYS))
        row.save(update_fields=["review_on"])


def _append(row: RepairConversation, talk: Talk, move: Move) -> Talk:
    after = repair.after(talk, move)
    RepairMove.objects.create(
        conversation=row, couple_id=row.couple_id, number=after.number, move=move
    )
    return after


def _close(row: RepairConversation) -> None:
    row.is_open = False
    row.save(update_fields=["is_open"])


def _rest(place: Place) -> None:
    # Where time has paused it, nothing is written: it would undo the other's *I am back*, and so
    # tell them that somebody was here.
    if place.state in repair.TALKING:
        _append(place.row, place.talk, Move.PAUSED)


def _unsay(by: User, place: Place, now: datetime) -> None:
    for row in RepairTurn.objects.filter(author=by, conversation=place.row):
        if _waits(row, place):
            _unsend(row, by, now)
    RepairTurn.objects.filter(author=by, conversation=place.row).update(is_withdrawn=True)


def _waits(row: RepairTurn, place: Place) -> bool:
    """Whether the step that runs, or rests, still waits for the other beside this turn. As a
    withdrawn one it would be in the way for good: neither could go on.
    """
    talk = place.now_is
    if not talk.is_talking:
        return False
    steps = {(repair.TURNS[talk.step], talk.stage), (place.turn, place.key)}
    return (row.turn, row.stage) in steps


def _unsend(row: RepairTurn, by: User, now: datetime) -> None:
    content = TurnContent.of(row.read())
    pk, turn, key = row.conversation_id, Turn(row.turn), row.stage
    row.delete()
    if pk is None:
        return
    if turn is Turn.AGREE:
        void_yes(by=by, subject=pk, now=now)
    else:
        keep_draft(by=by, pk=pk, turn=turn, key=key, content=content, now=now)


def _note(by: User, place: Place, kind: NoteKind, document: dict[str, Any]) -> None:
    row = RepairNote(
        id=uuid5(by.pk, f"{place.row.pk} {kind}"), author=by, conversation=place.row, kind=kind
    )
    row.write(document)
    RepairNote.objects.filter(author=by, pk=row.pk).delete()
    row.save(force_insert=True)
