import pytest

from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable


@pytest.mark.parametrize("path", ["/", "/start/", "/help/", "/account/login/"])
def test_public_page_can_be_read_on_a_phone(meet: PersonMaker, path: str) -> None:
    visitor = meet("Visitor", viewport=PHONE)
    visitor.page.goto(path)
    assert_readable(visitor.page)
