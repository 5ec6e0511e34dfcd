"""V2: the partner sees an answer if, and only if, all of the rule holds. Every state is walked."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

from accounts.actions import couple as couples
from accounts.actions.consent import withdraw_sharing
from accounts.actor import acting_as
from accounts.enums import Purpose
from checkins.actions.release import withdraw_words
from checkins.enums import Element
from checkins.models import Release, ReleasedText
from checkins.queries.round import around
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, give

WORDS = "The blue umbrella on the stairs."
PRIVATE = "Nobody else may read this line."
LATER = NOW + timedelta(days=1)


@dataclass(frozen=True)
class State:
    """What Alice did, what Bob did, and when it is read."""

    released: bool
    reader_released: bool
    kept_back: bool
    reader_kept_back: bool
    ended_by: str
    withdrawn: bool
    moment_has_come: bool

    @property
    def shows_words(self) -> bool:
        holds = self.released and self.ended_by in {"nothing", "pause lifted and released again"}
        return holds and self.reader_released and self.moment_has_come and not self.withdrawn

    @property
    def shows_rating(self) -> bool:
        holds = self.released and self.ended_by in {"nothing", "pause lifted and released again"}
        both_gave = self.reader_released and not self.kept_back and not self.reader_kept_back
        return holds and both_gave and self.moment_has_come


ENDINGS = (
    "nothing",
    "pause",
    "pause lifted",
    "pause lifted and released again",
    "consent",
    "leaving",
    "reader pause",
    "reader leaving",
)
YES_AND_NO = (True, False)


def states(ended_by: str) -> list[State]:
    """All of them where nothing ended; with an ending, all that the ending could change."""
    walked = [
        State(released, read, kept, read_kept, ended_by, withdrawn, come)
        for released, read, kept, read_kept, withdrawn, come in product(YES_AND_NO, repeat=6)
        if released or not (kept or withdrawn)
    ]
    if ended_by == "nothing":
        return walked
    return [
        state
        for state in walked
        if state.released and not (state.kept_back or state.reader_kept_back or state.withdrawn)
    ]


@pytest.mark.parametrize("ended_by", ENDINGS)
def test_partner_sees_an_answer_only_where_the_whole_rule_holds(ended_by, couple, sign_in, clock):
    alice, bob = couple
    answer(alice, now=NOW, score=8, words=WORDS, W_NOTE_1=PRIVATE, W_REP_1=1, W_REP_2=9)
    answer(bob, now=NOW, score=8)
    seen = 0
    for state in states(ended_by):
        with transaction.atomic():
            seen += walk(state, alice, bob, sign_in, clock)
            transaction.set_rollback(True)
        clock.move_to(NOW)
    # The walk must reach both sides of the rule.
    assert (seen > 0) is (ended_by in {"nothing", "pause lifted and released again"})


def walk(state: State, alice, bob, sign_in, clock) -> bool:
    kept = {Element.FELT} | ({Element.REPAIR} if state.kept_back else set())
    if state.released:
        give(alice, now=NOW, keep_back=kept)
    if state.reader_released:
        reader_kept = {Element.FELT} | ({Element.REPAIR} if state.reader_kept_back else set())
        give(bob, now=NOW, keep_back=reader_kept)
    end(state, alice, bob, kept)
    clock.move_to(FIRST_MOMENT if state.moment_has_come else FIRST_MOMENT - timedelta(minutes=1))
    if state.withdrawn:
        with acting_as(alice.pk, now=clock.now):
            bond = around(alice, clock.now).bond
            if bond is not None:
                withdraw_words(by=alice, bond=bond, day=FIRST_DAY)
            else:
                ReleasedText.objects.filter(author=alice).delete()
    reader = sign_in(bob)
    pages = "".join(
        reader.get(path).content.decode()
        for path in ("/today/", "/us/", f"/us/{FIRST_DAY}/", "/mine/", f"/week/{FIRST_DAY}/done/")
    )
    assert (WORDS in pages) is state.shows_words, state
    assert ("Alice: <b>hard</b>" in " ".join(pages.split())) is state.shows_rating, state
    assert PRIVATE not in pages, state
    own = sign_in(alice).get(f"/mine/weeks/{FIRST_DAY}/").content.decode()
    assert WORDS in own
    assert PRIVATE in own
    # The same once more below the pages: without any filter of ours.
    with acting_as(bob.pk, now=clock.now):
        theirs = Release.objects.filter(author=alice)
        held = state.released and state.ended_by in {"nothing", "pause lifted and released again"}
        assert theirs.exists() is (held and state.reader_released and state.moment_has_come), state
    return state.shows_words or state.shows_rating


def end(state: State, alice, bob, kept) -> None:
    match state.ended_by:
        case "pause":
            do(alice, couples.pause)
        case "pause lifted" | "pause lifted and released again":
            do(alice, couples.pause)
            do(alice, couples.end_pause)
            if state.released and "again" in state.ended_by:
                give(alice, now=LATER, keep_back=kept)
        case "consent":
            do(alice, withdraw_sharing, purpose=Purpose.WEEKLY_SHARING)
        case "leaving":
            do(alice, couples.leave, keeps_door_closed=True)
        case "reader pause":
            do(bob, couples.pause)
        case "reader leaving":
            do(bob, couples.leave, keeps_door_closed=False)


def do(person, action, **details) -> None:
    with acting_as(person.pk, now=LATER):
        action(by=person, now=LATER, **details)


@pytest.mark.parametrize("after", ["pause", "consent", "leaving"])
def test_what_happens_after_the_moment_is_obeyed_at_the_next_request(couple, sign_in, clock, after):
    alice, bob = couple
    for person in couple:
        answer(person, now=NOW, words=WORDS)
        give(person, now=NOW, keep_back={Element.FELT})
    clock.move_to(FIRST_MOMENT)
    reader, author = sign_in(bob), sign_in(alice)
    assert reader.get("/us/").content.decode().count(WORDS) == 2
    with acting_as(alice.pk, now=clock.now):
        match after:
            case "pause":
                couples.pause(by=alice, now=clock.now)
            case "consent":
                withdraw_sharing(by=alice, purpose=Purpose.WEEKLY_SHARING, now=clock.now)
            case "leaving":
                couples.leave(by=alice, keeps_door_closed=True, now=clock.now)
    # Opened pictures stay, but for leaving, which closes them for both.
    left = 0 if after == "leaving" else 2
    assert reader.get("/us/").content.decode().count(WORDS) == left
    assert author.get("/us/").content.decode().count(WORDS) == left
    assert reader.get(f"/us/{FIRST_DAY}/").status_code == (404 if after == "leaving" else 200)
    assert WORDS in author.get(f"/mine/weeks/{FIRST_DAY}/").content.decode()


def test_addresses_of_others_and_of_nothing_answer_alike(couple, other_couple, sign_in, clock):
    for person in (*couple, *other_couple):
        answer(person, now=NOW)
        give(person, now=NOW)
    clock.move_to(FIRST_MOMENT + timedelta(days=8))
    # Carol's and Dan's round ended by the same date; a stranger has none there.
    assert sign_in(couple.one).get(f"/us/{FIRST_DAY}/").status_code == 200
    client = sign_in(couple.one)
    missing = client.get("/us/2026-03-07/")
    foreign = client.get("/mine/weeks/2026-03-07/")
    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert missing.content == foreign.content
