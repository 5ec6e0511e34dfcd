"""Conversations of a couple on the page of both: the one that runs, and the last few that ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond
from checkins.access import conversations_reachable_by
from checkins.enums.repair import Move, RepairState
from checkins.logic import repair
from checkins.models import RepairConversation, RepairMove
from checkins.queries.conversation import at, repaired_in
from checkins.queries.steps import ENDS

# Old hurts close: no archive of faults.
LATEST = 5
GOES_ON = _("In conversation")


@dataclass(frozen=True, slots=True)
class PastTalk:
    """A conversation that is over, in one line."""

    pk: UUID
    on: date
    what: Promise


@dataclass(frozen=True, slots=True)
class Talks:
    """``running`` runs or rests. Both read the same here, whosever turn it is."""

    running: UUID | None
    past: Sequence[PastTalk]


def talks_of(bond: Bond, now: datetime) -> Talks:
    """At most three queries."""
    found = conversations_reachable_by(bond).order_by("-is_open", "-started_on", "id")
    rows = list(found[: LATEST + 1])
    if not rows:
        return Talks(None, ())
    states = _states(bond, rows, now)
    running = next((row.pk for row in rows if states[row.pk] is None), None)
    past = [
        PastTalk(row.pk, row.started_on, ENDS[state][0])
        for row in sorted(rows, key=lambda row: row.started_on, reverse=True)
        if (state := states[row.pk]) is not None
    ]
    return Talks(running, past[:LATEST])


def talk_about(bond: Bond, hurt: UUID, now: datetime) -> PastTalk | None:
    """The last conversation about an own hurt, in one line for its owner; at most three queries."""
    found = conversations_reachable_by(bond).filter(rupture_id=hurt)
    row = found.order_by("-started_on", "-is_open", "id").first()
    if row is None:
        return None
    state = _states(bond, [row], now)[row.pk]
    return PastTalk(row.pk, row.started_on, ENDS[state][0] if state else GOES_ON)


def _states(
    bond: Bond, rows: Sequence[RepairConversation], now: datetime
) -> dict[UUID, RepairState | None]:
    """What became of each; None of one that goes on."""
    moves: dict[UUID, list[Move]] = {row.pk: [] for row in rows}
    for each in RepairMove.objects.filter(conversation__in=rows).order_by("number"):
        moves[each.conversation_id].append(Move(each.move))
    is_reviewed = any(row.review_on for row in rows)
    repaired = {each.pk for each in repaired_in(bond.couple).only("pk")} if is_reviewed else ()
    again = {row.reopens_id for row in rows}
    states: dict[UUID, RepairState | None] = {}
    for row in rows:
        talk = at(row, repair.fold(moves[row.pk]), bond.couple, now, repaired)
        ended = RepairState.REOPENED if row.pk in again else talk.state
        states[row.pk] = None if talk.is_talking else ended
    return states
