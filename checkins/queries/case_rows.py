"""What a couple's page for their therapist is made of: rows of the scopes that both let be seen.

Two people read the same shapes: a therapist reads what the database hands out by both consents
(migration 0014), and each partner what a therapist would see by their own consent alone
(case_own.py). The two stand in an order that never changes: 0 and 1.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from accounts import vault
from accounts.enums import Scope
from accounts.models import Couple
from accounts.models.functions import Case, OpenScope
from accounts.queries.couple import rhythm_of
from checkins.enums import AgreementKind, Element, TextKind
from checkins.enums.repair import Move, RepairState
from checkins.logic import repair, reveal
from checkins.logic.rate import last_rounds
from checkins.logic.reveal import Picture
from checkins.logic.schedule import Span, round_day
from checkins.logic.shared_trends import SharedRound, with_numbers
from checkins.models import (
    Agreement,
    Promise,
    Release,
    ReleasedNumbers,
    ReleasedText,
    RepairConversation,
    RepairInvitation,
    RepairMove,
    Round,
    ShownHurt,
    functions,
)
from checkins.queries.conversation import at
from checkins.queries.release import opened
from checkins.queries.rupture import AREA_LABELS
from checkins.queries.shared_panels import shared_round

Text = str | LazyText

# Of an end it is told that it was one; how it came about is between the two.
OUTCOMES: Mapping[RepairState, LazyText] = {
    RepairState.REPAIRED: _("repaired, both say so"),
    RepairState.REOPENED: _("taken up again later"),
    RepairState.STILL_OPEN: _("ended, still open"),
}
ENDED = _("ended")
GOES_ON = _("goes on")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its day, its area, and whether it ended or is repaired."""

    on: date
    area: Text
    outcome: Text
    repaired_on: date | None
    takes_up: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words that one of the two let the other read, with their day. ``by`` is 0 or 1."""

    on: date
    by: int
    words: str


@dataclass(frozen=True, slots=True)
class AgreedOn:
    """What both said yes to: the parts of each, or rules or a line of both. ``parts`` are pairs of
    whose part it is (0 or 1) and the words.
    """

    on: date
    kind: AgreementKind
    parts: Sequence[tuple[int, str]]
    lines: Sequence[str]
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Rate:
    """In how many of the last rounds each of the two released something; 0 and 1."""

    released: tuple[int, int]
    of: int


@dataclass(frozen=True, slots=True)
class Material:
    """Everything there is to show. What is not let in is empty, ``rate`` is None."""

    rounds: Sequence[SharedRound] = ()
    hurts: Sequence[date] = ()
    talks: Sequence[Talk] = ()
    agreed: Sequence[AgreedOn] = ()
    kept: Sequence[Said] = ()
    thanks: Sequence[Said] = ()
    words: Sequence[Said] = ()
    rate: Rate | None = None

    def after(self, day: date) -> "Material":
        """What carries a later day. Rounds stay, to compare with, and what was agreed on stands."""
        return replace(
            self,
            hurts=[on for on in self.hurts if on > day],
            talks=[each for each in self.talks if (each.repaired_on or each.on) > day],
            kept=[each for each in self.kept if each.on > day],
            thanks=[each for each in self.thanks if each.on > day],
            words=[each for each in self.words if each.on > day],
        )


def read_case(
    case: Case, couple: Couple, scopes: Mapping[Scope, OpenScope], now: datetime
) -> Material:
    """What the therapist who acts may see of a couple now; at most a dozen queries and the keys,
    however long the history. What its author has been erased of is not there.
    """
    people = (case.first_id, case.other_id)
    vault.open_keys(people)
    return Material(
        rounds=_rounds(couple, people, scopes) if Scope.TRENDS in scopes else (),
        hurts=functions.my_case_hurt_days(couple.pk) if Scope.REPAIR in scopes else (),
        talks=read_talks(
            couple,
            RepairConversation.objects.filter(_is_among("pk", "my_case_talks()")),
            functions.my_case_repaired,
            now,
        )
        if Scope.REPAIR in scopes
        else (),
        agreed=_agreed(couple, people) if Scope.AGREEMENTS in scopes else (),
        kept=_kept(couple, people) if Scope.AGREEMENTS in scopes else (),
        thanks=_thanks(couple, people) if Scope.APPRECIATION in scopes else (),
        words=_words(couple, people) if Scope.TEXTS in scopes else (),
        rate=_rate(couple, people, scopes[Scope.RATE], now) if Scope.RATE in scopes else None,
    )


def _is_among(field: str, function: str) -> Func:
    """Asked once more beside the policies, in the same statement."""
    return Func(
        F(field),
        template=f"%(expressions)s = any ((select {function})::uuid[])",
        output_field=BooleanField(),
    )


def _rounds(
    couple: Couple, people: tuple[UUID, UUID], scopes: Mapping[Scope, OpenScope]
) -> list[SharedRound]:
    rows = Release.objects.filter(
        _is_among("round_id", "my_case_rounds('trends')"), couple=couple, author__in=people
    ).select_related("round")
    pairs: dict[UUID, dict[UUID, Release]] = {}
    for row in rows.order_by("round__ends_at"):
        pairs.setdefault(row.round_id, {})[row.author_id] = row
    numbers = _numbers(couple, people) if Scope.NUMBERS in scopes else {}
    found = []
    for pair in pairs.values():
        picture = picture_of_two([pair.get(person) for person in people])
        if picture is not None:
            opened_in = pair[people[0]].round
            exact = [numbers.get((opened_in.pk, person), {}) for person in people]
            found.append(with_numbers(shared_round(opened_in, picture, couple.time_zone), exact))
    return found


def picture_of_two(pair: Sequence[Release | None]) -> Picture | None:
    """What two releases show, or None where one is missing or does not open."""
    opens = []
    for row in pair:
        try:
            opens.append(opened(row) if row is not None else None)
        except vault.CannotOpen:
            opens.append(None)
    one, other = opens
    return reveal.shared_picture(one, other)


def _numbers(
    couple: Couple, people: tuple[UUID, UUID]
) -> dict[tuple[UUID, UUID], dict[Element, float]]:
    rows = ReleasedNumbers.objects.filter(
        _is_among("round_id", "my_case_rounds('numbers')"), couple=couple, author__in=people
    )
    return {(row.round_id, row.author_id): numbers_in(row) for row in rows}


def numbers_in(row: ReleasedNumbers) -> dict[Element, float]:
    """The numbers that went along with one release, by element; 0–10."""
    document = row.read_if_it_opens() or {"elements": {}}
    return {Element(name): value for name, value in document["elements"].items()}


def read_talks(
    couple: Couple,
    within: QuerySet[RepairConversation],
    repaired_in: Callable[[], Collection[UUID]],
    now: datetime,
) -> list[Talk]:
    """Conversations among ``within``, latest first; one query where there are none, else four."""
    rows = list(within.filter(couple=couple).order_by("-started_on", "pk"))
    if not rows:
        return []
    repaired = repaired_in()
    moves: dict[UUID, list[Move]] = {row.pk: [] for row in rows}
    for each in RepairMove.objects.filter(conversation__in=rows).order_by("number"):
        moves[each.conversation_id].append(Move(each.move))
    invited = RepairInvitation.objects.in_bulk([row.invitation_id for row in rows])
    again = {row.reopens_id for row in rows}
    talks = []
    for row in rows:
        invitation = invited.get(row.invitation_id)
        # Of the invitation its area alone: its words are for the two.
        document = invitation.read_if_it_opens() if invitation else None
        state = at(row, repair.fold(moves[row.pk]), couple, now, repaired)
        ended = RepairState.REOPENED if row.pk in again else state.state
        is_repaired = ended is RepairState.REPAIRED
        talks.append(
            Talk(
                on=row.started_on,
                area=AREA_LABELS[Element(document["area"])] if document else "",
                outcome=GOES_ON
                if state.is_talking and row.pk not in again
                else OUTCOMES.get(ended, ENDED),
                repaired_on=row.review_on if is_repaired else None,
                takes_up=row.reopens_id is not None,
            )
        )
    return talks


def _agreed(couple: Couple, people: tuple[UUID, UUID]) -> list[AgreedOn]:
    rows = Agreement.objects.filter(_is_among("pk", "my_case_agreements()"), couple=couple)
    return agreed_of(list(rows.order_by("-agreed_on", "subject", "author")), people)


def agreed_of(rows: Sequence[Agreement], people: tuple[UUID, UUID]) -> list[AgreedOn]:
    """Each agreement once, from whichever copy opens."""
    found: dict[UUID, AgreedOn] = {}
    for row in rows:
        if row.subject in found or row.agreed_on is None:
            continue
        document = row.read_if_it_opens()
        if document is None:
            continue
        mine = people.index(row.author_id)
        parts = [
            (mine if part["mine"] else 1 - mine, part["what"]) for part in document.get("parts", ())
        ]
        lines = [*document.get("rules", ()), *filter(None, [document.get("text", "")])]
        found[row.subject] = AgreedOn(
            row.agreed_on, AgreementKind(row.kind), parts, lines, row.review_on
        )
    return list(found.values())


def _kept(couple: Couple, people: tuple[UUID, UUID]) -> list[Said]:
    rows = Promise.objects.filter(_is_among("pk", "my_case_promises()"), couple=couple)
    return [
        Said(row.due_on, people.index(row.author_id), document["words"])
        for row in rows.order_by("-due_on", "pk")
        if (document := row.read_if_it_opens()) is not None
    ]


def _thanks(couple: Couple, people: tuple[UUID, UUID]) -> list[Said]:
    rows = ReleasedText.objects.filter(
        _is_among("round_id", "my_case_rounds('appreciation')"),
        couple=couple,
        kind=TextKind.APPRECIATION,
        author__in=people,
    ).select_related("round")
    return thanks_of(rows.order_by("-round__ends_at", "author"), people, couple)


def thanks_of(
    rows: Iterable[ReleasedText], people: tuple[UUID, UUID], couple: Couple
) -> list[Said]:
    """Words of appreciation with the day of their round."""
    return [
        Said(_day(row.round, couple), people.index(row.author_id), document["text"])
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]


def _day(row: Round, couple: Couple) -> date:
    return round_day(Span(row.starts_at, row.ends_at), couple.time_zone)


def _words(couple: Couple, people: tuple[UUID, UUID]) -> list[Said]:
    rows = ShownHurt.objects.filter(_is_among("pk", "my_case_hurts()"), couple=couple)
    return words_of(rows.order_by("-shown_on", "pk"), people)


def words_of(rows: Iterable[ShownHurt], people: tuple[UUID, UUID]) -> list[Said]:
    """The words of hurts that are shown, latest first."""
    return [
        Said(row.shown_on, people.index(row.author_id), document["words"])
        for row in rows
        if row.author_id in people and (document := row.read_if_it_opens()) is not None
    ]


def _rate(couple: Couple, people: tuple[UUID, UUID], scope: OpenScope, now: datetime) -> Rate:
    rounds = last_rounds(
        now,
        scope.since,
        connected_at=couple.connected_at,
        first_moment_at=couple.first_moment_at,
        rhythm=rhythm_of(couple),
    )
    released = dict(functions.my_case_rate(couple.pk, rounds.first))
    one, other = (released.get(person, 0) for person in people)
    return Rate((one, other), max(one, other, rounds.count))
