"""Conversations as a state machine: whatever two people do in whatever order, each sees what the
model says and nothing else. The model (talk_model.py) reads none of the code.
"""

from collections import Counter
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, event
from hypothesis import settings as pace
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.access import bond_of
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import draft as drafts
from checkins.actions import follow_up, own_words, repair, way_out
from checkins.enums.repair import Away, Choice, Outcome, RepairState, Safer, Turn
from checkins.logic.turns import TurnContent
from checkins.models import (
    RepairConversation,
    RepairDraft,
    RepairedWord,
    RepairInvitation,
    RepairNote,
    RepairTurn,
)
from checkins.queries.conversation import place_in
from checkins.queries.invitation import invitation_of, standing_between
from checkins.queries.past_talks import talks_of
from checkins.queries.talk import talk_page
from tests.checkins.talk_model import CHOICES, WORDS, Asked, Sent, TalkModel, day_of
from tests.checkins.talk_rules import WHO, TwoPeople
from tests.factories.people import NOW, connect, make_user

PICK = st.integers(0, 11)
REACHED: Counter[str] = Counter()


class Conversations(TwoPeople):
    @initialize(person=WHO, picks=st.just([]) | st.lists(PICK, min_size=12, max_size=40))
    def begin(self, person: int, picks: list[int]) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people = [make_user("Alice"), make_user("Bob")]
        connect(*self.people)
        self.now = NOW
        self.asked: list[Asked] = []
        self.talks: list[TalkModel] = []
        self.paused: set[int] = set()
        self.quiet: set[int] = set()
        self.unwilling: set[int] = set()
        self.is_connected = True
        self.said = 0
        self.steps = 0
        if picks:
            self.they_talk_for_a_while(person, picks)

    def teardown(self) -> None:
        if not hasattr(self, "undo"):
            return
        turns = {place[0] for talk in self.talks for place in talk.sent}
        REACHED["example"] += 1
        REACHED["told"] += Turn.REFLECT in turns
        REACHED["through"] += any(talk.review_on for talk in self.talks)
        REACHED["again"] += len(self.talks) > 1
        event("beyond telling" if Turn.REFLECT in turns else "before telling")
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # Taking turns

    @precondition(lambda self: self.is_connected and self.talk)
    @rule(person=WHO, pick=PICK)
    def takes_a_turn(self, person: int, pick: int) -> None:
        talk = self.talk
        assert talk is not None
        turn, key = talk.place(self.now)
        choice = CHOICES[turn][pick % len(CHOICES[turn])]
        says = choice in {Choice.SAID, Choice.NOT_QUITE} or turn is Turn.RULES
        text = self.words() if says else ""
        days = (7, 21)[pick % 2] if turn is Turn.CHANGE and says else None
        had_taken = talk.has_taken(person, self.now)
        # Sent twice is sent once; other words are not dropped without a word.
        allowed = (
            not text
            if had_taken
            else (
                self.shares(person)
                and person in talk.acting(self.now)
                and (turn is not Turn.READY or self.now >= talk.cools_until)
                and (choice is not Choice.NOT_QUITE or talk.loops < 3)
            )
        )
        self.attempt(
            person,
            repair.take_turn,
            allowed=allowed,
            pk=talk.pk,
            turn=turn,
            key=key,
            content=TurnContent(choice, {WORDS[turn]: text} if text else {}, days=days),
        )
        if allowed and not had_taken:
            talk.send(person, Sent(choice, text, days), self.now)

    @precondition(lambda self: self.is_connected and self.talk)
    @rule(person=WHO, pick=PICK, is_stale=st.booleans())
    def types_and_stops(self, person: int, pick: int, *, is_stale: bool) -> None:
        talk = self.talk
        assert talk is not None
        place = (talk.turn, talk.stage)
        if is_stale and talk.sent:
            place = list(talk.sent)[pick % len(talk.sent)]
        turn, key = place
        text = self.words()
        is_kept = turn in WORDS and person not in talk.sent.get(place, {})
        field = WORDS.get(turn, WORDS[Turn.TELL])
        content = TurnContent(CHOICES[turn][0], {field: text})
        kept = self.act(person, drafts.keep_draft, pk=talk.pk, turn=turn, key=key, content=content)
        assert kept is is_kept
        if is_kept:
            talk.drafts[person][place] = text

    # Ways out, and taking back

    @precondition(lambda self: self.is_connected and self.talk)
    @rule(person=WHO, how=st.sampled_from(["pause", "leave", "aside", "not back", "unsay"]))
    def steps_out(self, person: int, how: str) -> None:
        talk = self.talk
        assert talk is not None
        match how:
            case "pause":
                self.act(person, way_out.pause, pk=talk.pk, away=Away.HOUR)
                talk.rest(self.now)
            case "leave":
                self.act(person, way_out.leave_talk, pk=talk.pk)
                talk.rest(self.now)
                talk.forget_back(person)
            case "aside":
                self.sets_aside(person)
            case "not back":
                self.act(person, way_out.not_back_yet, pk=talk.pk)
                if talk.rests(self.now):
                    talk.forget_back(person, only=talk.place(self.now))
            case "unsay":
                self.act(person, own_words.unsay, pk=talk.pk)
                talk.unsay(person, self.now)

    def sets_aside(self, person: int) -> None:
        """Seldom enough not to end every conversation early."""
        talk = self.talk
        assert talk is not None
        if self.said % 3:
            return
        self.act(person, way_out.set_aside, pk=talk.pk)
        if talk.goes_on(self.now):
            talk.end = RepairState.SET_ASIDE

    @precondition(lambda self: self.is_connected and self.talk)
    @rule(person=WHO, pick=PICK)
    def withdraws(self, person: int, pick: int) -> None:
        talk = self.talks[pick % len(self.talks)]
        own = list(talk.own(person))
        if not own:
            return
        turn, stage = place = own[pick % len(own)]
        with acting_as(self.people[person].pk, now=self.now):
            row = RepairTurn.objects.get(
                author=self.people[person], conversation=talk.pk, turn=turn, stage=stage
            )
        self.act(person, own_words.withdraw, pk=talk.pk, turn=row.pk)
        talk.withdraw(person, place, self.now)

    # Looking back

    @precondition(lambda self: self.is_connected and any(t.review_on for t in self.talks))
    @rule(person=WHO, outcome=st.sampled_from(Outcome), safer=st.sampled_from(Safer))
    def looks_back(self, person: int, outcome: Outcome, safer: Safer) -> None:
        talk = next(talk for talk in self.talks if talk.review_on)
        self.act(person, follow_up.keep_close, pk=talk.pk, document={"safer": safer})
        if safer is Safer.LESS and talk.repaired != {0, 1}:
            talk.repaired.discard(person)
        allowed = talk.may_look_back(self.now)
        self.attempt(
            person,
            follow_up.look_back,
            allowed=allowed,
            pk=talk.pk,
            document={},
            outcome=outcome,
        )
        if allowed:
            talk.repaired.discard(person)
            talk.repaired |= {person} if outcome is Outcome.REPAIRED else set()

    # Whole stretches in one step: single random steps hardly ever get there

    @precondition(lambda self: self.is_connected)
    @rule(person=WHO, picks=st.lists(PICK, min_size=6, max_size=40))
    def they_talk_for_a_while(self, person: int, picks: list[int]) -> None:
        for one in (0, 1):
            for state, change in (
                (self.paused, self.pauses_or_ends_it),
                (self.unwilling, self.takes_back_or_gives_consent),
                (self.quiet, self.wants_no_prompts_or_does),
            ):
                if one in state:
                    change(one)
        if not self.runs:
            self.time_passes(24 * 14)
            self.invites(person)
            self.accepts(1 - person)
        self.time_passes(1)
        for pick in picks:
            talk = self.talk
            assert talk is not None
            for one in sorted(talk.acting(self.now)):
                if talk.goes_on(self.now) and not talk.has_taken(one, self.now):
                    self.takes_a_turn(one, pick)

    @precondition(lambda self: self.is_connected and self.talk and self.talk.review_on)
    @rule(first=WHO)
    def both_look_back(self, first: int) -> None:
        talk = self.talk
        assert talk is not None
        assert talk.review_on is not None
        while day_of(self.now) < talk.review_on:
            self.time_passes(12)
        for person in (first, 1 - first):
            self.looks_back(person, Outcome.REPAIRED, Safer.SAFER)

    # What is always so

    @invariant()
    def each_sees_what_the_model_says(self) -> None:
        self.steps += 1
        assert sum(talk.goes_on(self.now) for talk in self.talks) <= 1
        for person, user in enumerate(self.people):
            with acting_as(user.pk, now=self.now):
                self.sees_conversations(person, user)
                self.sees_invitations(person, user)

    def sees_conversations(self, person: int, user: User) -> None:
        bond = bond_of(user)
        assert (bond is not None) is self.is_connected
        for talk in self.talks:
            mine = RepairTurn.objects.filter(conversation=talk.pk, author=user)
            theirs = RepairTurn.objects.filter(conversation=talk.pk).exclude(author=user)
            assert self.told(mine) == self.expected(talk.own(person))
            assert {(row.turn, row.stage) for row in mine if row.is_withdrawn} == {
                place for place, sent in talk.own(person).items() if sent.is_withdrawn
            }
            read = talk.read_by(person) if self.is_connected else {}
            assert self.told(theirs) == self.expected(read)
            kept = RepairDraft.objects.filter(conversation=talk.pk)
            assert self.told(kept) == talk.drafts[person]
        for model in (RepairDraft, RepairNote, RepairedWord):
            assert not model.objects.exclude(author=user).exists()
        if bond is None:
            assert not RepairConversation.objects.exists()
            return
        rows = {row.pk: row for row in RepairConversation.objects.all()}
        assert set(rows) == {talk.pk for talk in self.talks}
        going = [talk.pk for talk in self.talks if talk.goes_on(self.now)]
        assert talks_of(bond, self.now).running == (going[0] if going else None)
        for talk in self.talks:
            place = place_in(user, bond, rows[talk.pk], self.now)
            ended = talk.state(self.now)
            assert ended is None or place.state is ended
            assert place.row.review_on == talk.review_on
            if talk.goes_on(self.now):
                assert (place.turn, place.key) == talk.place(self.now)
                assert place.may_act is (person in talk.acting(self.now))
                shown = talk_page(user, place, self.now, may_read=False)
                assert shown.has_taken is talk.has_taken(person, self.now)
                assert not shown.unsent
                assert shown.draft is None

    def told(self, rows: Any) -> dict[Any, str]:
        return {
            (Turn(row.turn), row.stage): next(iter(row.read()["texts"].values()), "")
            for row in rows
        }

    def expected(self, sent: dict[Any, Sent]) -> dict[Any, str]:
        return {place: each.text for place, each in sent.items()}

    def sees_invitations(self, person: int, user: User) -> None:
        bond = bond_of(user)
        if bond is None:
            assert not RepairInvitation.objects.exclude(author=user).exists()
            return
        for each in self.asked:
            if each.author != person:
                continue
            row = RepairInvitation.objects.get(pk=each.pk)
            seen = invitation_of(user, bond, row, self.now)
            assert seen is not None
            assert seen.standing == each.of_its_author(self.now)
        open_to_me = {
            each.pk for each in standing_between(user, bond, self.now) if not each.is_mine
        }
        assert open_to_me == {each.pk for each in self.reached(person)}


PACE = pace(
    # With ``--hypothesis-profile sweep`` new examples, and many.
    max_examples=24 if pace().derandomize else 300,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_conversations_follow_the_model(db: None) -> None:
    REACHED.clear()
    run_state_machine_as_test(Conversations, settings=PACE)
    # The model is worth something only where people do get into it.
    for state in ("told", "through"):
        assert REACHED[state] >= 0.3 * REACHED["example"], REACHED
    assert REACHED["again"]
