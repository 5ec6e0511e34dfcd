"""Mails to oneself: off, until somebody turns them on who knows what they will look like."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions.user import seal_private
from accounts.enums import AuditAction
from accounts.models import User
from checkins.actions.reminding import SLOTS, remind_due
from checkins.queries.reminder import SAMPLE, reminders_page
from tests.accounts.acting import act, actions_of, seen_by
from tests.conftest import TestClock
from tests.factories.people import NOW
from tests.factories.reminders import wants
from tests.factories.weeks import finish_alone, place_of

PAGE = reverse("checkins:reminders")
FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
CHOSEN: dict[str, Any] = {
    "do": "keep",
    "kinds": ["week"],
    "days": ["3", "4"],
    "at": "18:00",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "reader": "only_me",
    "agrees": "on",
}


def body(client: Client, path: str = PAGE) -> str:
    return html.unescape(re.sub(r"\s+", " ", client.get(path).content.decode()))


def is_on(person: User, now: datetime = NOW) -> bool:
    return bool(seen_by(person, reminders_page, person, now, now=now).is_on)


def test_nothing_is_on_nor_chosen_and_the_page_shows_the_very_mail(sam: User, sign_in) -> None:
    client = sign_in(sam)
    page = body(client)
    form = client.get(PAGE).context["form"]
    assert not any(form[name].value() for name in ("kinds", "reader", "agrees"))
    assert "They are on" not in page
    assert not is_on(sam)
    assert client.post(PAGE, CHOSEN).status_code == 302
    assert is_on(sam)
    for slot in range(SLOTS):
        remind_due(slot=slot, tell_time=lambda: FRIDAY, is_enough=lambda: False)
    (sent,) = mail.outbox
    text = re.sub(r"/stop/[\w-]+/", f"/stop/{SAMPLE}/", str(sent.body))
    for shown in (str(sent.subject), sam.email, re.sub(r"\s+", " ", text).strip()):
        assert shown in page
    assert actions_of(sam) == [AuditAction.REMINDERS_GIVEN]


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    sam: User, sign_in
) -> None:
    client = sign_in(sam)
    wrong: dict[str, Any] = {
        "kinds": [],
        "days": [],
        "at": "22:00",
        "quiet_until": "",
        "reader": "",
        "agrees": "",
    }
    for name, value in wrong.items():
        answer = client.post(PAGE, CHOSEN | {name: value})
        assert (name, answer.status_code) == (name, 422)
        form = answer.context["form"]
        assert (name, list(form.errors)) == (name, [name])
        assert form["quiet_from"].value() == "21:00"
    assert not is_on(sam)


def test_an_address_that_others_may_read_keeps_them_off_and_says_why(sam: User, sign_in) -> None:
    client = sign_in(sam)
    client.post(PAGE, CHOSEN)
    answer = client.post(PAGE, CHOSEN | {"reader": "not_sure"}, follow=True)
    assert "whoever else reads this address" in html.unescape(answer.content.decode())
    assert not is_on(sam)
    assert answer.context["form"]["days"].value() == ["3", "4"]
    assert actions_of(sam) == [AuditAction.REMINDERS_GIVEN, AuditAction.REMINDERS_WITHDRAWN]


def test_one_button_ends_them_also_while_a_reset_has_sealed_the_account(sam: User, sign_in) -> None:
    client = sign_in(sam)
    client.post(PAGE, CHOSEN)
    act(sam, seal_private)
    assert client.post(PAGE, CHOSEN).status_code == 403
    answer = client.post(PAGE, {"do": "end"}, follow=True)
    assert "No more of these mails go out." in answer.content.decode()
    assert not is_on(sam)
    assert client.post(PAGE, CHOSEN).status_code == 403
    assert not is_on(sam)


def test_who_reads_the_address_is_asked_again_a_month_before_the_mails_rest(
    sam: User, sign_in, clock: TestClock
) -> None:
    wants(sam, now=NOW)

    def asked(days: int) -> bool:
        now = NOW + timedelta(days=days)
        clock.move_to(now)
        finish_alone(sam, now=now)
        day = seen_by(sam, place_of, sam, now, now=now).day
        page = body(sign_in(sam), reverse("checkins:finished", args=[day]))
        return "Is your address still only yours?" in page

    assert [asked(days) for days in (0, 151, 152)] == [False, False, True]
    clock.move_to(NOW + timedelta(days=182))
    assert "The mails rest." in body(sign_in(sam))
    assert sign_in(sam).post(PAGE, CHOSEN).status_code == 302
    assert "The mails rest." not in body(sign_in(sam))
