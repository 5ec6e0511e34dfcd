"""Which round runs for a person, and which ended last.

Rounds follow from the rhythm alone. A row is made by the first act in a round, by whomever it
is; nothing here may differ by whether it was made, or it would tell (safety.md V3). That
goes for the work as well: the same statements are asked in both cases (SR-06).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from accounts.access import Bond, bond_of
from accounts.models import User
from accounts.queries.couple import rhythm_of
from checkins.access import rounds_reachable_by
from checkins.enums import Phase
from checkins.logic import schedule
from checkins.logic.rotation import turn_of
from checkins.logic.schedule import Span
from checkins.models import Round
from checkins.queries.prompt import SOLO_SET, version_at, wordings_at
from checkins.queries.set_choice import slug_at


@dataclass(frozen=True)
class RoundPlace:
    """A round as one person meets it. ``row`` is None where nobody has touched it yet.

    Whoever asks for something in this round asks by ``where`` or ``within()``, never by ``row``:
    a statement that is left out where there is no row would tell by its time.
    """

    person: User
    bond: Bond | None
    span: Span
    opens_at: datetime
    time_zone: str
    is_first: bool
    is_running: bool
    row: Round | None

    @property
    def day(self) -> date:
        """What names the round in addresses: the local date on which it ends."""
        return schedule.round_day(self.span, self.time_zone)

    @property
    def starts_on(self) -> date:
        return schedule.local_day(self.span.starts_at, self.time_zone)

    @property
    def where(self) -> dict[str, Any]:
        """What finds this round's row among rounds, if there is one."""
        if self.bond is None:
            return {"person": self.person, "starts_at": self.span.starts_at}
        return {"couple": self.bond.couple, "starts_at": self.span.starts_at}

    def within(self) -> dict[str, Any]:
        """The same for rows that belong to the round."""
        return {f"round__{name}": value for name, value in self.where.items()}

    @cached_property
    def version_id(self) -> UUID:
        """The version of the prompts that is asked in this round: one query, once.

        It follows from the round's time, so it is not read from the row.
        """
        starts_at = self.span.starts_at
        slug = slug_at(self.bond.couple, starts_at) if self.bond else SOLO_SET
        return version_at(slug, starts_at)

    @property
    def wordings(self) -> Mapping[str, int]:
        """By code, which of several wordings is asked in this round: the same for both."""
        return wordings_at(self.version_id, turn_of(self.starts_on, self.day))

    def phase(self, now: datetime) -> Phase:
        return schedule.phase(now, self.span, self.opens_at)

    def is_invited(self, now: datetime) -> bool:
        """Whether it is the last three days, and the moment has not come."""
        return self.phase(now) is Phase.RUNNING and schedule.is_invited(now, self.span)


@dataclass(frozen=True, slots=True)
class Rounds:
    """The round that runs and the one before it, if there was one."""

    running: RoundPlace
    previous: RoundPlace | None

    @property
    def bond(self) -> Bond | None:
        return self.running.bond

    def named(self, day: date) -> RoundPlace | None:
        """The one of the two that a day names."""
        return next((p for p in (self.running, self.previous) if p and p.day == day), None)

    def latest_opened(self, now: datetime) -> RoundPlace | None:
        """The round whose moment came last: the running one where it was opened early."""
        if schedule.is_open(now, self.running.opens_at):
            return self.running
        return self.previous


def around(user: User, now: datetime) -> Rounds:
    """Two queries: the connection, and the latest rows of rounds."""
    return around_in(user, bond_of(user), now)


def around_in(user: User, bond: Bond | None, now: datetime) -> Rounds:
    """The same for a connection that is known already: one query."""
    rows = list(rounds_reachable_by(user, bond).order_by("-starts_at")[:2])
    if bond is None:
        return _alone(user, rows, now)
    return _together(user, bond, rows, now)


def _together(user: User, bond: Bond, rows: list[Round], now: datetime) -> Rounds:
    couple = bond.couple
    known = [Span(row.starts_at, row.ends_at) for row in rows]
    # A clock that was set back must not put anybody before the beginning.
    now = max(now, known[0].starts_at if known else couple.connected_at)
    running = schedule.couple_span(
        now,
        connected_at=couple.connected_at,
        first_moment_at=couple.first_moment_at,
        last_known=known[0] if known else None,
        rhythm=rhythm_of(couple),
    )
    before = [span for span in known if span.ends_at <= running.starts_at]
    previous = schedule.previous_span(
        running,
        connected_at=couple.connected_at,
        first_moment_at=couple.first_moment_at,
        last_known=before[0] if before else None,
        rhythm=rhythm_of(couple),
    )

    def place(span: Span, *, is_running: bool) -> RoundPlace:
        row = next((row for row in rows if row.ends_at == span.ends_at), None)
        return RoundPlace(
            person=user,
            bond=bond,
            span=span,
            opens_at=row.opens_at if row else span.ends_at,
            time_zone=couple.time_zone,
            is_first=span.starts_at == couple.connected_at,
            is_running=is_running,
            row=row,
        )

    return Rounds(
        place(running, is_running=True), place(previous, is_running=False) if previous else None
    )


def _alone(user: User, rows: list[Round], now: datetime) -> Rounds:
    running = schedule.solo_span(now, user.time_zone)
    previous = schedule.previous_solo_span(running, user.time_zone)

    def place(span: Span, *, is_running: bool) -> RoundPlace:
        return RoundPlace(
            person=user,
            bond=None,
            span=span,
            opens_at=span.ends_at,
            time_zone=user.time_zone,
            is_first=False,
            is_running=is_running,
            row=next((row for row in rows if row.starts_at == span.starts_at), None),
        )

    return Rounds(place(running, is_running=True), place(previous, is_running=False))
