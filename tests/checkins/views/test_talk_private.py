"""What a conversation's page keeps covered, what it costs, and where own words never get."""

import io
import logging
import re
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.user import seal_private
from checkins.actions import own_words, way_out
from checkins.enums.repair import RepairState, Turn
from tests.accounts.acting import act
from tests.checkins.views.walking import HTMX, Walker, address, text
from tests.factories.people import NOW
from tests.factories.talks import begin, place_of, through

PLANTED = "the gate was painted without asking me"
# Session, person and actor come first in each.
AT_THE_BEGINNING = 10
AFTER_ALL_OF_IT = 12


def test_an_idle_phone_covers_what_was_typed_and_goes_on_saving(couple, walkers, clock) -> None:
    one, *_, now = walkers(Turn.TELL)
    form = one.form(one.body())
    one.client.post(one.at, form | {"happened": PLANTED}, headers=HTMX)
    clock.move_to(now + timedelta(minutes=6))
    body = one.body()
    assert PLANTED not in body
    assert "It is covered because some minutes have passed." in body
    said = one.client.post(one.at, form | {"happened": PLANTED + " too"}, headers=HTMX)
    assert "kept" in text(said)
    assert PLANTED not in one.body()
    refused = one.client.post(one.at, form | {"happened": "n" * 701, "choice": "said"})
    assert refused.status_code == 422
    assert "n" * 701 in text(refused)


def test_an_idle_phone_covers_what_waits_for_the_other_and_what_was_taken_back(
    couple, walkers, clock
) -> None:
    one, _, pk, now = walkers(Turn.OWN)
    one.say(my_part=PLANTED)
    act(couple.one, own_words.unsay, pk=pk, now=now)
    one.say(my_part=PLANTED)
    assert {"told", PLANTED} <= set(re.findall(r"told|" + PLANTED, one.body()))
    clock.move_to(now + timedelta(minutes=6))
    assert not re.findall(r">told<|" + PLANTED, one.body())
    assert ">heard<" in one.body()


def test_a_reset_by_mail_covers_it_and_lets_nothing_be_said(couple, walkers, sign_in) -> None:
    one, _, pk, now = walkers(Turn.OWN)
    form = one.form(one.body())
    one.say(my_part=PLANTED)
    act(couple.one, seal_private, now=now)
    sealed = Walker(sign_in(couple.one), pk)
    assert PLANTED not in sealed.body()
    for more in ({"my_part": "Mine.", "send": "said"}, {"choice": "pass"}, {"my_part": "Mine."}):
        assert sealed.client.post(sealed.at, form | more).status_code == 403
    # Every way out is open.
    for name in ("talk_pause", "talk_leave", "talk_aside"):
        assert sealed.client.post(address(name, pk)).status_code == 302
    assert place_of(couple.other, pk, now=now).state is RepairState.SET_ASIDE


def test_nobody_types_in_vain_into_a_sealed_page(couple, walkers, sign_in) -> None:
    *_, pk, now = walkers(Turn.OWN)
    act(couple.one, seal_private, now=now)
    body = Walker(sign_in(couple.one), pk).body()
    assert "nothing is kept or sent here until" in " ".join(body.split())
    assert not re.findall("<textarea|hx-post", body)


def test_words_typed_at_a_step_one_passes_over_stay_with_their_author(couple, walkers) -> None:
    one, other, _, _ = walkers(Turn.OWN)
    # Without script nothing was kept before the button; what was typed goes along with it.
    one.say("pass", my_part=PLANTED)
    assert ("Typed, and not sent" in one.body(), PLANTED in one.body()) == (True, True)
    assert PLANTED in text(one.client.get(address("mine_said")))
    assert PLANTED not in other.body()
    other.client.post(other.at, other.form(other.body()) | {"my_part": "Mine."}, headers=HTMX)
    other.say(my_part="Mine, then.")
    assert "Typed, and not sent" not in other.body()


def queries(client: Client, path: str) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in seen]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def test_page_asks_as_much_at_the_end_as_at_the_beginning(couple, sign_in, clock) -> None:
    pk = begin(*couple, now=NOW)
    at_first = queries(sign_in(couple.one), address("talk", pk))
    assert len(at_first) == AT_THE_BEGINNING, "\n".join(at_first)
    act(couple.one, way_out.set_aside, pk=pk)
    pk, now = through(*couple, now=NOW + timedelta(days=15))
    clock.move_to(now)
    at_last = queries(sign_in(couple.one), address("talk", pk))
    assert len(at_last) == AFTER_ALL_OF_IT, "\n".join(at_last)


def test_own_words_reach_no_log_no_session_and_no_mail(walkers, couple) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    try:
        one, other, pk, _ = walkers(Turn.TELL)
        one.client.post(one.at, one.form(one.body()) | {"happened": PLANTED}, headers=HTMX)
        one.press("said", happened=PLANTED * 30)
        one.say(happened=PLANTED)
        other.client.post(other.at, {"turn": "tell", "key": "0", "happened": PLANTED})
        other.client.post(address("talk_unsay", pk, pk), {"x": PLANTED})
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("django").removeHandler(handler)
    assert PLANTED not in stream.getvalue()
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert not any(PLANTED in str(session) for session in sessions)
    assert mail.outbox == []
