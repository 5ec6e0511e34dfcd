"""V4 and V10 as a state machine: whatever two people release, take back, allow, end and leave, and
whatever time does, their therapist's page, sheet, file and PDF hold what the model says.
"""

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings as django_settings
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
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
from accounts.clock import clock
from accounts.enums import Scope
from accounts.models import User
from checkins.actions.question import keep_wishes
from checkins.actions.release import withdraw_words
from checkins.enums import ELEMENTS, Element, Preset
from tests.checkins.case_model import (
    ZONE,
    CaseModel,
    Given,
    Held,
    Planted,
    Week,
    givers,
    kept,
    people,
    rows_in,
    scope_sets,
    scores,
    text_in,
)
from tests.factories import talks
from tests.factories.hurts import name_one, show_one
from tests.factories.people import NOW, connect, make_user
from tests.factories.therapists import end_access, introduce, let_in, make_therapist
from tests.factories.together import agree_change
from tests.factories.weeks import FIRST_MOMENT, answer, give

PDFS = 3  # a second each


class TheirCase(RuleBasedStateMachine):
    """Two people, a therapist they know, and some weeks."""

    examples: ClassVar[int] = 0
    examples_seen: ClassVar[int] = 0
    pdfs: ClassVar[int] = 0

    @initialize(
        lives=st.sampled_from([True, True, False]),
        scopes=scope_sets,
        score=scores,
        keep_back=kept,
        who=givers,
    )
    def begin(
        self,
        *,
        lives: bool,
        scopes: frozenset[Scope],
        score: int,
        keep_back: frozenset[Element],
        who: tuple[int, ...],
    ) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        # In the order in which a therapist reads them.
        self.people = sorted([make_user("Alice"), make_user("Bob")], key=lambda each: each.pk)
        connect(*self.people)
        self.erin = make_therapist()
        self.known = introduce(self.erin, self.people[0])
        self.now = NOW
        self.model = CaseModel()
        self.serial = itertools.count()
        self.has_seen = False
        self._begin_week(NOW, FIRST_MOMENT)
        if lives:
            self.both_let_in_and_a_week_is_lived(
                scopes=scopes, score=score, keep_back=keep_back, who=who
            )

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            kind = type(self)
            kind.examples += 1
            kind.examples_seen += self.has_seen
            event("seen" if self.has_seen else "nothing to see")
            if self.has_seen and kind.pdfs < PDFS and self.model.is_open(self.now):
                kind.pdfs += 1
                self.the_file_holds_what_the_model_says()
            clock.set_to(None)
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def _begin_week(self, starts_at: datetime, ends_at: datetime) -> None:
        first, last = (each.astimezone(ZONE).date() for each in (starts_at, ends_at))
        self.model.weeks.append(Week(starts_at, ends_at, first, last))

    @property
    def running(self) -> Week:
        return self.model.weeks[-1]

    def plant(self, kind: str) -> str:
        return f"planted-{kind}-{next(self.serial)}-here"

    def as_person(self, person: int, act: Callable[[User], object]) -> None:
        user = self.people[person]
        with acting_as(user.pk, now=self.now):
            act(user)

    @rule(days=st.integers(1, 5), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int = 0) -> None:
        self.now += timedelta(days=days, hours=hours)
        while self.now >= self.running.ends_at:
            # Wall time: the moment stays at seven in the evening across both changes of the clock.
            wall = self.running.ends_at.astimezone(ZONE) + timedelta(days=7)
            self._begin_week(self.running.ends_at, wall.astimezone(FIRST_MOMENT.tzinfo))

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people, scopes=scope_sets, first=st.integers(0, 3), days=st.integers(3, 60))
    def lets_in(self, person: int, scopes: frozenset[Scope], first: int, days: int) -> None:
        today = self.now.astimezone(ZONE).date()
        first_day, last_day = today + timedelta(days=first), today + timedelta(days=days)
        if Scope.NUMBERS in scopes:
            scopes |= {Scope.TRENDS}
        user = self.people[person]
        let_in(user, self.known, scopes, now=self.now, first_day=first_day, last_day=last_day)
        since = self.now if first == 0 else self._midnight(first_day)
        until = self._midnight(last_day + timedelta(days=1))
        for scope in Scope:
            held = self.model.consents.get((person, scope))
            if scope not in scopes:
                self.model.consents.pop((person, scope), None)
            elif held and held.until > self.now and held.since < until:
                held.until = until
            else:
                self.model.consents[person, scope] = Held(since, until)

    def _midnight(self, day) -> datetime:
        return datetime.combine(day, datetime.min.time(), ZONE).astimezone(FIRST_MOMENT.tzinfo)

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people)
    def ends_it(self, person: int) -> None:
        end_access(self.people[person], self.known, now=self.now)
        for scope in Scope:
            self.model.consents.pop((person, scope), None)

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people, score=scores, keep_back=kept)
    def releases(self, person: int, score: int, keep_back: frozenset[Element]) -> None:
        user, week = self.people[person], self.running
        thanks, note = self.plant("thanks"), self.plant("note")
        self.model.secrets += [thanks, note]
        answer(user, now=self.now, score=score, words=thanks, W_NOTE_1=note)
        week.given.pop(person, None)
        give(user, now=self.now, keep_back=keep_back | {Element.FELT})
        numbers = self.model.consents.get((person, Scope.NUMBERS))
        given = Given(
            {each: score for each in ELEMENTS if each not in keep_back},
            numbers is not None and numbers.since <= week.starts_at and numbers.until > self.now,
            None if Element.APPRECIATION in keep_back else thanks,
        )
        week.given[person] = given

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people)
    def pauses_and_goes_on(self, person: int) -> None:
        """What was released and is not open comes back, and stays back."""
        self.as_person(person, lambda user: couples.pause(by=user, now=self.now))
        self.as_person(person, lambda user: couples.end_pause(by=user, now=self.now))
        self.running.given.pop(person, None)

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people, back=st.integers(0, 2))
    def withdraws_words(self, person: int, back: int) -> None:
        week = self.model.weeks[max(0, len(self.model.weeks) - 1 - back)]

        def withdraw(user: User) -> None:
            bond = bond_of(user)
            assert bond is not None
            withdraw_words(by=user, bond=bond, day=week.ends_on)

        self.as_person(person, withdraw)
        if person in week.given:
            week.given[person].thanks = None

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people)
    def shows_a_hurt_and_keeps_another(self, person: int) -> None:
        words, note = self.plant("hurt"), self.plant("private")
        show_one(self.people[person], words, now=self.now)
        name_one(self.people[person], note=note, now=self.now)
        today = self.now.astimezone(ZONE).date()
        self.model.dated.append(Planted(words, today, Scope.TEXTS))
        self.model.secrets.append(note)

    @precondition(lambda self: self.model.is_connected)
    @rule(person=people)
    def they_talk_and_agree(self, person: int) -> None:
        asked, what = self.plant("asked"), self.plant("agreed")
        one, other = self.people[person], self.people[1 - person]
        self.model.secrets.append(asked)
        # While either wants no prompts, an invitation reaches nobody.
        with suppress(Refusal, Http404):
            invitation = talks.invite(one, now=self.now, content=talks.words(asked))
            talks.accept(other, invitation, now=self.now)
        agree_change(one, other, what=what, now=self.now)
        today = self.now.astimezone(ZONE).date()
        self.model.dated.append(Planted(what, today, Scope.AGREEMENTS))

    @rule(person=people, wants=st.booleans())
    def wants_no_prompts(self, person: int, *, wants: bool) -> None:
        self.as_person(
            person,
            lambda user: keep_wishes(
                by=user, wants_none=wants, preset=Preset.STANDARD, now=self.now
            ),
        )

    @precondition(lambda self: self.model.is_connected and len(self.model.weeks) > 3)
    @rule(person=people)
    def leaves(self, person: int) -> None:
        self.as_person(
            person, lambda user: couples.leave(by=user, keeps_door_closed=True, now=self.now)
        )
        self.model.is_connected = False

    @precondition(lambda self: self.model.is_connected)
    @rule(scopes=scope_sets, score=scores, keep_back=kept, who=givers)
    def both_let_in_and_a_week_is_lived(
        self,
        scopes: frozenset[Scope],
        score: int,
        keep_back: frozenset[Element],
        who: tuple[int, ...],
    ) -> None:
        """Without this most runs would never give a therapist anything to see."""
        for person in (0, 1):
            self.lets_in(person=person, scopes=scopes, first=0, days=40)
        self.a_week_is_lived(score=score, keep_back=keep_back, who=who)

    @precondition(lambda self: self.model.is_connected)
    @rule(score=scores, keep_back=kept, who=givers)
    def a_week_is_lived(
        self, score: int, keep_back: frozenset[Element], who: tuple[int, ...]
    ) -> None:
        """Two weeks, so that the second one begins after whatever was agreed to."""
        self.time_passes(days=5)
        self.time_passes(days=2)
        self.shows_a_hurt_and_keeps_another(person=who[0])
        for person in who:
            self.releases(person=person, score=score, keep_back=keep_back)
        self.the_page_and_the_file_hold_what_the_model_says()
        self.time_passes(days=5)
        self.time_passes(days=2)

    @invariant()
    def the_page_and_the_file_hold_what_the_model_says(self) -> None:
        is_open = self.model.is_open(self.now)
        seen = self.model.sentences(self.now, ZONE) if is_open else set()
        rows = self.model.rows(self.now) if is_open else []
        self.has_seen |= bool(rows)
        client = self._client()
        page, sheet, file = (
            client.get(reverse(name, args=[self.known]), {"weeks": "104"})
            for name in ("checkins:case", "checkins:case_sheet", "checkins:case_csv")
        )
        for answered in (page, sheet):
            assert answered.status_code == (200 if is_open else 404)
            assert self.model.found_in(answered.content.decode()) == seen
        if not is_open:
            assert "Alice" not in page.content.decode()
        if self.model.since(Scope.TRENDS, self.now) is None:
            assert file.status_code == 404
        else:
            assert rows_in(file.content) == rows

    def the_file_holds_what_the_model_says(self) -> None:
        answered = self._client().get(
            reverse("checkins:case_pdf", args=[self.known]), {"weeks": "104"}
        )
        assert answered["Content-Type"] == "application/pdf"
        text = text_in(answered.content)
        assert self.model.found_in(text) == self.model.sentences(self.now, ZONE)
        assert "Alice" not in text

    def _client(self) -> Client:
        clock.set_to(self.now)
        client = Client()
        client.force_login(self.erin, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session["private_seen_at"] = self.now.isoformat()
        session.save()
        return client


def test_their_therapist_sees_what_the_model_says_whatever_happens(db):
    TheirCase.examples = TheirCase.examples_seen = TheirCase.pdfs = 0
    run_state_machine_as_test(
        TheirCase,
        settings=settings(
            max_examples=22,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Worth something only where there is something to see.
    assert TheirCase.examples_seen >= 0.3 * TheirCase.examples
    assert TheirCase.pdfs == PDFS
