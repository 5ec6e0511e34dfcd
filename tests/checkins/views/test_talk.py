"""A conversation over HTTP, without script: every step by both, and what stays on whose page."""

import re

import pytest

from accounts.actor import acting_as
from checkins.enums.repair import RepairState, Turn
from checkins.logic.turns import LONGEST
from checkins.models import RepairDraft, RepairTurn
from tests.checkins.views.walking import HTMX, Walker, address, mask, text
from tests.conftest import Pair
from tests.factories.people import NOW
from tests.factories.talks import COOLING, begin, place_of

PLANTED = "the gate was painted without asking me"


def test_two_walk_through_all_of_it_without_script(couple: Pair, sign_in, clock) -> None:
    pk = begin(*couple, now=NOW)
    clock.move_to(NOW + COOLING)
    one, other = (Walker(sign_in(person), pk) for person in couple)
    for walker in (one, other):
        walker.say("yes")
    for walker in (one, other):
        walker.say("yes", ticked="on", stop_word="Lamp")
    one.say(happened="It was Sunday.", felt="alone", meant="", need="a call")
    assert "It was Sunday." in other.body()
    other.say(understood="You waited.", makes_sense="", question="")
    one.say("not_quite", missing="For two hours.")
    other.say(understood="You waited for two hours.")
    one.say("yes")
    other.say("yes")
    other.say(happened="The train stood still.")
    one.say(understood="You could not call.")
    other.say("yes")
    one.say(my_part="I did not ask.")
    other.say("no_part_yet")
    other.say(apology="I did not call.", effect="You waited.", regret="I am sorry.")
    one.say("pass")
    one.say("need_time")
    one.say(change="Ask first.", days="7")
    other.say(change="Call from the train.", days="28")
    one.say("another")
    one.say("pass")
    other.say(change="Call from the platform.", days="14")
    for walker in (one, other):
        walker.say("yes")
    one.say(picks=["tea", "hug"])
    other.say(picks=["tea", "walk"])
    for person, walker in zip(couple, (one, other), strict=True):
        assert place_of(person, pk, now=clock.now).state is RepairState.AGREED
        body = walker.body()
        assert "You both chose: a cup of tea." in body
        assert "You look back on it, each alone, from 18 March on." in body
        assert body.count("a hug") == 0
        for said in ("For two hours.", "I am sorry.", "Call from the platform.", "I need time"):
            assert said in body


WORDS = {
    Turn.TELL: ("happened", "said", 0),
    Turn.REFLECT: ("understood", "said", 1),
    Turn.CONFIRM: ("missing", "not_quite", 0),
    Turn.OWN: ("my_part", "said", 0),
    Turn.APOLOGISE: ("apology", "said", 1),
    Turn.CHANGE: ("change", "said", 0),
}


@pytest.mark.parametrize("turn", WORDS)
def test_too_many_words_stay_on_the_page_and_are_kept(couple, walkers, turn: Turn) -> None:
    field, choice, who = WORDS[turn]
    *both, pk, now = walkers(turn)
    typed = "n" * (LONGEST + 1)
    response = both[who].press(choice, **{field: typed})
    assert response.status_code == 422
    assert typed in text(response)
    assert f"{LONGEST} characters in all" in text(response)
    assert typed in both[who].body()
    assert typed not in both[1 - who].body()
    assert place_of(couple.one, pk, now=now).turn is turn


@pytest.mark.parametrize("turn", WORDS)
def test_a_turn_without_its_words_is_refused(walkers, turn: Turn) -> None:
    field, choice, who = WORDS[turn]
    *both, _, _ = walkers(turn)
    other_field = {"my_part": "effect", "apology": "regret", "change": "when"}.get(field)
    typed = {other_field: "stays"} if other_field else {}
    response = both[who].press(choice, **typed)
    assert response.status_code == 422
    assert "Please write something here" in text(response)
    assert not other_field or "stays" in text(response)


def test_rules_are_gone_on_from_when_they_are_ticked(walkers) -> None:
    one, *_ = walkers(Turn.RULES)
    response = one.press("yes", stop_word="Lamp")
    assert response.status_code == 422
    assert 'value="Lamp"' in text(response)
    one.say("yes", ticked="on")


def test_more_than_a_row_holds_stays_on_the_page(walkers) -> None:
    one, *_ = walkers(Turn.TELL)
    longest = "x" + "\x01" * 998 + "x"
    fields = dict.fromkeys(("happened", "felt", "meant", "need"), longest)
    for button, choice in (("choice", "said"), ("later", "yes")):
        response = one.press(choice, button, **fields)
        assert response.status_code == 422
        assert text(response).count(longest) == 4
    said = one.client.post(one.at, one.form(one.body()) | fields, headers=HTMX)
    assert said.status_code == 422
    assert "✓" not in text(said)


def test_a_number_no_step_has_leads_back(walkers) -> None:
    one, *_ = walkers(Turn.TELL)
    for key in ("32768", "99999999999999999999", "-1", "x", ""):
        for more in ({}, HTMX):
            response = one.client.post(
                one.at, {"turn": "tell", "key": key, "happened": "x"}, headers=more
            )
            assert response.status_code in {200, 302}


