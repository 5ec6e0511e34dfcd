"""The reveal as a state machine: whatever two people do in whatever order, each sees what the
model says and nothing else. The model knows the rule (safety.md V2) and none of the code.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.access import Refusal, bond_of
from accounts.actions import couple as couples
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.release import withdraw_words
from checkins.actions.round import ask_no_longer
from checkins.enums import ELEMENTS, Element
from checkins.models import Release, ReleasedText
from checkins.queries.picture import picture_of
from checkins.queries.prompt import ELEMENT_NAMES
from tests.factories.people import NOW, connect, make_user
from tests.factories.weeks import (
    FIRST_DAY,
    FIRST_MOMENT,
    answer,
    give,
    keep_all,
    place_of,
    tap,
)

WEEK = timedelta(days=7)
ONE, OTHER = 0, 1
people = st.sampled_from([ONE, OTHER])
kept = st.frozensets(st.sampled_from([*ELEMENTS, Element.APPRECIATION]))
scores = st.sampled_from([1, 5, 9])
BANDS = {1: "hard", 5: "mixed", 9: "steady"}


@dataclass
class Given:
    """What the model knows of one release."""

    bands: dict[Element, str]
    has_words: bool


@dataclass
class RoundModel:
    day: date
    opens_at: datetime
    scores: dict[int, int] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    taps: set[int] = field(default_factory=set)

    def take_back(self, person: int) -> None:
        self.given.pop(person, None)
        self.taps.discard(person)


class Reveal(RuleBasedStateMachine):
    """Two people, some weeks."""

    examples: ClassVar[int] = 0
    examples_opened: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people = [make_user("Alice"), make_user("Bob")]
        connect(*self.people)
        self.now = NOW
        self.rounds = [RoundModel(FIRST_DAY, FIRST_MOMENT)]
        self.paused: set[int] = set()
        self.is_connected = True
        self.has_opened = False

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            type(self).examples += 1
            type(self).examples_opened += self.has_opened
            event("opened" if self.has_opened else "stayed closed")
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @property
    def running(self) -> RoundModel:
        return self.rounds[-1]

    @property
    def is_open(self) -> bool:
        return self.running.opens_at <= self.now

    def as_person(self, person: int, act: Callable[[User], object]) -> object:
        user = self.people[person]
        with acting_as(user.pk, now=self.now):
            return act(user)

    def expect(self, act: Callable[[], object], *, allowed: bool) -> bool:
        """Do it, and see it refused exactly where the model refuses."""
        try:
            with transaction.atomic():
                act()
        except Refusal:
            assert not allowed
            return False
        assert allowed
        return True

    @precondition(lambda self: self.is_connected)
    @rule(person=people, score=scores)
    def answers(self, person: int, score: int) -> None:
        user, words = self.people[person], f"Words of {person}."
        if self.expect(
            lambda: answer(user, now=self.now, score=score, words=words),
            allowed=not self.is_open,
        ):
            self.running.scores[person] = score

    @precondition(lambda self: self.is_connected)
    @rule(person=people, keep_back=kept)
    def releases(self, person: int, keep_back: frozenset[Element]) -> None:
        week = self.running
        if person not in week.scores:
            return
        allowed = not self.is_open and person not in self.paused
        back = keep_back | {Element.FELT}
        user = self.people[person]
        if not self.expect(lambda: give(user, now=self.now, keep_back=back), allowed=allowed):
            return
        band = BANDS[week.scores[person]]
        given = Given(
            {each: band for each in ELEMENTS if each not in back},
            Element.APPRECIATION not in back,
        )
        if given.bands or given.has_words:
            week.given[person] = given
        else:
            week.take_back(person)

    @precondition(lambda self: self.is_connected)
    @rule(person=people)
    def keeps_all(self, person: int) -> None:
        user = self.people[person]
        if self.expect(lambda: keep_all(user, now=self.now), allowed=not self.is_open):
            self.running.take_back(person)

    @precondition(lambda self: self.is_connected)
    @rule(person=people)
    def taps(self, person: int) -> None:
        week = self.running
        allowed = not self.is_open and person in week.given
        user = self.people[person]
        if self.expect(lambda: tap(user, now=self.now), allowed=allowed):
            week.taps.add(person)
            if week.taps == set(week.given) == {ONE, OTHER}:
                week.opens_at = self.now

    @precondition(lambda self: self.is_connected)
    @rule(person=people)
    def rather_waits(self, person: int) -> None:
        self.as_person(person, lambda user: ask_no_longer(by=user, place=place_of(user, self.now)))
        if not self.is_open:
            self.running.taps.discard(person)

    @precondition(lambda self: self.is_connected)
    @rule(person=people)
    def pauses(self, person: int) -> None:
        self.as_person(person, lambda user: couples.pause(by=user, now=self.now))
        self.paused.add(person)
        if not self.is_open:
            self.running.take_back(person)

    @precondition(lambda self: self.is_connected)
    @rule(person=people)
    def ends_the_pause(self, person: int) -> None:
        self.as_person(person, lambda user: couples.end_pause(by=user, now=self.now))
        self.paused.discard(person)

    @precondition(lambda self: self.is_connected and len(self.rounds) > 2)
    @rule(person=people)
    def leaves(self, person: int) -> None:
        self.as_person(
            person, lambda user: couples.leave(by=user, keeps_door_closed=True, now=self.now)
        )
        self.is_connected = False

    @precondition(lambda self: self.is_connected)
    @rule(person=people, back=st.integers(0, 2))
    def withdraws_words(self, person: int, back: int) -> None:
        week = self.rounds[max(0, len(self.rounds) - 1 - back)]

        def withdraw(user: User) -> None:
            bond = bond_of(user)
            assert bond is not None
            withdraw_words(by=user, bond=bond, day=week.day)

        self.as_person(person, withdraw)
        if person in week.given:
            week.given[person].has_words = False
            if not week.given[person].bands and self.now < week.opens_at:
                week.take_back(person)

    @precondition(lambda self: self.is_connected and not self.is_open)
    @rule(person=people, score=scores)
    def gives_words_alone_and_withdraws_them(self, person: int, score: int) -> None:
        """What is left is no release: it must open nothing of the other's."""
        if person in self.paused:
            self.ends_the_pause(person=person)
        self.answers(person=person, score=score)
        self.releases(person=person, keep_back=frozenset(ELEMENTS))
        self.withdraws_words(person=person, back=0)

    @rule(days=st.integers(1, 5))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        while self.now >= FIRST_MOMENT + WEEK * (len(self.rounds) - 1):
            number = len(self.rounds)
            self.rounds.append(RoundModel(FIRST_DAY + WEEK * number, FIRST_MOMENT + WEEK * number))

    @precondition(lambda self: self.is_connected)
    @rule(score=scores, keep_back=kept)
    def a_whole_round_is_played(self, score: int, keep_back: frozenset[Element]) -> None:
        """Without this most runs would never see a picture open."""
        for person in sorted(self.paused):
            self.ends_the_pause(person=person)
        if self.is_open:
            self.time_passes(days=5)
            self.time_passes(days=2)
        for person, back in ((ONE, keep_back), (OTHER, frozenset[Element]())):
            self.answers(person=person, score=score)
            self.releases(person=person, keep_back=back)
        self.time_passes(days=5)
        self.time_passes(days=2)

    @precondition(lambda self: self.is_connected and not self.is_open)
    @rule(score=scores)
    def both_open_early(self, score: int) -> None:
        """The same, by two taps instead of by time."""
        for person in sorted(self.paused):
            self.ends_the_pause(person=person)
        for person in (ONE, OTHER):
            self.answers(person=person, score=score)
            self.releases(person=person, keep_back=frozenset())
        for person in (ONE, OTHER):
            if not self.is_open:
                self.taps(person=person)

    @invariant()
    def each_sees_what_the_model_says(self) -> None:
        for viewer in (ONE, OTHER):
            author = 1 - viewer
            open_rounds = [week for week in self.rounds if self.shows(week)]
            self.has_opened |= bool(open_rounds)
            user, partner = self.people[viewer], self.people[author]
            with acting_as(user.pk, now=self.now):
                # As the database has it, without any filter of ours.
                held = Release.objects.filter(author=partner).count()
                said = ReleasedText.objects.filter(author=partner).count()
                pages = self.pictures(user)
            assert held == len(open_rounds)
            assert said == sum(week.given[author].has_words for week in open_rounds)
            for week, page in zip(self.rounds, pages, strict=True):
                assert page == self.expected(week, viewer), (week, viewer)

    def shows(self, week: RoundModel) -> bool:
        return self.is_connected and week.opens_at <= self.now and set(week.given) == {ONE, OTHER}

    def expected(self, week: RoundModel, viewer: int) -> object:
        if not self.shows(week):
            return None
        mine, theirs = week.given[viewer], week.given[1 - viewer]
        lines = {
            str(ELEMENT_NAMES[each]): (mine.bands[each], theirs.bands[each])
            for each in ELEMENTS
            if each in mine.bands and each in theirs.bands
        }
        if not lines and not mine.has_words and not theirs.has_words:
            return None
        words = [f"Words of {viewer}."] * mine.has_words
        their_words = [f"Words of {1 - viewer}."] * theirs.has_words
        return lines, words, their_words

    def pictures(self, user: User) -> list[object]:
        bond = bond_of(user)
        if bond is None:
            return [None] * len(self.rounds)
        found: list[object] = []
        for week in self.rounds:
            page = picture_of(user, bond, self.now, on=week.day)
            found.append(
                page
                and (
                    {
                        str(line.name): (str(line.mine.words), str(line.theirs.words))
                        for line in page.lines
                    },
                    list(page.my_words),
                    list(page.their_words),
                )
            )
        return found


def test_each_sees_what_the_model_says_whatever_the_two_do(db):
    Reveal.examples = Reveal.examples_opened = 0
    run_state_machine_as_test(
        Reveal,
        settings=settings(
            max_examples=40,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # The model is worth something only where pictures do open.
    assert Reveal.examples_opened >= 0.3 * Reveal.examples
