"""A device that stands for its person: added, and then enough to sign in."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def hold_a_device(person: Person) -> None:
    inspector = person.page.context.new_cdp_session(person.page)
    inspector.send("WebAuthn.enable")
    inspector.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_passkey_signs_in_without_a_password(meet: PersonMaker) -> None:
    alice = meet("Alice")
    hold_a_device(alice)
    alice.signs_up()
    alice.go("/more/security/")
    alice.press(re.compile("^Passkeys and codes"))
    alice.press(re.compile("passkey", re.IGNORECASE))
    alice.says_it_is_still_them()
    alice.page.get_by_role("textbox", name="Name").fill("My phone")
    alice.press("Add")
    alice.sees_heading("Recovery codes")
    assert_readable(alice.page)
    alice.press("I have written them down")
    alice.go("/account/2fa/webauthn/")
    alice.sees("My phone")
    assert_readable(alice.page)

    alice.go("/account/logout/")
    alice.press("Sign out")
    alice.go("/account/login/")
    alice.press("Sign in with a passkey")
    alice.page.wait_for_url("**/today/")
    alice.go("/mine/")
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Mine")