def test_a_fourth_not_quite_is_not_offered_and_not_taken(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.CONFIRM)
    for number in range(3):
        one.say("not_quite", missing=f"part {number}")
        other.say(understood=f"and part {number}")
    body = one.body()
    assert 'value="not_quite"' not in body
    assert "A pause may do more than another try." in body
    sent = one.form(body) | {"missing": PLANTED, "send": "not_quite"}
    assert one.client.post(one.at, sent).status_code == 302
    assert place_of(couple.one, pk, now=now).turn is Turn.CONFIRM
    assert PLANTED in one.body()
    one.say("leave_it")


def test_what_is_typed_is_kept_and_read_by_its_author_alone(couple, walkers) -> None:
    one, other, _, now = walkers(Turn.OWN)
    before = mask(other.body())
    said = one.client.post(one.at, one.form(one.body()) | {"my_part": PLANTED}, headers=HTMX)
    assert "kept" in text(said)
    assert PLANTED in one.body()
    assert mask(other.body()) == before
    with acting_as(couple.one.pk, now=now):
        assert RepairDraft.objects.count() == 1


def test_kept_is_said_only_of_what_is_kept(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part="Sent.")
    said = one.client.post(one.at, form | {"my_part": "Typed in another tab."}, headers=HTMX)
    assert said.status_code == 422
    assert "You have sent this already." in text(said)
    assert "✓" not in text(said)


@pytest.mark.parametrize("way_out", ["talk_leave", "talk_aside", "talk_pause"])
def test_words_that_come_too_late_are_kept(walkers, way_out: str) -> None:
    one, other, pk, _ = walkers(Turn.TELL)
    form = one.form(one.body())
    other.client.post(address(way_out, pk))
    one.client.post(one.at, form | {"happened": PLANTED, "send": "said"})
    assert "is kept, for you alone" in one.body()
    assert PLANTED not in other.body()
    if way_out == "talk_aside":
        assert PLANTED in one.body()
        return
    for walker in (one, other):
        walker.say("yes")
    assert PLANTED in one.body()


def test_words_taken_back_in_a_pause_are_a_draft_and_the_step_goes_on(couple, walkers) -> None:
    """One who left and took the words back, and came again: neither is stuck."""
    one, other, pk, now = walkers(Turn.OWN)
    one.say(my_part=PLANTED)
    one.client.post(address("talk_leave", pk))
    one.client.post(address("talk_leave", pk), {"unsay": "yes"})
    for walker in (one, other):
        walker.say("yes")
    other.say("pass")
    assert PLANTED in one.body()
    one.say(my_part=PLANTED)
    assert place_of(couple.one, pk, now=now).turn is Turn.APOLOGISE
    assert PLANTED in other.body()


def test_one_turn_is_taken_back_and_gone_from_the_other_s_view(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.TELL)
    one.say(happened=PLANTED)
    with acting_as(couple.one.pk, now=now):
        turn = RepairTurn.objects.get(turn=Turn.TELL).pk
    assert other.client.post(address("talk_unsay", pk, turn)).status_code == 404
    assert PLANTED in other.body()
    one.client.post(address("talk_unsay", pk, turn))
    assert PLANTED not in other.body()
    assert PLANTED in one.body()


@pytest.mark.parametrize("turn", [turn for turn in Turn if turn is not Turn.BACK])
def test_every_way_out_stands_at_every_step_for_both(walkers, turn: Turn) -> None:
    *both, pk, _ = walkers(turn)
    found = [
        re.findall(r'aria-labelledby="ways-out".*?</section>', w.body(), re.DOTALL) for w in both
    ]
    for ways in found:
        assert len(ways) == 1
        for name in ("talk_pause", "talk_leave", "talk_aside"):
            assert address(name, pk) in ways[0]
    assert mask(found[0][0]) == mask(found[1][0])


def test_whoever_waits_is_told_to_look_again_only_when_there_is_something(walkers) -> None:
    one, other, pk, _ = walkers(Turn.OWN)
    one.say("pass")
    (seen,) = re.findall(r"X-Seen&quot;: &quot;([^&]*)|X-Seen\": \"([^\"]*)", one.body())
    poll = {"X-Seen": "".join(seen)}
    still = one.client.get(address("talk_turn", pk), headers=poll)
    assert (still.status_code, still.get("HX-Refresh")) == (204, None)
    other.say("pass")
    assert one.client.get(address("talk_turn", pk), headers=poll)["HX-Refresh"] == "true"


def test_whoever_took_words_back_since_is_told_why_both_look_again(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.AGREE)
    one.say("yes")
    with acting_as(couple.other.pk, now=now):
        offer = RepairTurn.objects.get(author=couple.other, turn=Turn.CHANGE).pk
    other.client.post(address("talk_unsay", pk, offer))
    assert ">ask first<" in other.body()
    other.press("yes")
    assert "So both of you look at it once more." in other.body()
    assert "One small change" in one.body()
