"""Inviting and answering over HTTP: readiness is kept nowhere, and a no is told to nobody."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.models import User
from checkins.actions import way_out
from checkins.models import InvitationReply, RepairConversation, RepairInvitation
from tests.accounts.acting import act, seen_by
from tests.checkins.views.test_query_counts import queries
from tests.checkins.views.walking import address, mask, text
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW
from tests.factories.talks import accept, begin, invite

PLANTED = "the gate was painted without asking me"
INVITE = reverse("checkins:invite")
US = reverse("checkins:us")
READY = {"safe": "yes", "body": "8"}
# Session, person and actor come first in each.
ONE_INVITATION, NOTHING, INVITATIONS, PAST_TALKS = 8, 6, 10, 13

SignIn = Callable[[User], Client]


def chosen(**fields: str) -> dict[str, str]:
    new = {"key": str(uuid.uuid4()), "area": "repair", "line": "small", "when": "weekend"}
    return new | fields


def rows(person: User, model) -> int:
    return seen_by(person, model.objects.count)


def test_readiness_then_words_then_how_it_looks_then_it_is_sent(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = (sign_in(person) for person in couple)
    assert 'name="safe"' in text(one.get(INVITE))
    assert 'name="line"' in text(one.post(INVITE, READY))
    words = chosen()
    preview = text(one.post(INVITE, words))
    assert not rows(couple.one, RepairInvitation)
    sent = one.post(INVITE, words | {"send": "yes"})
    page = text(other.get(sent["Location"]))
    figures = [re.findall(r"<figure>.*?</figure>", body, re.DOTALL) for body in (preview, page)]
    assert len(figures[0]) == 1
    assert re.sub(r"\bYou\b", "Alice", figures[0][0]).split() == figures[1][0].split()


@pytest.mark.parametrize("answer", ["not_now", "no"])
def test_not_ready_sends_and_keeps_nothing(sign_in: SignIn, couple: Pair, answer: str) -> None:
    one, other = (sign_in(person) for person in couple)
    before = mask(text(other.get(US)))
    response = one.post(INVITE, {"safe": answer, "body": "1"})
    assert "Nothing was sent and nothing was kept." in text(response)
    assert mask(text(other.get(US))) == before
    assert rows(couple.one, RepairInvitation) == 0


def test_readiness_stands_in_no_table_and_no_session(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.other, now=NOW)
    client = sign_in(couple.one)
    client.get(US)  # the first request notes when it was
    before = [session.get_decoded() for session in Session.objects.all()]

    def everything() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select tablename from pg_tables where tablename like 'checkins_%'"
                " and has_table_privilege('app.' || tablename, 'SELECT')"
            )
            names = [name for (name,) in cursor.fetchall()]
            counts = {}
            for name in names:
                cursor.execute(f"select count(*) from {name}")
                counts[name] = cursor.fetchone()[0]
        return counts

    counts = seen_by(couple.one, everything)
    client.get(address("invited", pk))
    for path, safe in ((address("invited", pk), "yes"), (INVITE, "no"), (INVITE, "yes")):
        client.post(path, {"safe": safe, "body": "3"})
    assert seen_by(couple.one, everything) == counts
    assert [session.get_decoded() for session in Session.objects.all()] == before


def test_a_form_that_cannot_be_sent_keeps_what_was_chosen(sign_in: SignIn, couple: Pair) -> None:
    one = sign_in(couple.one)
    response = one.post(INVITE, chosen(line="", send="yes"))
    body = text(response)
    assert response.status_code == 422
    assert len(re.findall(r'value="(?:repair|weekend)"[^>]*checked', body)) == 2
    again = one.post(INVITE, chosen(change="yes"))
    assert again.status_code == 200
    assert len(re.findall(r'value="(?:repair|small|weekend)"[^>]*checked', text(again))) == 3
    assert one.post(INVITE, {"body": "3"}).status_code == 422


def test_the_same_form_sent_twice_sends_one(sign_in: SignIn, couple: Pair) -> None:
    one, words = sign_in(couple.one), chosen(send="yes")
    (first, second) = (one.post(INVITE, words)["Location"] for _ in range(2))
    assert first == second
    assert rows(couple.one, RepairInvitation) == 1


def test_a_second_one_is_refused_by_a_sentence_about_oneself(
    sign_in: SignIn, couple: Pair, clock: TestClock
) -> None:
    invite(couple.one, now=NOW)
    body = text(sign_in(couple.one).post(INVITE, chosen(send="yes")))
    assert "The next one can go out from 18 March on." in body
    assert " Bob" not in re.findall(r"<main.*</main>", body, re.DOTALL)[0]
    clock.move_to(NOW + timedelta(days=14))
    assert sign_in(couple.one).post(INVITE, chosen(send="yes")).status_code == 302


def test_of_two_of_one_day_the_one_that_was_not_taken_up_counts(couple: Pair) -> None:
    """One that was taken up does not stand for the other, whichever key comes first."""
    for _ in range(4):
        pk = begin(*couple, now=NOW)
        act(couple.one, way_out.set_aside, pk=pk)
    invite(couple.one, now=NOW)
    with pytest.raises(Exception, match="One invitation at a time"):
        invite(couple.one, now=NOW)


def answered(client: Client, pk: uuid.UUID, **data: str) -> Any:
    return client.post(address("invited", pk), data)


@pytest.mark.parametrize("data", [{"safe": "no"}, {"safe": "not_now"}, {"reply": "no"}], ids=str)
def test_a_no_is_gone_from_one_s_own_pages_and_told_to_nobody(
    sign_in: SignIn, couple: Pair, data: dict[str, str]
) -> None:
    pk = invite(couple.one, now=NOW)
    one, other = (sign_in(person) for person in couple)
    before = [mask(text(one.get(path))) for path in (US, address("invited", pk))]
    response = answered(other, pk, **data)
    assert "Nobody is told" in text(response)
    assert [mask(text(one.get(path))) for path in (US, address("invited", pk))] == before
    assert other.get(address("invited", pk)).status_code == 404
    assert "would like to talk" not in text(other.get(US))
    assert [rows(person, InvitationReply) for person in couple] == [0, 1]


def test_another_time_is_read_and_a_later_no_leaves_it(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    one, other = (sign_in(person) for person in couple)
    refused = answered(other, pk, reply="later")
    assert refused.status_code == 422
    assert "Please choose a time" in text(refused)
    answered(other, pk, reply="later", when="weekend")
    assert "Bob would like another time: at the weekend." in text(one.get(address("invited", pk)))
    before = mask(text(one.get(address("invited", pk))))
    assert "Nobody is told" in text(answered(other, pk, safe="no"))
    assert mask(text(one.get(address("invited", pk)))) == before


def test_a_yes_begins_with_the_time_to_cool_that_was_chosen(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    one, other = (sign_in(person) for person in couple)
    assert 'name="reply"' in text(answered(other, pk, **READY))
    refused = answered(other, pk, reply="yes", cooling="7")
    assert refused.status_code == 422
    begun = answered(other, pk, reply="yes", cooling="60")
    assert begun["Location"].startswith("/us/talk/")
    # Both read the same time, each by their own clock.
    for client in (one, other):
        assert "You two are cooling off until" in text(client.get(begun["Location"]))
        assert client.get(address("invited", pk))["Location"] == begun["Location"]
    row = seen_by(couple.one, RepairConversation.objects.get)
    assert row.cools_until == NOW + timedelta(minutes=60)


def test_an_invitation_taken_back_is_missing_like_any_other(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    one, other = (sign_in(person) for person in couple)
    assert other.get(address("invited", pk)).status_code == 200
    one.post(address("invited", pk))
    gone, missing = (other.get(address("invited", key)) for key in (pk, uuid.uuid4()))
    assert (gone.status_code, mask(text(gone))) == (404, mask(text(missing)))
    assert answered(other, pk, reply="yes", cooling="20").status_code == 404


def test_reopening_shows_the_words_and_needs_them(sign_in: SignIn, couple: Pair) -> None:
    ended = begin(*couple, now=NOW)
    again = address("invite_again", ended)
    one, other = (sign_in(person) for person in couple)
    # While it runs, the way back is into it.
    assert one.get(again)["Location"] == address("talk", ended)
    act(couple.other, way_out.set_aside, pk=ended)
    assert one.post(again, chosen(send="yes")).status_code == 422
    sent = one.post(again, chosen(words=PLANTED, send="yes"))
    assert PLANTED in text(other.get(sent["Location"]))
    begun = other.post(sent["Location"], {"reply": "yes", "cooling": "20"})
    for client in (one, other):
        assert PLANTED in text(client.get(begun["Location"]))
    for session in Session.objects.all():
        assert PLANTED not in str(session.get_decoded())
    assert mail.outbox == []


def test_a_reset_by_mail_lets_nobody_invite_or_say_yes(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    act(couple.other, seal_private)
    client = sign_in(couple.other)
    assert client.post(INVITE, chosen(send="yes")).status_code == 403
    shut = ({"reply": "yes", "cooling": "20"}, {"reply": "later", "when": "today"}, {"reply": ""})
    for sent in (*shut, {"agree_to": "repair"}, {"safe": "yes", "reply": "yes"}):
        assert client.post(address("invited", pk), sent).status_code == 403
    assert rows(couple.one, RepairConversation) == rows(couple.other, InvitationReply) == 0
    assert "Not this one" in text(client.post(address("invited", pk), {"safe": "yes"}))
    assert answered(client, pk, reply="no").status_code == 200
    assert rows(couple.other, InvitationReply) == 1


def test_a_reset_by_mail_lets_one_take_an_invitation_back(sign_in: SignIn, couple: Pair) -> None:
    pk = invite(couple.one, now=NOW)
    act(couple.one, seal_private)
    other = sign_in(couple.other)
    assert other.get(address("invited", pk)).status_code == 200
    assert sign_in(couple.one).post(address("invited", pk)).status_code == 302
    assert other.get(address("invited", pk)).status_code == 404


def test_pages_cost_the_same_with_one_as_with_many(sign_in: SignIn, couple: Pair) -> None:
    one = sign_in(couple.one)
    nothing = queries(one, "get", US)
    pk = invite(couple.one, now=NOW)
    theirs = invite(couple.other, now=NOW)
    assert len(queries(one, "get", address("invited", pk))) == ONE_INVITATION
    both = queries(one, "get", US)
    for _ in range(3):
        act(couple.one, way_out.set_aside, pk=begin_from(couple, theirs))
        theirs = invite(couple.other, now=NOW)
    # Once there was a conversation: what became of it, and what the two agreed on in it.
    past = queries(one, "get", US)
    assert [len(each) for each in (nothing, both, past)] == [NOTHING, INVITATIONS, PAST_TALKS]


def begin_from(couple: Pair, pk: uuid.UUID) -> uuid.UUID:
    return accept(couple.one, pk, now=NOW)
