"""Questions for one person alone: kept, read back, deleted; and a measure that somebody enabled."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.personal_data import OwnRows, register
from checkins.logic.measure import CSI_4
from checkins.models import Look, Memory
from checkins.queries.look import read_look
from tests.checkins.every_page import mask
from tests.conftest import Pair
from tests.factories.people import NOW, connect, make_user
from tests.factories.sets import MEASURE, choose, look_at, published
from tests.factories.weeks import answer

LOOKS = reverse("checkins:looks")
WORK = reverse("checkins:look", args=["work"])
MONDAY = date(2026, 3, 2)
WORK_ENTRY = reverse("checkins:look_entry", args=["work", MONDAY])
CSI = reverse("checkins:look", args=["csi-4"])
CSI_ENTRY = reverse("checkins:look_entry", args=["csi-4", date(2026, 1, 1)])
MIXED = {"Q-CSI-1": "happy", "Q-CSI-12": "mostly_true", "Q-CSI-19": "mostly", "Q-CSI-22": "mostly"}
HTMX = {"HX-Request": "true", "HX-Target": "kept"}


@pytest.fixture
def measure(transactional_db):
    with published("csi-4", MEASURE):
        yield


def test_a_look_is_kept_read_back_and_deleted(sam, sign_in, clock) -> None:
    client = sign_in(sam)
    page = client.get(WORK).content.decode()
    assert "checked" not in page
    assert "It rates nobody else" in page
    assert client.post(WORK, {"J-REL-1": "7"}, headers=HTMX).status_code == 200
    assert client.post(WORK, {"J-REL-1": "8", "J-NOTE-1": "Say thanks."}).url == LOOKS
    with acting_as(sam.pk, now=NOW):
        row = Look.objects.get()
        assert (row.starts_on, row.read()["answers"]) == (MONDAY, {"J-REL-1": 8})
        assert set(row.read()["asked"]) == {"J-REL-1"}
    entry = client.get(WORK_ENTRY).content.decode()
    assert "8 of 10" in entry
    assert "Say thanks." in entry
    assert WORK_ENTRY in client.get(LOOKS).content.decode()
    clock.move_to(NOW + timedelta(weeks=1))
    again = sign_in(sam)
    assert "checked" not in again.get(WORK).content.decode()
    assert again.post(WORK_ENTRY, {"delete": "yes"}).url == LOOKS
    assert again.get(WORK_ENTRY).status_code == 404
    with acting_as(sam.pk, now=clock.now):
        assert not Look.objects.exists()


def test_a_refused_answer_loses_nothing_and_a_blank_one_leaves_no_row(sam, sign_in) -> None:
    client = sign_in(sam)
    response = client.post(WORK, {"J-REL-1": "11", "J-NOTE-1": "Say thanks."})
    assert response.status_code == 422
    assert "Say thanks." in response.content.decode()
    assert client.post(WORK, {}).url == LOOKS
    with acting_as(sam.pk, now=NOW):
        assert not Look.objects.exists()


def test_it_is_covered_and_shut_after_some_idle_minutes(sam, sign_in, clock) -> None:
    look_at(sam, "work", {"J-REL-1": 7, "J-NOTE-1": "Say thanks."}, now=NOW)
    client = sign_in(sam)
    clock.move_to(NOW + timedelta(minutes=6))
    page = client.get(WORK).content.decode()
    assert "checked" not in page
    assert "Say thanks." not in page
    assert "You have answered this." in page
    for path in (LOOKS, WORK_ENTRY):
        assert client.get(path).status_code == 302


def test_row_is_its_authors_alone_goes_by_age_and_enters_nothing(couple: Pair, sign_in) -> None:
    one, other = couple
    answer(one, now=NOW)
    client = sign_in(one)
    trends = mask(client.get("/mine/trends/").content.decode())
    look_at(one, "parenting", {"P-REL-1": 0, "P-REL-3": 10, "P-ACC-2": 10}, now=NOW)
    assert mask(client.get("/mine/trends/").content.decode()) == trends
    with acting_as(one.pk, now=NOW):
        assert not Memory.objects.exists()
        pk = Look.objects.get().pk
        section = next(each for each in register if each.slug == "looks")
        assert isinstance(section, OwnRows)
        assert section.ages_as is not None
        (exported,) = section.export(one, NOW)
        assert exported["questions"] == "My own part with children"
        assert [each["answer"] for each in exported["answers"]] == ["0 of 10", *["10 of 10"] * 2]
    with acting_as(other.pk, now=NOW):
        assert not Look.objects.exists()
        assert Look.objects.filter(pk=pk).delete()[0] == 0
    with acting_as(one.pk, now=NOW):
        assert section.purge(one, {section.ages_as: NOW.date()}, NOW) == 1
        assert not Look.objects.exists()


def test_measure_is_asked_nowhere_until_it_is_published(sam, sign_in) -> None:
    client = sign_in(sam)
    assert client.get(CSI).status_code == client.post(CSI, MIXED).status_code == 404
    assert "Couples Satisfaction" not in client.get(LOOKS).content.decode()


def test_published_measure_is_asked_in_its_words_and_read_by_its_author_alone(
    measure, sign_in, clock
) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    connect(alice, bob)
    client = sign_in(alice)
    page = client.get(CSI).content.decode()
    assert all(item.text in page for item in CSI_4.items)
    assert all(answer in page for item in CSI_4.items for answer in item.answers)
    client.post(CSI, {code: key for code, key in MIXED.items() if code != "Q-CSI-1"})
    assert "One or more are left out" in client.get(CSI_ENTRY).content.decode()
    client.post(CSI, MIXED)
    entry = client.get(CSI_ENTRY).content.decode()
    assert "<strong>12</strong>" in entry
    assert "below 13.5" in entry
    assert "Funk, J. L., &amp; Rogge, R. D. (2007)" in entry
    # The same three months are one sheet, the next three another one.
    clock.move_to(NOW + timedelta(days=30))
    assert sign_in(alice).get(CSI).content.decode().count("checked") == 0
    assert sign_in(bob).get(CSI_ENTRY).status_code == 404
    with acting_as(bob.pk, now=NOW):
        assert read_look(bob, "csi-4", date(2026, 1, 1), NOW) is None
        assert not Look.objects.exists()
    # It asks about a partner: two friends are not asked it.
    choose(alice, bob, "weekly-friends", now=clock.now)
    clock.move_to(clock.now + timedelta(weeks=1))
    assert sign_in(alice).get(CSI).status_code == 404
    assert sign_in(alice).get(CSI_ENTRY).status_code == 200
    assert sign_in(alice).post(CSI_ENTRY, {"delete": "yes"}).url == LOOKS
