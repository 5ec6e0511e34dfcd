"""The connection page: wishes of one's own, consents, and a rhythm both agree on."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import couple_of, has_consent, is_paused
from accounts.endings import (
    on_hurts_withdrawn,
    on_pause,
    on_rhythm_change,
    on_weekly_withdrawn,
)
from accounts.enums import Purpose
from accounts.models import Consent, User
from tests.accounts.acting import (
    actions_of,
    body_of,
    seen_by,
)
from tests.conftest import Pair

SignIn = Callable[[User], Client]
CONFIRM = reverse("accounts:confirm")
CONNECTION = reverse("accounts:connection")
SHARING = (Purpose.WEEKLY_SHARING, Purpose.HURTS_SHARING)


def test_pause_is_one_tap_each_way_and_runs_the_endings_of_ones_own_side(
    sign_in: SignIn, couple: Pair
) -> None:
    ended: list[User] = []
    client = sign_in(couple.one)
    with on_pause.with_another(lambda *, by, **_: ended.append(by)):
        client.post(reverse("accounts:pause"), {"answer": "yes"})
        client.post(reverse("accounts:pause"), {"answer": "yes"})
    assert set(ended) == {couple.one}
    assert "You have paused." in body_of(client, CONNECTION)
    assert seen_by(couple.one, is_paused, couple.one)
    assert not seen_by(couple.other, is_paused, couple.other)
    client.post(reverse("accounts:pause"), {"answer": "no"})
    assert not seen_by(couple.one, is_paused, couple.one)
    assert actions_of(couple.one) == []


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (reverse("accounts:pause"), "yes"),
        (reverse("accounts:numbers"), "yes"),
        (reverse("accounts:consent", args=[Purpose.WEEKLY_SHARING]), "no"),
        (reverse("accounts:consent", args=[Purpose.HURTS_SHARING]), "no"),
    ],
)
def test_what_one_wishes_alone_shows_on_no_page_of_the_other(
    sign_in: SignIn, couple: Pair, address: str, answer: str
) -> None:
    pages = [CONNECTION, reverse("accounts:rhythm"), reverse("accounts:record")]
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    own_before = body_of(mine, CONNECTION)
    before = [body_of(theirs, page) for page in pages]
    mine.post(address, {"answer": answer})
    assert body_of(mine, CONNECTION) != own_before
    assert [body_of(theirs, page) for page in pages] == before


def test_withdrawing_weekly_sharing_obeys_at_once_and_runs_its_ending(
    sign_in: SignIn, couple: Pair
) -> None:
    ended: list[User] = []
    client = sign_in(couple.one)
    with on_weekly_withdrawn.with_another(lambda *, by, **_: ended.append(by)):
        client.post(reverse("accounts:consent", args=["weekly_sharing"]), {"answer": "no"})
    assert ended == [couple.one]
    assert not seen_by(couple.one, has_consent, couple.one, Purpose.WEEKLY_SHARING)
    assert seen_by(couple.one, has_consent, couple.one, Purpose.HURTS_SHARING)
    client.post(reverse("accounts:consent", args=["weekly_sharing"]), {"answer": "yes"})
    assert seen_by(couple.one, has_consent, couple.one, Purpose.WEEKLY_SHARING)
    history = seen_by(couple.one, lambda: list(Consent.objects.filter(purpose="weekly_sharing")))
    assert sorted(row.withdrawn_at is None for row in history) == [False, True]
    assert actions_of(couple.one) == ["weekly_sharing.given", "weekly_sharing.withdrawn"]


def test_withdrawing_hurts_sharing_runs_its_own_ending(sign_in: SignIn, couple: Pair) -> None:
    ended: list[User] = []
    with on_hurts_withdrawn.with_another(lambda *, by, **_: ended.append(by)):
        sign_in(couple.one).post(
            reverse("accounts:consent", args=["hurts_sharing"]), {"answer": "no"}
        )
    assert ended == [couple.one]


@pytest.mark.parametrize("purpose", ["data_use", "nonsense"])
def test_no_other_purpose_is_answered_there(sign_in: SignIn, couple: Pair, purpose: str) -> None:
    address = reverse("accounts:consent", args=[purpose])
    assert sign_in(couple.one).post(address, {"answer": "yes"}).status_code == 404


def test_rhythm_changes_when_both_said_yes_and_not_before(sign_in: SignIn, couple: Pair) -> None:
    wished = {"every_weeks": "2", "weekday": "2", "at": "20:30", "time_zone": "Europe/Paris"}
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    assert mine.post(reverse("accounts:rhythm"), wished)["Location"] == CONNECTION
    assert "You suggested: Every two weeks on Wednesday at 20:30" in body_of(mine, CONNECTION)
    body = body_of(theirs, CONNECTION)
    assert "Suggested to you: Every two weeks on Wednesday at 20:30 (Europe/Paris)" in body
    found = re.search(r"/connection/rhythm/[0-9a-f-]{36}/", body)
    assert found is not None
    # The proposer's own yes does not count twice.
    mine.post(found[0], {"answer": "yes"})
    assert seen_by(couple.one, couple_of, couple.one).weekday == 6
    changing: list[int] = []
    with on_rhythm_change.with_another(lambda *, couple, **_: changing.append(couple.weekday)):
        assert theirs.post(found[0], {"answer": "yes"})["Location"] == CONNECTION
    assert changing == [6]
    changed = seen_by(couple.one, couple_of, couple.one)
    assert (changed.every_weeks, changed.weekday, changed.time_zone) == (2, 2, "Europe/Paris")
    assert theirs.post(found[0], {"answer": "yes"}).status_code == 404


def test_suggestion_is_replaced_by_either_and_taken_back(sign_in: SignIn, couple: Pair) -> None:
    wished = {"every_weeks": "2", "weekday": "2", "at": "20:30", "time_zone": "Europe/Paris"}
    mine, theirs = sign_in(couple.one), sign_in(couple.other)
    mine.post(reverse("accounts:rhythm"), wished)
    theirs.post(reverse("accounts:rhythm"), wished | {"weekday": "4"})
    assert "Suggested to you: Every two weeks on Friday" in body_of(mine, CONNECTION)
    body = body_of(theirs, CONNECTION)
    assert "You suggested: Every two weeks on Friday" in body
    found = re.search(r"/connection/rhythm/[0-9a-f-]{36}/", body)
    assert found is not None
    # A no to what the other suggests would show: it changes nothing.
    mine.post(found[0], {"answer": "no"})
    assert "You suggested: Every two weeks on Friday" in body_of(theirs, CONNECTION)
    theirs.post(found[0], {"answer": "no"})
    assert "Friday" not in body_of(mine, CONNECTION)


def test_rhythm_that_stands_already_is_refused_with_a_sentence(
    sign_in: SignIn, couple: Pair
) -> None:
    same = {"every_weeks": "1", "weekday": "6", "at": "19:00", "time_zone": "Europe/Berlin"}
    response = sign_in(couple.one).post(reverse("accounts:rhythm"), same)
    assert response.status_code == 422
    assert "That is the rhythm you have already." in response.content.decode()


def test_foreign_and_missing_suggestion_answer_the_same(
    sign_in: SignIn, couple: Pair, other_couple: Pair
) -> None:
    wished = {"every_weeks": "2", "weekday": "2", "at": "20:30", "time_zone": "Europe/Paris"}
    sign_in(other_couple.one).post(reverse("accounts:rhythm"), wished)
    body = body_of(sign_in(other_couple.other), CONNECTION)
    found = re.search(r"/connection/rhythm/([0-9a-f-]{36})/", body)
    assert found is not None
    client = sign_in(couple.one)
    missing = reverse("accounts:rhythm_answer", args=["00000000-0000-4000-8000-000000000000"])
    answers = [client.post(address, {"answer": "yes"}) for address in (found[0], missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
