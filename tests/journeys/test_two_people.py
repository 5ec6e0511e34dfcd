import pytest
from playwright.sync_api import ViewportSize

from tests.journeys.conftest import DESKTOP, PHONE, PersonMaker
from tests.journeys.looks import assert_readable


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_people_find_each_other(meet: PersonMaker, viewport: ViewportSize) -> None:
    alice, bob = meet("Alice", viewport=viewport), meet("Bob", viewport=viewport)

    alice.signs_up()
    bob.signs_up()
    bob.types_a_code(alice.makes_a_code())
    bob.confirms("Alice")
    bob.sees_heading("You said yes")
    alice.confirms("Bob")
    alice.sees("Bob")
    assert_readable(alice.page)
