"""Four people make codes, type them, say yes, drop, leave and wait in any order (V6, V8, V12).

The model is plain Python and never asks the system. After every step each person's view of the
system is compared with it. One rule plays a whole connection, so that examples get somewhere.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as pace
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.access import NotConnected, Refusal, bond_of, has_consent, is_paused
from accounts.actions.consent import withdraw_sharing
from accounts.actions.couple import (
    confirm_pairing,
    drop_pairing,
    end_pause,
    leave,
    open_door,
    pause,
    see_end,
)
from accounts.actions.invitation import make_code, redeem_code, revoke_code
from accounts.clock import clock
from accounts.enums import Purpose
from accounts.models import User, functions
from accounts.queries.couple import has_unseen_end
from tests.accounts.acting import act, other_letter, seen_by
from tests.accounts.connection_model import NAMES, SHARING, Code, Model
from tests.factories.people import NOW, make_user

WHO = st.integers(0, len(NAMES) - 1)
# How far the examples got: a machine that never connects anybody proves nothing.
REACHED: Counter[str] = Counter()


class Connections(Model, RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.people: list[User] = []
        self.begin()

    @initialize(couples=st.integers(0, 2), have_left=st.sets(st.integers(0, 1)))
    def gather(self, couples: int, have_left: set[int]) -> None:
        self.people = [make_user(name) for name in NAMES]
        for number in range(couples):
            self.connect_whole(2 * number, 1, set(SHARING))
            if number in have_left:
                self.leave(2 * number, is_closed=bool(couples % 2))

    def teardown(self) -> None:
        REACHED["example"] += 1
        REACHED["connected"] += self.connections > 0
        REACHED["ended"] += self.endings > 0
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        clock.set_to(NOW)

    def act(self, person: int, action: Any, **arguments: Any) -> Any:
        clock.set_to(self.now)
        return act(self.people[person], action, now=self.now, **arguments)

    def ask(self, person: int, question: Any, *arguments: Any) -> Any:
        return seen_by(self.people[person], question, *arguments, now=self.now)

    # What people do

    @rule(person=WHO)
    def make(self, person: int) -> None:
        refused = person in self.partner or self.pairing(person) is not None
        try:
            made = self.act(person, make_code)
        except Refusal:
            # Either the model says so, or it was the sixth of a day.
            recent = [
                code
                for code in self.codes
                if code.maker == person and code.until > self.now - timedelta(days=1)
            ]
            assert refused or len(recent) >= 5
            return
        assert not refused
        self.end_codes(person)
        self.codes.append(Code(person, made.text, self.now + timedelta(hours=24)))

    @rule(person=WHO)
    def revoke(self, person: int) -> None:
        self.act(person, revoke_code)
        self.end_codes(person)

    @precondition(lambda self: self.codes)
    @rule(person=WHO, which=st.integers(0, 20), is_mistyped=st.sampled_from([False] * 5 + [True]))
    def redeem(self, person: int, which: int, *, is_mistyped: bool) -> None:
        code = self.codes[which % len(self.codes)]
        # An hour and a network of its own for each try: the limits have tests of their own.
        self.now += timedelta(hours=1)
        typed = f"{code.text[:-1]}{other_letter(code.text[-1])}" if is_mistyped else code.text
        is_found = self.is_good(code, person)
        worked = self.act(person, redeem_code, typed=typed, network=str(self.now))
        assert worked is (is_found and not is_mistyped)
        code.tries -= is_found
        if worked:
            for other in self.codes:
                if person in {other.maker, other.claimer} and not other.is_connected:
                    if other.confirm_by is not None:
                        other.dropped.add(person)
                    elif other.maker == person:
                        other.is_revoked = True
            code.claimer = person
            code.confirm_by = self.now + timedelta(days=7)
            self.now += timedelta(seconds=1)

    @rule(person=WHO, ticked=st.sets(st.sampled_from(SHARING)))
    def confirm(self, person: int, ticked: set[Purpose]) -> None:
        code = self.pairing(person)
        seen = self.ask(person, functions.my_pairing)
        assert (seen is None) == (code is None)
        if code is None:
            return
        is_made = self.act(person, confirm_pairing, pairing_id=seen.id, consents=ticked)
        if person not in code.yes:
            code.yes.add(person)
            self.paused.discard(person)
            self.consents = {pair for pair in self.consents if pair[0] != person}
            self.consents |= {(person, purpose) for purpose in ticked}
        both = {code.maker, code.other(code.maker)}
        should = code.yes == both and not code.dropped and self.may_connect(*both)
        assert is_made is should
        if should:
            code.is_connected = True
            self.connections += 1
            for one in both:
                self.partner[one] = code.other(one)
                self.end_codes(one)
            for each in self.codes:
                if each.confirm_by is not None and not each.is_connected:
                    each.dropped |= both & {each.maker, each.claimer}

    @rule(person=WHO)
    def drop(self, person: int) -> None:
        seen = self.ask(person, functions.my_pairing)
        code = self.pairing(person)
        assert (seen is None) == (code is None)
        if code is None:
            return
        self.act(person, drop_pairing, pairing_id=seen.id)
        code.dropped.add(person)
        self.consents = {pair for pair in self.consents if pair[0] != person}

    @rule(person=WHO, is_closed=st.booleans())
    def leave(self, person: int, *, is_closed: bool) -> None:
        other = self.partner.get(person)
        assert self.act(person, leave, keeps_door_closed=is_closed) is (other is not None)
        if other is None:
            if person in self.unseen:
                if is_closed:
                    self.blocks.add((person, self.last_partner[person]))
                self.put_away(person)
            return
        self.endings += 1
        del self.partner[person], self.partner[other]
        self.last_partner[other] = person
        self.unseen.add(other)
        if is_closed:
            self.blocks.add((person, other))
        self.consents = {pair for pair in self.consents if pair[0] != person}
        self.paused.discard(person)
        self.end_codes(person)

    @rule(person=WHO)
    def read_notice(self, person: int) -> None:
        self.act(person, see_end)
        if person in self.unseen:
            self.put_away(person)

    @rule(person=WHO)
    def pause(self, person: int) -> None:
        try:
            self.act(person, pause)
        except NotConnected:
            assert person not in self.partner
        else:
            assert person in self.partner
            self.paused.add(person)

    @rule(person=WHO)
    def go_on(self, person: int) -> None:
        self.act(person, end_pause)
        self.paused.discard(person)

    @rule(person=WHO, purpose=st.sampled_from(SHARING))
    def withdraw(self, person: int, purpose: Purpose) -> None:
        self.act(person, withdraw_sharing, purpose=purpose)
        self.consents.discard((person, purpose))

    @rule(person=WHO)
    def open_door(self, person: int) -> None:
        for block in self.ask(person, functions.my_blocks):
            self.act(person, open_door, block_id=block.id)
        self.blocks = {pair for pair in self.blocks if pair[0] != person}

    @rule(hours=st.sampled_from([1, 23, 24, 24 * 6, 24 * 7]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(one=WHO, steps=st.integers(1, len(NAMES) - 1), ticked=st.sets(st.sampled_from(SHARING)))
    def reconnect(self, one: int, steps: int, ticked: set[Purpose]) -> None:
        self.connect_whole(one, steps, ticked)

    @rule(one=WHO, steps=st.integers(1, len(NAMES) - 1))
    def connect_and_leave(self, one: int, steps: int) -> None:
        self.connect_whole(one, steps, set())
        self.leave(one, is_closed=True)

    def connect_whole(self, one: int, steps: int, ticked: set[Purpose]) -> None:
        """A whole connection in one step: single random steps hardly ever get there."""
        other = (one + steps) % len(NAMES)
        self.now += timedelta(days=1)
        for person in (one, other):
            self.leave(person, is_closed=False)
            self.drop(person)
            self.open_door(person)
        self.make(one)
        self.redeem(other, len(self.codes) - 1, is_mistyped=False)
        self.confirm(one, ticked)
        self.confirm(other, set())

    # What is always so

    @invariant()
    def everybody_sees_what_the_model_says(self) -> None:
        clock.set_to(self.now)
        for number, person in enumerate(self.people):
            bond = self.ask(number, bond_of, person)
            partner = None if bond is None else self.people.index(bond.partner)
            assert partner == self.partner.get(number)
            pairing = self.ask(number, functions.my_pairing)
            code = self.pairing(number)
            assert (pairing is None) == (code is None)
            if pairing is not None and code is not None:
                assert pairing.other_id == self.people[code.other(number)].pk
                assert pairing.i_said_yes == (number in code.yes)
            for purpose in SHARING:
                stands = self.ask(number, has_consent, person, purpose)
                assert stands == ((number, purpose) in self.consents)
            assert self.ask(number, is_paused, person) == (number in self.paused)
            assert self.ask(number, has_unseen_end, person) == (number in self.unseen)
            blocked = {block.display_name for block in self.ask(number, functions.my_blocks)}
            assert blocked == {NAMES[other] for one, other in self.blocks if one == number}


PACE = pace(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_connections_follow_the_model(db: None) -> None:
    REACHED.clear()
    run_state_machine_as_test(Connections, settings=PACE)
    assert REACHED["connected"] >= 0.3 * REACHED["example"]
    assert REACHED["ended"] >= 0.3 * REACHED["example"]
