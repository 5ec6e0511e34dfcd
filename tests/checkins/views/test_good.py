"""The pages of what is good: words of thanks, the album of both, rituals, a question a week."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.access import bond_of
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.follow_up import look_back
from checkins.actions.promise import mark_kept, take_mark_back
from checkins.enums.good import Kind
from checkins.enums.inner import Keepable
from checkins.enums.repair import Outcome
from checkins.models import Appreciation, RepairConversation, RitualProposal
from checkins.queries.album import Month, album_of
from checkins.queries.friendship import question_of
from tests.accounts.acting import act, seen_by
from tests.checkins.views.looking import FEAR, SignIn, html, withdraw
from tests.conftest import Pair, TestClock
from tests.factories import talks
from tests.factories.good import agree_ritual, be_glad, hold_back
from tests.factories.people import NOW
from tests.factories.together import promise
from tests.factories.weeks import FIRST_DAY, full_week

GOOD, NEW, MINE = (reverse(f"checkins:{name}") for name in ("good", "glad_new", "glad_mine"))
RITUALS, US, TODAY = (reverse(f"checkins:{name}") for name in ("rituals", "us", "today"))
WORDS = "You hummed while you were reading."


def typed(words: str = WORDS, **more: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "words": words} | more


def own(pk: object) -> str:
    return reverse("checkins:glad", args=[pk])


def album(person: User, now: datetime) -> list[Month]:
    def asked() -> list[Month]:
        bond = bond_of(person)
        return album_of(person, bond, now) if bond else []

    found: list[Month] = seen_by(person, asked, now=now)
    return found


def test_words_are_seen_first_then_sent_read_and_taken_back(couple: Pair, sign_in: SignIn) -> None:
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    assert NEW in html(alice.get(US))
    form = typed()
    page = html(alice.post(NEW, form))
    assert ("This is all Bob will read" in page, WORDS in page) == (True, True)
    assert WORDS in html(alice.post(NEW, form | {"change": "yes"}))
    assert seen_by(couple.one, Appreciation.objects.count) == 0
    assert alice.post(NEW, form | {"send": "yes"}).status_code == 302
    for client in (alice, bob):
        assert [WORDS in html(client.get(path)) for path in (US, GOOD)] == [True, True]
    assert "Alice was glad of something" in html(bob.get(TODAY))
    assert WORDS not in html(alice.get(TODAY))
    pk = seen_by(couple.other, Appreciation.objects.get).pk
    keep = reverse("checkins:keep", args=[Keepable.GLAD, pk])
    assert keep in html(bob.get(GOOD))
    assert bob.post(keep)["Location"] == GOOD
    for method in (bob.get, bob.post):
        assert method(own(pk), {"do": "take_back"}).status_code == 404
    assert alice.post(own(pk), {"do": "take_back"})["Location"] == GOOD
    for path in (US, GOOD, TODAY):
        assert WORDS not in html(bob.get(path))
    assert WORDS in html(alice.get(MINE))
    assert alice.post(own(pk), {"do": "delete"})["Location"] == MINE
    assert "Nothing waits here" in html(alice.get(MINE))


def test_draft_stays_behind_the_password_and_goes_on(couple: Pair, sign_in: SignIn) -> None:
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    assert alice.post(NEW, typed(keep="yes"))["Location"] == GOOD
    pk = seen_by(couple.one, Appreciation.objects.get).pk
    assert f'name="draft" value="{pk}"' in html(alice.get(own(pk)))
    assert bob.get(own(pk)).status_code == 404
    assert alice.post(NEW, typed("Whistled.", draft=str(pk), keep="yes")).status_code == 302
    assert alice.post(NEW, typed("Sang.", draft=str(pk), send="yes")).status_code == 302
    assert "Sang." in html(bob.get(GOOD))
    hold_back(couple.one, WORDS, now=NOW)
    session = alice.session
    session.pop("private_seen_at")
    session.save()
    for path in (MINE, own(seen_by(couple.one, Appreciation.objects.filter(sent_on=None).get).pk)):
        assert "/reauthenticate/" in alice.get(path)["Location"]
    assert alice.post(NEW, typed()).status_code == 200


@pytest.mark.parametrize(
    ("words", "said"), [("", "Please write something"), ("x" * 501, "there are 501")]
)
def test_words_that_do_not_fit_come_back(
    couple: Pair, sign_in: SignIn, words: str, said: str
) -> None:
    page = html(sign_in(couple.one).post(NEW, typed(words)), 422)
    assert (said in page, words in page) == (True, True)


def test_words_of_fear_lead_to_people_first(couple: Pair, sign_in: SignIn) -> None:
    client = sign_in(couple.one)
    assert "First of all, you" in html(client.post(NEW, typed(FEAR)))
    assert "First of all, you" in html(client.post(NEW, typed(FEAR, keep="yes")))
    assert "First of all, you" not in html(client.get(MINE))
    look = html(client.post(NEW, typed("You always hum.", look="yes")))
    assert "Could you name one time it happened?" in look
    assert seen_by(couple.one, Appreciation.objects.count) == 1


def test_nothing_is_sent_without_consent_or_alone(couple: Pair, sam: User, sign_in: SignIn) -> None:
    withdraw(couple.one)
    client = sign_in(couple.one)
    assert "Before something is sent" in html(client.get(NEW))
    assert WORDS in html(client.post(NEW, typed(send="yes")), 422)
    assert client.post(NEW, {"agree_to": "repair"}).status_code == 302
    assert client.post(NEW, typed(send="yes")).status_code == 302
    alone = sign_in(sam)
    for path in (GOOD, RITUALS):
        assert "Here is room for two" in html(alone.get(path))
    assert WORDS in html(alone.post(NEW, typed(send="yes")), 422)


def test_album_gathers_what_worked_the_same_for_both(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    alice, bob = couple
    full_week(alice, bob, now=NOW, words="Soup when I was ill.")
    assert album(bob, NOW) == []  # what is released shows from its moment on
    talk, ended = talks.through(alice, bob, now=NOW)
    pk = promise(bob, "I ring on Tuesday.", due_on=NOW.date(), now=NOW)
    be_glad(alice, WORDS, now=NOW)
    review = seen_by(alice, lambda: RepairConversation.objects.get(pk=talk).review_on, now=ended)
    now = ended + (review - ended.date())
    for person in couple:
        kinds = {each.kind for month in album(bob, now) for each in month.moments}
        assert kinds == {Kind.GLAD, Kind.PICTURE}  # one of the two alone makes nothing show
        act(person, mark_kept, pk=pk, now=now)
        act(person, look_back, pk=talk, document={}, outcome=Outcome.REPAIRED, now=now)
    mine, theirs = album(alice, now), album(bob, now)
    assert [[(m.kind, m.pk, m.on, m.words, m.area) for m in month.moments] for month in mine] == [
        [(m.kind, m.pk, m.on, m.words, m.area) for m in month.moments] for month in theirs
    ]
    found = [each for month in mine for each in month.moments]
    assert [each.on for each in found] == sorted((each.on for each in found), reverse=True)
    assert {each.kind for each in found} == set(Kind)
    assert [(m.on, m.words) for m in found if m.kind is Kind.REPAIRED] == [(review, "")]
    clock.move_to(now)
    page = html(sign_in(alice).get(GOOD))
    for text in ("Soup when I was ill.", "I ring on Tuesday.", WORDS, "came good again"):
        assert text in page
    # What somebody takes out is simply absent.
    sign_in(alice).post(reverse("checkins:withdraw", args=[FIRST_DAY]))
    act(bob, take_mark_back, pk=pk, now=now)
    found = [each for month in album(bob, now) for each in month.moments]
    assert [each.kind for each in found].count(Kind.PICTURE) == 1
    assert Kind.PROMISE not in {each.kind for each in found}
    talks.accept(bob, talks.invite(alice, now=now, reopens=talk), now=now)
    assert Kind.REPAIRED not in {m.kind for month in album(bob, now) for m in month.moments}


def test_album_takes_the_same_queries_however_much_there_is(
    couple: Pair, django_assert_num_queries: Callable
) -> None:
    for week in range(3):
        now = NOW + timedelta(weeks=week)
        full_week(*couple, now=now, words="Each week.")
        be_glad(couple.one, WORDS, now=now)
        later = now + timedelta(weeks=1)
        with acting_as(couple.other.pk, now=later):
            bond = bond_of(couple.other)
            assert bond is not None
            if week != 1:
                with django_assert_num_queries(5):
                    assert album_of(couple.other, bond, later)


def test_ritual_is_suggested_accepted_and_stands_in_its_week(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    alice, bob = sign_in(couple.one), sign_in(couple.other)
    assert "No ritual yet" in html(alice.get(RITUALS))
    form = {"key": str(uuid.uuid4()), "pick": "A walk without phones", "every": "month"}
    assert "Please choose a day." in html(alice.post(RITUALS, form), 422)
    assert "Please choose one, or write" in html(alice.post(RITUALS, {"every": "day"}), 422)
    assert alice.post(RITUALS, form | {"weekday": "6"}).status_code == 302
    page = html(bob.get(RITUALS))
    assert "A walk without phones" in page
    assert "on the first Sunday of the month" in page
    pk = seen_by(couple.other, RitualProposal.objects.get).pk
    answer = reverse("checkins:ritual_answer", args=[pk])
    assert bob.post(answer, {"answer": "yes"}).status_code == 302
    agree_ritual(couple.other, couple.one, "Tea at four", now=NOW)
    for client in (alice, bob):
        assert "Tea at four" in html(client.get(US))
        assert "A walk without phones" not in html(client.get(US))
    clock.move_to(datetime(2026, 4, 1, 12, tzinfo=NOW.tzinfo))
    for person in couple:
        page = html(sign_in(person).get(US))
        assert page.count("A walk without phones") == 1
        assert "It comes next on Sunday, 5 April" in html(sign_in(person).get(RITUALS))


def test_question_of_the_week_is_the_same_for_both_and_beside_anything(
    couple: Pair, sign_in: SignIn, clock: TestClock
) -> None:
    bond = seen_by(couple.one, bond_of, couple.one)
    asked = []
    for week in range(2):
        clock.move_to(NOW + timedelta(weeks=week))
        asked.append(question_of(bond, clock.now))
        assert all(asked[week] in html(sign_in(person).get(US)) for person in couple)
    assert len(set(asked)) == 2
