"""Two tabs at one step: what was sent from one counts, and nothing typed in the other is lost."""

from datetime import timedelta

import pytest

from accounts.actions.user import seal_private
from accounts.actor import acting_as
from checkins.enums.repair import Turn
from checkins.models import RepairDraft, RepairTurn
from tests.accounts.acting import act
from tests.checkins.views.walking import HTMX, Walker, address, hidden, text

SENT, SECOND, THIRD = "I did not ask.", "I was in a hurry.", "I shut the door."
ALREADY = "You have sent this step already; what you typed here is kept below."
FIELD = {Turn.OWN: "my_part", Turn.TELL: "happened", Turn.CHANGE: "change"}


def kept_below(body: str) -> str:
    """The part of the page that only its owner sees; empty where there is none."""
    _, _, rest = body.partition('aria-labelledby="unsent"')
    return rest.partition("</section>")[0]


@pytest.mark.parametrize("turn", FIELD)
@pytest.mark.parametrize("button", ["choice", "send", "later"])
def test_other_words_of_a_second_tab_are_kept_and_that_is_said(
    walkers, turn: Turn, button: str
) -> None:
    one, other, *_ = walkers(turn)
    second = one.form(one.body())
    one.say(**{FIELD[turn]: SENT})
    answer = one.client.post(one.at, second | {FIELD[turn]: SECOND, button: "said"})
    assert (answer.status_code, answer["Location"]) == (302, one.at)
    body = one.body()
    assert ALREADY in body
    assert SECOND in kept_below(body)
    if turn is not Turn.TELL:
        other.say("pass")
    assert SECOND not in other.body()
    assert SENT in other.body()


def test_a_preview_that_was_open_meanwhile_loses_nothing(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    preview = text(one.press("said", my_part=SECOND))
    one.say(my_part=SENT)
    one.client.post(one.at, hidden(preview) | {"send": "said"})
    body = one.body()
    assert ALREADY in body
    assert SECOND in kept_below(body)


@pytest.mark.parametrize("button", ["choice", "send", "later"])
def test_the_same_words_twice_are_sent_once_and_nothing_is_said(
    couple, walkers, button: str
) -> None:
    one, _, _, now = walkers(Turn.OWN)
    form = one.form(one.body()) | {"my_part": SENT}
    one.say(my_part=SENT)
    one.client.post(one.at, form | {button: "said"})
    assert ALREADY not in one.body()
    with acting_as(couple.one.pk, now=now):
        assert RepairDraft.objects.count() == 0


def test_a_third_tab_does_not_take_the_place_of_the_second(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    for typed in (SECOND, THIRD, SECOND):
        one.client.post(one.at, form | {"my_part": typed, "send": "said"})
    below = kept_below(one.body())
    assert [below.count(each) for each in (SECOND, THIRD)] == [1, 1]


def test_words_beside_a_pass_in_a_second_tab_are_kept(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    one.client.post(one.at, form | {"my_part": SECOND, "choice": "pass"})
    body = one.body()
    assert ALREADY in body
    assert SECOND in kept_below(body)


def test_typing_on_in_a_second_tab_says_that_it_is_not_kept(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    said = one.client.post(one.at, form | {"my_part": SECOND}, headers=HTMX)
    assert said.status_code == 422
    assert not kept_below(one.body())


def test_a_turn_taken_back_stands_in_the_form_with_what_was_kept_beside_it(couple, walkers) -> None:
    one, _, pk, now = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    one.client.post(one.at, form | {"my_part": SECOND, "send": "said"})
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(author=couple.one, turn=Turn.OWN).pk
    one.client.post(address("talk_unsay", pk, turn))
    body = one.body()
    assert [SENT in body, SECOND in body] == [True, True]
    with acting_as(couple.one.pk, now=now):
        (draft,) = RepairDraft.objects.all()
        assert draft.read()["texts"] == {"my_part": f"{SENT}\n\n{SECOND}"}


def test_a_pass_taken_back_leaves_the_words_that_were_typed(couple, walkers) -> None:
    one, _, pk, now = walkers(Turn.OWN)
    one.say("pass", my_part=SECOND)
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(author=couple.one, turn=Turn.OWN).pk
    one.client.post(address("talk_unsay", pk, turn))
    assert SECOND in one.body()


def test_more_than_can_be_kept_beside_it_stays_on_the_page(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    longest = "x" + "\x01" * 4000 + "x"
    answer = one.client.post(one.at, form | {"my_part": longest, "send": "said"})
    assert answer.status_code == 422
    assert longest in text(answer)


def test_an_idle_phone_says_that_something_is_kept_and_covers_it(walkers, clock) -> None:
    one, _, _, now = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    clock.move_to(now + timedelta(minutes=6))
    one.client.post(one.at, form | {"my_part": SECOND, "send": "said"})
    body = one.body()
    assert SECOND not in body
    assert "It is kept. It is covered because some minutes have passed." in body


def test_a_reset_by_mail_hides_even_that_something_is_kept(couple, walkers, sign_in) -> None:
    one, _, pk, now = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=SENT)
    one.client.post(one.at, form | {"my_part": SECOND, "send": "said"})
    act(couple.one, seal_private, now=now)
    body = Walker(sign_in(couple.one), pk).body()
    assert "Typed, and not sent" not in body
    assert SECOND not in body
