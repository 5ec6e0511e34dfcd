"""The card on Today that offers what is worth a look after the first check-in."""

from datetime import UTC, datetime

from tests.checkins.every_page import mask
from tests.factories.people import NOW
from tests.factories.questions import finish, wishes
from tests.factories.weeks import earlier_weeks

CARD = "When you have a moment"


def home(client):
    return mask(client.get("/today/").content.decode())


def test_first_check_in_brings_it_and_nothing_before(couple, sign_in):
    client = sign_in(couple.one)
    assert CARD not in home(client)
    finish(couple.one, score=8)
    body = home(client)
    for path in ("/help/device/", "/help/questions/", "/more/security/", "/mine/me/meaning/"):
        assert f'class="lines__link" href="{path}"' in body
    assert CARD not in home(sign_in(couple.other))


def test_taking_an_offer_changes_nothing(sam, sign_in):
    finish(sam, score=8)
    client = sign_in(sam)
    before = home(client)
    client.get("/help/device/")
    client.get("/help/questions/")
    client.post("/help/questions/", {"S-1": "yes"})
    assert home(client) == before


def test_no_prompts_takes_no_line_away(sam, sign_in):
    """Held beside another phone, a line that is missing would tell."""
    finish(sam, score=8)
    client = sign_in(sam)
    before = home(client)
    wishes(sam, none=True)
    assert home(client) == before


def test_quarter_brings_it_to_both_alike(couple, sign_in, clock):
    for person in couple:
        earlier_weeks(person, [8, 8, 8, 8], now=NOW)
    cards = []
    for now in (NOW, datetime(2026, 7, 2, 12, tzinfo=UTC), datetime(2026, 8, 2, 12, tzinfo=UTC)):
        clock.move_to(now)
        cards.append([CARD in home(sign_in(person)) for person in couple])
    assert cards == [[False, False], [True, True], [False, False]]
