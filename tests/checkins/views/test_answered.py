"""Steps whose words were taken back or deleted, and what deleting own words covers."""

import pytest

from accounts.actor import acting_as
from checkins.actions import own_words
from checkins.enums.repair import Turn
from checkins.models import RepairTurn
from tests.accounts.acting import act
from tests.checkins.views.walking import address, text
from tests.factories.people import NOW
from tests.factories.talks import place_of, say, up_to

GONE = "What this answers to is no longer there. You can go on, or pass."
# Who answers, the way past it, and the step after that.
STEPS = {
    Turn.REFLECT: (1, "pass", Turn.CONFIRM),
    Turn.CONFIRM: (0, "leave_it", Turn.SWAP),
    Turn.RECEIVE: (0, "pass", Turn.CHANGE),
}


@pytest.mark.parametrize("turn", STEPS)
def test_words_that_were_taken_back_leave_a_line_and_a_way_past(couple, walkers, turn) -> None:
    *both, pk, now = walkers(turn)
    who, past, after = STEPS[turn]
    answers = both[who]
    body = answers.body()
    assert GONE not in body
    assert f'value="{past}"' not in body
    act(couple[1 - who], own_words.unsay, pk=pk, now=now)
    assert GONE in answers.body()
    answers.press(past)
    assert place_of(couple.one, pk, now=now).turn is after


def test_an_offer_that_is_gone_is_passed_without_a_change(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.AGREE)
    for person in couple:
        act(person, own_words.unsay, pk=pk, now=now)
    for walker in (one, other):
        body = walker.body()
        assert GONE in body
        assert "Yes, let us try this" not in body
        walker.press("yes")
    assert place_of(couple.one, pk, now=now).turn is Turn.RITUAL


def test_an_older_telling_does_not_stand_in_for_one_that_is_gone(couple, walkers) -> None:
    """In the second round the one who listens told in the first."""
    one, other, pk, now = walkers(Turn.SWAP)
    other.press("yes")
    other.say(happened="My side.")
    assert ">My side.<" in one.body()
    act(couple.other, own_words.unsay, pk=pk, now=now)
    body = one.body()
    assert GONE in body
    before_the_fold, _ = body.split("What was said so far")
    assert ">told<" not in before_the_fold


def test_what_deleting_covers_is_said_before(couple, sign_in, clock) -> None:
    pk, now = up_to(Turn.APOLOGISE, *couple, now=NOW)
    say(couple.one, pk, now=now, apology="It was mine.")
    say(couple.other, pk, now=now, apology="Mine as well.")
    clock.move_to(now)
    client = sign_in(couple.one)
    page = text(client.get(address("mine_said")))
    line = "If you delete this, what they wrote is covered for you, too."
    # Beside the apology, where each acted alone; not beside the telling.
    assert page.count(line) == 1
    assert page.index("It was mine.") < page.index(line)
    assert ">Mine as well.<" in text(client.get(address("talk", pk)))
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(author=couple.one, turn=Turn.APOLOGISE)
    client.post(address("mine_said"), {"delete": turn.pk})
    body = text(client.get(address("talk", pk)))
    assert "Mine as well." not in body
    assert GONE in body
