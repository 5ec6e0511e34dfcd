"""Two people who invite, answer, pause, want no prompts and leave: the part of the machine of
conversations that lies around them (test_repair_machine.py).
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
)

from accounts.access import Refusal
from accounts.actions import couple as couples
from accounts.actions.consent import give_sharing, withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from accounts.models import User
from checkins.actions import invitation
from checkins.enums.repair import RepairState, SuggestedTime
from checkins.safety import set_quiet
from tests.accounts.acting import act
from tests.checkins.talk_model import Asked, TalkModel, day_of
from tests.factories.talks import COOLING, INVITATION

WHO = st.integers(0, 1)


class TwoPeople(RuleBasedStateMachine):
    people: list[User]
    now: datetime
    asked: list[Asked]
    talks: list[TalkModel]
    paused: set[int]
    quiet: set[int]
    unwilling: set[int]
    is_connected: bool
    said: int
    steps: int

    # The model

    @property
    def talk(self) -> TalkModel | None:
        """The latest, whether it goes on or not."""
        return self.talks[-1] if self.talks else None

    @property
    def runs(self) -> bool:
        return self.talk is not None and self.talk.goes_on(self.now)

    def shares(self, person: int) -> bool:
        return person not in self.paused | self.unwilling

    def reached(self, person: int) -> list[Asked]:
        """Invitations of the other that this person may answer."""
        if not self.is_connected or self.paused or self.quiet:
            return []
        return [
            each
            for each in self.asked
            if each.author != person
            and each.reaches
            and not each.is_taken_back
            and not each.is_declined
            and each.talk is None
            and each.stands(self.now)
        ]

    def act(self, person: int, action: Any, **arguments: Any) -> Any:
        return act(self.people[person], action, now=self.now, **arguments)

    def attempt(self, person: int, action: Any, *, allowed: bool, **arguments: Any) -> Any:
        """Do it, and see it refused exactly where the model refuses."""
        try:
            done = self.act(person, action, **arguments)
        except Refusal:
            assert not allowed
            return None
        assert allowed
        return done

    def take_back_all(self, person: int) -> None:
        for each in self.asked:
            if each.author == person and each.talk is None and each.reaches:
                each.is_taken_back = True

    def words(self) -> str:
        self.said += 1
        return f"words {self.said}"

    # Inviting and answering

    @precondition(lambda self: self.is_connected)
    @rule(person=WHO)
    def invites(self, person: int) -> None:
        recent = [
            each
            for each in self.asked
            if each.author == person
            and each.talk is None
            and day_of(self.now) < each.sent_on + timedelta(days=14)
        ]
        again = self.talk.pk if self.talk and not self.runs else None
        pk = self.attempt(
            person,
            invitation.invite,
            allowed=self.shares(person) and not self.runs and not recent,
            key=uuid4(),
            content=INVITATION,
            reopens=again,
        )
        if pk is not None:
            reaches = person not in self.quiet
            self.asked.append(Asked(person, pk, day_of(self.now), reaches, again))

    @rule(person=WHO)
    def accepts(self, person: int) -> None:
        for each in self.reached(person)[-1:]:
            pk = self.attempt(
                person,
                invitation.accept,
                allowed=person not in self.unwilling and not self.runs,
                pk=each.pk,
                cooling=COOLING,
            )
            if pk is not None:
                until = self.now + COOLING
                each.talk = pk
                for earlier in self.talks:
                    if earlier.pk == each.reopens:
                        earlier.end = RepairState.REOPENED
                self.talks.append(TalkModel(pk, each.author, until, until, teller=each.author))

    @rule(person=WHO)
    def names_another_time(self, person: int) -> None:
        for each in self.reached(person)[-1:]:
            allowed = person not in self.unwilling
            when = SuggestedTime.WEEKEND
            self.attempt(person, invitation.ask_for_later, allowed=allowed, pk=each.pk, when=when)
            each.time_named |= allowed

    @rule(person=WHO)
    def declines(self, person: int) -> None:
        for each in self.reached(person)[-1:]:
            self.act(person, invitation.decline, pk=each.pk)
            each.is_declined = not each.time_named

    @precondition(lambda self: self.is_connected)
    @rule(person=WHO)
    def takes_back(self, person: int) -> None:
        for each in [each for each in self.asked if each.author == person][-1:]:
            self.act(person, invitation.take_back, pk=each.pk)
            each.is_taken_back |= each.talk is None

    # What reaches in from elsewhere

    @precondition(lambda self: self.is_connected)
    @rule(person=WHO)
    def pauses_or_ends_it(self, person: int) -> None:
        if person in self.paused:
            self.act(person, couples.end_pause)
            self.paused.discard(person)
            return
        self.act(person, couples.pause)
        self.paused.add(person)
        self.rests_all(person)

    def rests_all(self, person: int) -> None:
        self.take_back_all(person)
        if self.talk is not None and self.talk.end is None and self.talk.goes_on(self.now):
            self.talk.rest(self.now)
            self.talk.forget_back(person)

    @precondition(lambda self: self.is_connected)
    @rule(person=WHO)
    def takes_back_or_gives_consent(self, person: int) -> None:
        if person in self.unwilling:
            self.act(person, give_sharing, purpose=Purpose.REPAIR)
            self.unwilling.discard(person)
            return
        self.act(person, withdraw_sharing, purpose=Purpose.REPAIR)
        self.unwilling.add(person)
        self.rests_all(person)
        for talk in self.talks:
            talk.unsay(person, self.now)

    @rule(person=WHO)
    def wants_no_prompts_or_does(self, person: int) -> None:
        wants = person not in self.quiet
        with acting_as(self.people[person].pk, now=self.now):
            set_quiet(by=self.people[person], wants=wants)
        self.quiet ^= {person}
        if wants:
            self.take_back_all(person)

    @precondition(lambda self: self.steps > 18 and self.is_connected)
    @rule(person=WHO)
    def leaves(self, person: int) -> None:
        self.act(person, couples.leave, keeps_door_closed=True)
        self.is_connected = False

    @rule(hours=st.sampled_from([1, 12, 47, 48, 24 * 6, 24 * 7, 24 * 14]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
