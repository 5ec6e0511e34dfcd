"""The monthly set: every line of it, in parts, for its author alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checkins.enums import ReleaseClass
from checkins.models import MonthlySet
from checkins.queries.month import parts_of, place_of
from tests.accounts.acting import seen_by
from tests.conftest import Pair, TestClock
from tests.factories.months import answer_month, whole_month
from tests.factories.people import NOW, PASSWORD

MONTH = NOW.date().replace(day=1)
MONTHS = reverse("checkins:months")
ON = reverse("checkins:month_on")
DONE = reverse("checkins:month_done", args=[MONTH])
READ = reverse("checkins:month", args=[MONTH])
STRAIN, OWN_STRAIN, COST, LAST = 8, 9, 7, 10
SUPPORT = "People to talk to"


def part(number: int) -> str:
    return reverse("checkins:month_part", args=[MONTH, number])


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def sheets(person: User) -> list[dict]:
    return seen_by(person, lambda: [row.read() for row in MonthlySet.objects.all()])


def test_every_line_of_the_set_is_asked(sam: User, sign_in) -> None:
    version = seen_by(sam, lambda: place_of(sam, MONTH).version_id)
    codes = {prompt.code for part in parts_of(version) for prompt in part.prompts}
    named = {
        *(f"M-N{number}" for number in range(1, 10)),
        *(f"M-T{number}" for number in range(1, 6)),
        *(f"M-T{number}s" for number in range(1, 6)),
        *("M-SAFE-1", "M-SEC-1", "M-FEEL-1", "M-VUL-1", "M-MATTER-1"),
        *("M-REL-1", "M-REL-2", "M-BND-1", "M-ACC-1", "M-MUT-1"),
        *("M-FR-1", "M-FR-2", "M-INT-1", "M-IND-1", "M-GROW-1"),
        *("M-HARD-1", "M-HEARD-1", "M-AVOID-1", "M-ESC-1", "M-DIS-1", "M-SELF-1", "M-SELF-2"),
        *("M-CALM-1", "M-EGG-1", "M-SCAN-1", "M-HIDE-1", "M-WORTH-1", "M-DOUBT-1", "M-LOST-1"),
        *("M-FREE", "M-SMALL", "M-REC-1"),
    }
    assert codes == named
    client = sign_in(sam)
    asked = "".join(body(client, part(number)) for number in range(1, LAST + 1))
    assert {code for code in codes if f'name="{code}"' not in asked} == set()


def test_only_the_nine_freedoms_could_ever_be_shown(sam: User) -> None:
    version = seen_by(sam, lambda: place_of(sam, MONTH).version_id)
    specs = [prompt.spec for part in parts_of(version) for prompt in part.prompts]
    open_to_two = [spec.code for spec in specs if spec.release_class is ReleaseClass.COUPLE]
    assert open_to_two == [f"M-N{number}" for number in range(1, 10)]
    by_author = [spec.code for spec in specs if spec.release_class is ReleaseClass.AUTHOR]
    assert by_author == ["M-REC-1"]


def test_friendship_comes_before_closeness_on_its_page(sam: User, sign_in) -> None:
    page = body(sign_in(sam), part(5))
    assert page.index("M-FR-1") < page.index("M-FR-2") < page.index("M-INT-1")


@pytest.mark.parametrize("number", [COST, STRAIN, OWN_STRAIN])
def test_word_comes_before_each_heavy_part(sam: User, sign_in, number: int) -> None:
    page = body(sign_in(sam), part(number))
    assert page.index("Before this part") < page.index("<form")
    assert "Before this part" not in body(sign_in(sam), part(1))


def test_each_part_is_kept_and_leads_on_without_script(sam: User, sign_in) -> None:
    client = sign_in(sam)
    assert client.get(ON)["Location"] == part(1)
    answers = {f"M-N{number}": "7" for number in range(1, 5)} | {"M-N5": "skip"}
    assert client.post(part(1), answers)["Location"] == part(2)
    assert client.get(ON)["Location"] == part(2)
    (sheet,) = sheets(sam)
    assert (sheet["answers"]["M-N1"], sheet["skipped"]) == (7, ["M-N5"])
    for number in range(2, LAST + 1):
        onward = part(number + 1) if number < LAST else DONE
        assert client.post(part(number), {})["Location"] == onward
    assert "Thank you for taking the time" in body(client, DONE)


def test_one_set_a_month_holds_all_of_it(sam: User, sign_in, clock: TestClock) -> None:
    client = sign_in(sam)
    client.post(part(1), {"M-N1": "7"})
    client.post(part(1), {"M-N2": "3"})
    (sheet,) = sheets(sam)
    assert sheet["answers"] == {"M-N1": 7, "M-N2": 3}
    clock.move_to(NOW + timedelta(days=28))
    answer_month(sam, now=NOW + timedelta(days=28), M_N1=1)
    assert len(sheets(sam)) == 2


def test_saving_a_line_with_script_says_that_it_is_kept(sam: User, sign_in) -> None:
    htmx = {"HX-Request": "true", "HX-Target": "kept"}
    answer = sign_in(sam).post(part(STRAIN), {"M-T1": "often"}, headers=htmx)
    assert "kept" in answer.content.decode()
    assert SUPPORT not in answer.content.decode()


def test_month_is_closed_seven_days_after_it(sam: User, sign_in, clock: TestClock) -> None:
    clock.move_to(NOW.replace(month=4, day=7))
    client = sign_in(sam)
    assert client.post(part(1), {"M-N1": "7"}).status_code == 302
    clock.move_to(NOW.replace(month=4, day=8))
    client = sign_in(sam)
    assert client.post(part(1), {"M-N1": "2"}).status_code == 404
    assert client.get(reverse("checkins:month_part", args=[NOW.date(), 1])).status_code == 404


@pytest.mark.parametrize(
    ("number", "posted", "is_shown"),
    [
        (STRAIN, {"M-T3": "often"}, True),
        (STRAIN, {"M-T3": "a_few"}, False),
        (OWN_STRAIN, {"M-T3s": "often"}, True),
        (COST, {"M-CALM-1": "3"}, True),
        (COST, {"M-CALM-1": "4"}, False),
        (LAST, {"M-SMALL": "I am afraid of him, he hit me."}, True),
        (LAST, {"M-SMALL": "At the dinner."}, False),
    ],
)
def test_way_to_support_comes_on_the_next_page_only(sam, sign_in, number, posted, is_shown) -> None:
    client = sign_in(sam)
    client.get(MONTHS)
    before = dict(client.session)
    answer = client.post(part(number), posted)
    assert (SUPPORT in answer.content.decode()) is is_shown
    assert answer.status_code == (200 if is_shown else 302)
    assert dict(client.session) == before
    for path in (ON, MONTHS, DONE, READ, reverse("checkins:today")):
        assert SUPPORT not in client.get(path, follow=True).content.decode()


def test_what_was_answered_is_covered_after_five_minutes(
    sam: User, sign_in, clock: TestClock
) -> None:
    whole_month(sam, now=NOW, words="By the sea.")
    client = sign_in(sam)
    assert "By the sea." in body(client, part(LAST))
    clock.move_to(NOW + timedelta(minutes=6))
    page = body(client, part(LAST))
    assert "By the sea." not in page
    assert "It is covered" in page
    for path in (READ, MONTHS):
        assert client.get(path)["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "By the sea." in body(client, READ)


def test_bad_input_is_named_and_loses_nothing(sam: User, sign_in) -> None:
    long = "a" * 1001
    answer = sign_in(sam).post(part(LAST), {"M-FREE": long, "M-SMALL": "Here."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please keep it to 1000 characters" in page
    assert long in page
    assert "Here." in page
    assert sheets(sam) == []


def test_own_month_is_read_back_and_deleted_without_a_stub(sam: User, sign_in) -> None:
    whole_month(sam, now=NOW, words="By the sea.")
    client = sign_in(sam)
    page = body(client, READ)
    assert "By the sea." in page
    assert "8 of 10" in page
    assert READ in body(client, MONTHS)
    assert client.post(READ, {"delete": "yes"})["Location"] == MONTHS
    assert sheets(sam) == []
    assert client.get(READ).status_code == 404


def test_recommitting_begins_a_promise_with_own_words(couple: Pair, sign_in) -> None:
    answer_month(couple.one, now=NOW, M_REC_1="I put the phone away at dinner.")
    client = sign_in(couple.one)
    new = reverse("checkins:promise_new")
    assert f"{new}?from=month" in body(client, DONE)
    assert "I put the phone away at dinner." in body(client, f"{new}?from=month")
    assert "I put the phone away at dinner." not in body(client, new)


def test_words_to_recommit_stay_covered_on_an_idle_phone(
    couple: Pair, sign_in, clock: TestClock
) -> None:
    answer_month(couple.one, now=NOW, M_REC_1="I put the phone away at dinner.")
    client = sign_in(couple.one)
    clock.move_to(NOW + timedelta(minutes=6))
    new = reverse("checkins:promise_new")
    assert "phone away" not in body(client, f"{new}?from=month")
    assert "Make a promise of it" not in body(client, DONE)


def test_solo_people_are_offered_no_promise(sam: User, sign_in) -> None:
    answer_month(sam, now=NOW, M_REC_1="I sleep more.")
    assert "Make a promise of it" not in body(sign_in(sam), DONE)


@pytest.mark.parametrize("target", ["", "elsewhere"])
def test_a_request_of_script_for_another_part_of_the_page_leads_on(
    sam: User, sign_in, target: str
) -> None:
    headers = {"HX-Request": "true"} | ({"HX-Target": target} if target else {})
    response = sign_in(sam).post(part(1), {"M-N1": "7"}, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (200, part(2))
    assert sheets(sam)[0]["answers"] == {"M-N1": 7}
