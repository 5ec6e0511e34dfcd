"""The pages about one's own account, on a phone: each can be read by everybody."""

from datetime import timedelta

from accounts.models import User
from tests.factories.people import NOW
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import PASSWORD

OPEN = (
    "/more/",
    "/more/profile/",
    "/more/security/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/password/change/",
    "/account/logout/",
    "/start/code/",
)
PROVEN = (
    "/account/email/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
)


def test_account_pages_can_be_read_on_a_phone(meet: PersonMaker) -> None:
    mira = meet("Mira", viewport=PHONE)
    mira.signs_up()
    for path in OPEN:
        mira.go(path)
        assert_readable(mira.page)
    mira.go("/account/reauthenticate/")
    assert_readable(mira.page)
    mira.page.get_by_label("Password").fill(PASSWORD)
    mira.press("Go on")
    for path in PROVEN:
        mira.go(path)
        assert mira.page.url.endswith(path)
        assert_readable(mira.page)


def test_sealed_pages_can_be_read_on_a_phone(meet: PersonMaker) -> None:
    mira = meet("Mira", viewport=PHONE)
    mira.signs_up()
    User.objects.update(
        private_sealed_until=NOW + timedelta(hours=72), reset_notice_until=NOW + timedelta(days=30)
    )
    mira.go("/mine/")
    mira.sees("The password was set anew by mail.")
    mira.sees_heading("Closed for now")
    assert_readable(mira.page)
    mira.press("Show that it is me")
    mira.sees_heading("Show that it is you")
    assert_readable(mira.page)
