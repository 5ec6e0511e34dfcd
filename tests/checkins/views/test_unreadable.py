"""A person whose key is gone: the other's pages go on without the rows, one's own say so kindly."""

import uuid

import pytest

from accounts.actor import acting_as
from accounts.vault.models import DataKey
from checkins.actions.rupture import name_hurt, show_hurt
from checkins.enums import HurtWish
from checkins.logic.rupture import HurtContent
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, full_week

PICTURE = f"/us/{FIRST_DAY}/"


@pytest.fixture
def shown(couple, clock):
    """A round that has opened, and words that Alice chose to show; then the clock stands after."""
    full_week(*couple, now=NOW, words="Thank you for the soup.")
    with acting_as(couple.one.pk, now=NOW):
        content = HurtContent(areas=(), weight=3, tags=(), note="Mine.")
        pk = name_hurt(
            by=couple.one, key=uuid.uuid4(), content=content, wish=HurtWish.SHOW, now=NOW
        )
        found = show_hurt(by=couple.one, pk=pk, words="That sentence stayed.", now=NOW)
    clock.move_to(FIRST_MOMENT)
    return found


def erase_key(person) -> None:
    with acting_as(person.pk, now=NOW):
        DataKey.objects.filter(user=person).delete()


@pytest.mark.parametrize("path", ["/today/", "/us/", PICTURE, "/us/notes/{shown}/"])
def test_the_other_s_pages_go_on_without_what_does_not_open(couple, shown, sign_in, path):
    path = path.format(shown=shown)
    client = sign_in(couple.other)
    before = client.get(path)
    assert before.status_code == 200
    erase_key(couple.one)
    after = client.get(path)
    assert after.status_code == (404 if "notes" in path else 200)
    assert "That sentence stayed." not in after.content.decode()
    assert "Thank you for the soup." not in after.content.decode()


def test_before_the_key_went_both_showed(couple, shown, sign_in):
    html = sign_in(couple.other).get("/us/").content.decode()
    assert "That sentence stayed." in html
    assert html.count("Thank you for the soup.") == 2


def test_one_s_own_rows_that_do_not_open_get_a_kind_sentence(couple, shown, sign_in, caplog):
    client = sign_in(couple.one)
    erase_key(couple.one)
    for path in (f"/mine/weeks/{FIRST_DAY}/", "/mine/notes/"):
        response = client.get(path)
        assert response.status_code == 409
        assert "This does not open" in response.content.decode()
    # Whoever runs it learns where, and nothing else.
    assert "KeyGone" in caplog.text
    assert str(couple.one.pk) not in caplog.text
    for path in ("/today/", "/us/", PICTURE, "/mine/", "/connection/", "/help/"):
        assert client.get(path).status_code == 200
