"""No page of a conversation is a dead end: what is missing is asked for where it is missing, and
what is over leads on.
"""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Consent
from checkins.enums.repair import Turn
from tests.checkins.views.looking import withdraw
from tests.checkins.views.walking import address, mask, text
from tests.factories.people import NOW
from tests.factories.talks import accept, begin, invite, place_of, through, words

PLANTED = "the gate was painted without asking me"
CONSENT = "Talk with each other here"


def test_missing_consent_is_asked_for_on_the_page_that_needs_it(couple, walkers) -> None:
    one, other, pk, now = walkers(Turn.OWN)
    withdraw(couple.one)
    assert CONSENT not in one.body() + other.body()
    before = mask(other.body())
    assert text(one.press("yes")).count(CONSENT) == 1
    assert mask(other.body()) == before
    given = one.client.post(one.at, {"agree_to": "repair"})
    assert (given.status_code, given["Location"]) == (302, one.at)
    for walker in (one, other):
        walker.say("yes")
    assert place_of(couple.one, pk, now=now).turn is Turn.OWN


def test_words_stay_while_the_consent_is_asked_for(couple, walkers) -> None:
    one, other, *_, now = walkers(Turn.OWN)
    with acting_as(couple.one.pk, now=now):
        # Without its ending, which would let the conversation rest.
        Consent.objects.filter(user=couple.one, purpose="repair").update(withdrawn_at=now)
    sent = one.form(one.body()) | {"my_part": PLANTED, "send": "said"}
    asked = text(one.client.post(one.at, sent))
    assert (asked.count(CONSENT), asked.count(PLANTED)) == (1, 1)
    one.client.post(one.at, {"agree_to": "repair"})
    assert PLANTED in one.body()
    assert PLANTED not in other.body()


def test_words_that_come_after_the_consent_was_taken_back_are_kept(couple, walkers) -> None:
    one, other, *_ = walkers(Turn.OWN)
    sent = one.form(one.body()) | {"my_part": PLANTED, "send": "said"}
    withdraw(couple.one)
    assert one.client.post(one.at, sent).status_code == 302
    one.client.post(one.at, {"agree_to": "repair"})
    for walker in (one, other):
        walker.say("yes")
    assert PLANTED in one.body()
    assert PLANTED not in other.body()


def test_a_conversation_taken_up_again_leads_to_where_it_goes_on(couple, sign_in, clock) -> None:
    ended, now = through(*couple, now=NOW)
    clock.move_to(now)
    both = [sign_in(person) for person in couple]
    again, later = address("invite_again", ended), address("talk_later", ended)
    for client in both:
        assert again in text(client.get(address("talk", ended)))
    begun = accept(
        couple.other,
        invite(couple.one, now=now, content=words("Once more."), reopens=ended),
        now=now,
    )
    for client in both:
        body = text(client.get(address("talk", ended)))
        assert "Taken up again" in body
        assert address("talk", begun) in body
        assert again not in body
        assert client.get(again)["Location"] == address("talk", ended)
    clock.move_to(now + timedelta(days=14))
    for person in couple:
        client = sign_in(person)
        assert later not in text(client.get(reverse("checkins:today")))
        assert later not in text(client.get(address("talk", ended)))


def test_whoever_left_finds_what_is_theirs_alone_and_is_told_the_truth(walkers) -> None:
    one, other, pk, _ = walkers(Turn.OWN)
    leave, pause = address("talk_leave", pk), address("talk_pause", pk)
    honest = "they may work it out"
    # Nobody has left: there is nothing to say about it.
    assert one.client.get(leave)["Location"] == one.at
    for body in (one.body(), text(one.client.get(pause))):
        assert honest in body
    assert one.client.post(leave)["Location"] == leave
    left = text(one.client.get(leave))
    assert honest in left
    for link in ("prompts", "mine_said"):
        assert f'href="{address(link)}"' in left
    for walker in (one, other):
        walker.say("yes")
    assert one.client.get(leave)["Location"] == one.at


def test_script_that_asks_for_no_part_of_the_page_gets_all_of_it(walkers) -> None:
    one, *_ = walkers(Turn.OWN)
    for headers in ({"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "else"}):
        answer = one.client.post(
            one.at, one.form(one.body()) | {"my_part": PLANTED}, headers=headers
        )
        assert answer.status_code == 200
        assert "<h1>My part</h1>" in text(answer)
        assert PLANTED in text(answer)


def test_setting_it_aside_takes_a_second_look(walkers) -> None:
    one, _, pk, _ = walkers(Turn.OWN)
    folded = re.findall(r"<details.*?</details>", one.body(), re.DOTALL)
    (aside,) = [each for each in folded if address("talk_aside", pk) in each]
    assert "It ends at once, for both of you." in aside
    assert address("talk_leave", pk) not in aside


def test_when_to_look_back_is_asked_after_the_words(walkers) -> None:
    one, *_ = walkers(Turn.CHANGE)
    named = re.findall(r'name="(change|when|noticed|days)"', one.body())
    assert list(dict.fromkeys(named)) == ["change", "when", "noticed", "days"]


@pytest.mark.parametrize(("turn", "who"), [(Turn.REFLECT, 0), (Turn.RECEIVE, 1)])
def test_nothing_says_whether_what_was_sent_is_being_read(walkers, turn: Turn, who: int) -> None:
    *both, _, _ = walkers(turn)
    body = both[who].body()
    assert "is with them." in body
    assert not re.findall("being (heard|listened|read)", body)


def test_what_both_agreed_on_is_one_step_from_the_end(couple, sign_in, clock) -> None:
    ended, now = through(*couple, now=NOW)
    clock.move_to(now)
    for person in couple:
        page = text(sign_in(person).get(address("talk", ended)))
        assert f'href="{address("agreed")}"' in page


def test_rules_have_one_name(couple, sign_in) -> None:
    client = sign_in(couple.one)
    rules = address("rules")
    (name,) = re.findall("<h1>(.*?)</h1>", text(client.get(rules)))
    for path in ("us", "agreed"):
        links = re.findall(rf'href="{rules}"[^>]*>\s*(.*?)\s*</a>', text(client.get(address(path))))
        assert links == [name]


def test_whoever_cools_off_can_look_again_without_script(couple, sign_in) -> None:
    pk = begin(*couple, now=NOW)
    for person in couple:
        body = text(sign_in(person).get(address("talk", pk)))
        assert re.search(rf'href="{address("talk", pk)}">Look again<', body)


def test_named_time_is_there_for_whoever_named_it(couple, sign_in) -> None:
    pk = invite(couple.one, now=NOW)
    path, said = address("invited", pk), "You named another time: at the weekend."
    other = sign_in(couple.other)
    assert said not in text(other.get(path))
    other.post(path, {"reply": "later", "when": "weekend"})
    assert said in text(other.get(path))
    assert said not in text(sign_in(couple.one).get(path))


def test_nothing_is_called_kept_before_it_is(walkers) -> None:
    one, *_ = walkers(Turn.RITUAL)
    assert "Kept" not in one.body()
    one.say("pass")
    assert "you see what you both chose" in one.body()


def test_an_invitation_about_nothing_says_what_is_missing(couple, sign_in) -> None:
    sent = {"key": str(uuid4()), "line": "small", "when": "weekend"}
    refused = sign_in(couple.one).post(reverse("checkins:invite"), sent)
    assert refused.status_code == 422
    assert "Please choose what it is about." in text(refused)
