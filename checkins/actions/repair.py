"""Taking turns in a repair conversation. The ways out of it are in way_out.py.

Nothing of this is audited: that would be the timeline nobody keeps (decisions.md 8). Both lock the
couple first, so that exactly one move follows on each step.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.access import Bond, check_may_share
from accounts.enums import Purpose
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import AlreadySent, StillCooling, TalkHasMovedOn, TalkRests
from checkins.actions.agreement import agree, void_yes
from checkins.actions.conversation import append, close, hold
from checkins.actions.draft import settle_draft
from checkins.enums import AgreementKind, DraftField
from checkins.enums.repair import Choice, Move, NoteKind, RepairState, Turn
from checkins.logic import follow_up, repair
from checkins.logic.turns import TurnContent, move_after, unlike
from checkins.models import RepairNote, RepairTurn
from checkins.queries.conversation import Place
from checkins.queries.turns import OfferedChange, last_changes, own_turn, their_turn


@transaction.atomic
def take_turn(
    *, by: User, pk: UUID, turn: Turn, key: int, content: TurnContent, now: datetime
) -> Move | None:
    """Send one's turn at the step that the page showed: ``turn`` and ``key`` name it.

    Where both act, the conversation moves when both have. Sent twice is sent once. Returns the
    move that followed on it, None while the step waits. Raises AlreadySent where other words were
    sent at this step, NotConnected, Paused, NoConsent, StillCooling, TalkRests or TalkHasMovedOn.
    """
    place = hold(by, pk, now)
    sent = own_turn(by, place.row, turn, key)
    if sent is not None:
        if unlike(content.texts, TurnContent.of(sent.read()).texts):
            raise AlreadySent
        return None
    check_may_share(by, Purpose.REPAIR)
    _check_is_here(place, turn, key, now)
    if content.choice is Choice.NOT_QUITE and place.talk.loops >= repair.MOST_LOOPS:
        raise TalkHasMovedOn
    _write(by, place, (turn, key), content, now)
    settle_draft(by=by, row=place.row, at=(turn, key), sent=content)
    theirs = their_turn(by, place.row, turn, key)
    move = move_after(
        turn,
        place.side,
        content.choice,
        theirs.choice if theirs else None,
        acting=repair.acting(place.now_is),
    )
    if turn is Turn.AGREE:
        move = _answer_changes(by, place, content.choice, move, now)
    if move is not None:
        _advance(by, place, move, now)
    return move


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


def _answer_changes(
    by: User, place: Place, choice: Choice, move: Move | None, now: datetime
) -> Move | None:
    """A yes keeps a copy of its own of what both offered; another look voids every yes.

    ``move`` is what follows of the two answers. Where the other's yes was to words that have gone
    since, it is another look instead: nobody's yes is carried over to other words.
    """
    offered = last_changes(by, place.row, place.talk.stage_of(Turn.CHANGE))
    is_agreed = choice is Choice.YES and bool(offered) and _agree(by, place, offered, now)
    if move is None or is_agreed:
        return move
    void_yes(by=by, subject=place.row.pk, now=now)
    return Move.ANOTHER_CHANGE if offered else move


def _agree(by: User, place: Place, offered: Sequence[OfferedChange], now: datetime) -> bool:
    return agree(
        by=by,
        couple=place.bond.couple,
        subject=place.row.pk,
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
        talk = append(row, talk, Move.PAUSED)
    talk = append(row, talk, move)
    row.moved_at = now
    row.save(update_fields=["moved_at"])
    if talk.state is RepairState.AGREED:
        close(row)
        today = local_day(now, place.bond.couple.time_zone)
        offered = last_changes(by, row, talk.stage_of(Turn.CHANGE))
        agreed = _to_be_reviewed(offered) or follow_up.review_on(today, ())
        row.review_on = max(agreed, today + timedelta(days=follow_up.FEWEST_DAYS))
        row.save(update_fields=["review_on"])
