"""A low week, the card for one person alone, and what becomes of the question."""

from playwright.sync_api import expect

from accounts.actor import acting_as
from accounts.models import User
from checkins.enums import HurtSource
from checkins.queries.rupture import owned_by
from tests.factories.people import NOW
from tests.factories.questions import finish
from tests.factories.weeks import earlier_weeks
from tests.journeys.cast import settle_couple
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import Person

CARD = "Something for you alone"


def after_a_low_week(alice: Person, bob: Person) -> User:
    user, _ = settle_couple(alice, bob)
    earlier_weeks(user, [8, 8, 8, 8], now=NOW)
    finish(user, score=8, W_REP_1=2, W_REP_2=7)
    return user


def test_a_low_week_is_named_by_whoever_had_it(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob")
    user = after_a_low_week(alice, bob)

    bob.go("/today/")
    bob.sees_nothing_of(CARD)
    alice.go("/today/")
    alice.sees(CARD)
    alice.press("Open")
    alice.sees("Did something happen between you?")
    assert_readable(alice.page)
    alice.press("Yes, put it down")
    expect(alice.page.get_by_role("checkbox", name="Finding our way back")).to_be_checked()
    alice.press("Keep")
    alice.go("/today/")
    alice.sees_nothing_of(CARD)

    with acting_as(user.pk, now=NOW):
        assert owned_by(user).get().read()["source"] == HurtSource.ASKED


def test_without_script_no_prompts_takes_the_question_away(meet: PersonMaker) -> None:
    alice, bob = meet("Alice", script=False), meet("Bob")
    after_a_low_week(alice, bob)

    alice.go("/mine/question/")
    alice.press("No prompts, please")
    alice.page.get_by_role("checkbox", name="No prompts, please").check(force=True)
    alice.press("Keep")
    alice.sees_heading("Prompts")
    expect(alice.page.get_by_role("checkbox", name="No prompts, please")).to_be_checked()
    alice.go("/today/")
    alice.sees_nothing_of(CARD)
