"""Signing up and in with a passkey, made by the browser's own virtual authenticator."""

import re
from datetime import timedelta

from tests.conftest import TestClock
from tests.factories.people import NOW
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import EMAIL_LABEL, PASSWORD, Person

# Passkeys belong to a name, never to a number.
HOST = re.compile(r"//127\.0\.0\.1")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def gets_a_device(person: Person) -> str:
    """Puts an authenticator into the browser; the server's address by name."""
    debugger = person.page.context.new_cdp_session(person.page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return HOST.sub("//localhost", person.server)


def agrees(person: Person, here: str) -> None:
    person.go(f"{here}/start/")
    person.ticks("I am 18 or older")
    person.ticks("Keep what I write")
    person.press("Continue")


def says_the_name(person: Person) -> None:
    person.page.get_by_label("Name").fill(person.name)
    person.press("Continue")
    person.page.wait_for_url("**/today/")


def test_passkey_signs_up_in_and_opens_what_is_private(meet: PersonMaker, clock: TestClock) -> None:
    mira = meet("Mira", viewport=PHONE)
    here = gets_a_device(mira)

    # Given an account made without any password
    agrees(mira, here)
    mira.press("Use a passkey instead of a password")
    assert_readable(mira.page)
    mira.page.get_by_role("textbox", name=EMAIL_LABEL).fill(mira.email)
    mira.press("Continue")
    mira.types_mailed_code()
    mira.page.wait_for_url("**/webauthn/signup/")
    assert_readable(mira.page)
    mira.press("Go on")
    says_the_name(mira)

    # When she signs out and comes back
    mira.go(f"{here}/more/")
    mira.press("Sign out")
    mira.go(f"{here}/account/login/")
    mira.press("Sign in with a passkey")

    # Then she is in, and after five minutes the passkey opens what is private
    mira.page.wait_for_url("**/today/")
    clock.move_to(NOW + timedelta(minutes=6))
    mira.go(f"{here}/mine/")
    mira.page.wait_for_url("**/reauthenticate/**")
    assert_readable(mira.page)
    mira.control(re.compile("Go on|passkey", re.IGNORECASE)).click()
    mira.page.wait_for_url("**/mine/")


def test_passkey_is_added_to_an_account_with_a_password(meet: PersonMaker) -> None:
    mira = meet("Mira")
    here = gets_a_device(mira)
    agrees(mira, here)
    mira.page.get_by_role("textbox", name=EMAIL_LABEL).fill(mira.email)
    mira.page.get_by_label("Password").fill(PASSWORD)
    mira.press("Continue")
    mira.types_mailed_code()
    says_the_name(mira)

    mira.go(f"{here}/more/security/")
    mira.press("Passkeys and codes")
    mira.press("Add a passkey")
    mira.page.get_by_label("Password").fill(PASSWORD)
    mira.press("Go on")
    assert_readable(mira.page)
    mira.press("Add")
    mira.sees("Recovery codes")
    mira.page.wait_for_url("**/recovery-codes/")
    assert_readable(mira.page)
