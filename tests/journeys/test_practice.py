"""Somebody applies, is looked up, let in by two people each alone, and out when one ends it."""

import re
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accounts.actions.staff import make_staff
from accounts.actor import acting_as
from accounts.enums import Duty
from accounts.models import Therapist, User
from tests.accounts.admin.process import admin_process_here, enter
from tests.conftest import TestClock
from tests.conventions.visits import masked, visit
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_MOMENT, answer, give
from tests.journeys.cast import settle, settle_couple, sign_in
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person

LATER = FIRST_MOMENT + timedelta(days=1)

# In the order of their keys, which is the same on every page of hers and none of theirs.
THE_TWO = re.compile("Alice and Bob|Bob and Alice")


def applies(erin: Person) -> None:
    erin.go("/more/")
    erin.press(re.compile("^For therapists"))
    erin.press("Send")
    erin.sees("Please give your name.")
    for label, words in (
        ("Name you practise under", "Erin Example"),
        ("Licence number", "PT-0001"),
        ("Address of the register", "https://register.example.org/erin"),
    ):
        erin.page.get_by_label(label).fill(words)
    erin.page.get_by_role("radio").first.check(force=True)
    erin.ticks("I am not a partner or relative of anybody I will see here.")
    assert_readable(erin.page)
    erin.press("Send")


def grace_verifies(erin: User, now: datetime) -> None:
    """In a process of her own, in which nothing of a couple can be read."""
    grace, _ = make_staff(email="grace@example.org", duties=[Duty.VERIFIER])
    with acting_as(erin.pk, now=now):
        applied = Therapist.objects.get(user=erin)
    with admin_process_here():
        with acting_as(grace.pk, now=now):
            TOTP.activate(grace, generate_totp_secret())
        url = reverse("admin:accounts_therapist_decide", args=[applied.pk, "verified"])
        data = {"seen": applied.applied_at.isoformat(), "looked_up": "on"}
        assert enter(Client(), grace).post(url, data).status_code == 302


def lets_in(person: Person, *scopes: str) -> None:
    person.go("/people/")
    person.press("Look and choose")
    for scope in scopes:
        person.ticks(scope)
    if person.script:
        assert_readable(person.page)
    person.press("Yes, this")
    person.sees("End access now")


def reads_who_looked(person: Person) -> None:
    person.go("/people/")
    person.press("Look and choose")
    person.sees("Erin Example looked at")
    person.sees("The lines over time")


def test_a_therapist_is_let_in_by_both_and_out_by_one(meet: PersonMaker, clock: TestClock) -> None:
    erin = meet("Erin")
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=PHONE, script=False)
    therapist = settle(erin)
    people = settle_couple(alice, bob)

    applies(erin)
    erin.sees("looks you up")
    grace_verifies(therapist, NOW)
    with acting_as(therapist.pk, now=NOW):
        TOTP.activate(therapist, generate_totp_secret())
    erin.go("/practice/")
    erin.sees("See each of them alone")
    erin.press("I have read this")
    erin.sees("Nobody yet")
    assert_readable(erin.page)

    erin.go("/codes/")
    erin.press("Make a code")
    code = erin.page.locator(".code").inner_text()
    alice.go("/codes/")
    alice.page.get_by_label("Code").fill(code)
    alice.press("Go on")
    for person in (alice, bob):
        lets_in(person, "The lines over time", "What we appreciate")
    erin.go("/practice/")
    erin.sees(THE_TWO)

    for user, words in zip(people, ("Thanks for the tea.", "Thanks for the walk."), strict=True):
        answer(user, now=NOW, score=8, words=words, W_NOTE_1="planted-note")
        give(user, now=NOW)
    clock.move_to(LATER)
    for person, user in ((erin, therapist), (alice, people[0]), (bob, people[1])):
        sign_in(person, user)
    erin.go("/practice/")
    erin.press(THE_TWO)
    erin.sees("Line by line")
    erin.sees("Thanks for the tea.")
    erin.sees_nothing_of("planted-note")
    assert_readable(erin.page)
    erin.press("To print")
    erin.sees_nothing_of("Alice", "Bob")
    address = erin.page.url

    before = alices_pages(people[0], clock)
    bob.go("/people/")
    bob.press("End access now")
    expect(bob.control("End access now")).to_have_count(0)
    assert alices_pages(people[0], clock) == before
    answered = erin.page.goto(address)
    assert answered is not None
    assert answered.status == 404
    erin.sees("Access ended")
    erin.go("/practice/")
    erin.sees("Access ended")
    for person in (alice, bob):
        reads_who_looked(person)


def alices_pages(alice: User, clock: TestClock) -> list[object]:
    """What she can look at of it, as it stands now."""
    client = Client()
    client.force_login(alice, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["private_seen_at"] = clock.now.isoformat()
    session.save()
    listed = client.get("/people/").content.decode()
    (page,) = set(re.findall(r'"(/people/[-0-9a-f]{36}/)"', listed))
    addresses = ("/people/", page, f"{page}seen/", "/us/", "/today/")
    return [masked(visit(client, "GET", url)) for url in addresses]
