"""Answering, one element a page: what is kept, what is hidden, what can be changed until when."""

from datetime import date, timedelta

import pytest

from accounts.actions.couple import leave
from accounts.actor import acting_as
from checkins.models import CheckIn, Round
from tests.factories.people import NOW, connect
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, answer, keep

FIRST = f"/week/{FIRST_DAY}/1/"
HURT = f"/week/{FIRST_DAY}/8/"
GOOD = f"/week/{FIRST_DAY}/9/"
LAST = f"/week/{FIRST_DAY}/10/"
HTMX = {"HX-Request": "true", "HX-Target": "kept"}


def stored(person, now=NOW) -> dict:
    with acting_as(person.pk, now=now):
        return CheckIn.objects.get().read()


def test_week_begins_with_the_first_element(couple, sign_in):
    assert sign_in(couple.one).get("/week/").url == FIRST


def test_week_goes_on_where_it_was_left(couple, sign_in):
    alice = sign_in(couple.one)
    alice.post(FIRST, {"W-REL-1": "7", "W-REL-2": "skip"})
    assert alice.get("/week/").url == f"/week/{FIRST_DAY}/2/"
    alice.post(f"/week/{FIRST_DAY}/2/", {"W-COM-1": "skip"})
    assert alice.get("/week/").url == f"/week/{FIRST_DAY}/3/"


def test_week_leads_to_the_preview_once_all_is_answered(couple, sign_in, clock):
    answer(couple.one, now=NOW, words="The soup.", W_HURT_1="no", W_NOTE_1="Remember the soup.")
    assert sign_in(couple.one).get("/week/").url == f"/week/{FIRST_DAY}/preview/"


def test_nothing_is_chosen_beforehand(couple, sign_in):
    html = sign_in(couple.one).get(FIRST).content.decode()
    assert html.count('type="radio"') == 11 + 2 + 11 + 1
    assert "checked" not in html
    assert html.count("It doesn’t apply") == 1


def test_answers_are_kept_and_come_back(couple, sign_in):
    response = sign_in(couple.one).post(FIRST, {"W-REL-1": "7", "W-REL-2": "na"})
    assert response.status_code == 422  # this one always applies
    sign_in(couple.one).post(FIRST, {"W-REL-1": "na", "W-REL-2": "2"})
    assert stored(couple.one)["answers"] == {"W-REL-1": "na", "W-REL-2": 2}
    elsewhere = sign_in(couple.one).get(FIRST).content.decode()
    assert elsewhere.count("checked") == 2


def test_an_absent_field_changes_nothing_and_skip_takes_back(couple, sign_in):
    alice = sign_in(couple.one)
    alice.post(FIRST, {"W-REL-1": "7", "W-REL-2": "2"})
    alice.post(FIRST, {"W-REL-2": "3"})
    assert stored(couple.one)["answers"] == {"W-REL-1": 7, "W-REL-2": 3}
    alice.post(FIRST, {"W-REL-1": "skip"})
    assert stored(couple.one)["answers"] == {"W-REL-2": 3}
    assert stored(couple.one)["skipped"] == ["W-REL-1"]


def test_posting_twice_has_one_effect(couple, sign_in):
    alice = sign_in(couple.one)
    answers = {"W-REL-1": "7", "W-REL-2": "2"}
    assert alice.post(FIRST, answers).url == alice.post(FIRST, answers).url
    assert stored(couple.one)["answers"] == {"W-REL-1": 7, "W-REL-2": 2}


@pytest.mark.parametrize("value", ["11", "-1", "07", "1.5", "yes", "٣", "NaN", "7 "])
def test_what_is_no_answer_is_refused_in_words(couple, sign_in, value):
    alice = sign_in(couple.one)
    response = alice.post(FIRST, {"W-REL-1": value, "W-REL-2": "3"})
    assert response.status_code == 422
    assert "Please choose one of the buttons" in response.content.decode()
    with acting_as(couple.one.pk, now=NOW):
        assert not CheckIn.objects.exists()


def test_script_that_asks_for_no_part_of_the_page_gets_the_whole_way(couple, sign_in):
    alice = sign_in(couple.one)
    response = alice.post(FIRST, {"W-REL-1": "7"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"] == f"/week/{FIRST_DAY}/2/"
    assert stored(couple.one)["answers"] == {"W-REL-1": 7}


def test_with_script_an_answer_is_kept_at_once_and_only_a_line_comes_back(couple, sign_in):
    alice = sign_in(couple.one)
    response = alice.post(FIRST, {"W-REL-1": "7"}, headers=HTMX)
    assert response.status_code == 200
    assert "kept" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert stored(couple.one)["answers"] == {"W-REL-1": 7}
    refused = alice.post(FIRST, {"W-REL-1": "12"}, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()


def test_stopping_keeps_what_was_typed(couple, sign_in):
    response = sign_in(couple.one).post(GOOD, {"W-APP-1": "The soup.", "later": "1"})
    assert response.url == "/today/"
    assert stored(couple.one)["texts"] == {"W-APP-1": "The soup."}


def test_own_words_fit_a_thousand_characters_however_lines_end(couple, sign_in):
    alice = sign_in(couple.one)
    longest = "a\r\n" * 500
    assert alice.post(GOOD, {"W-APP-1": "x" + longest}).status_code == 302
    assert len(stored(couple.one)["texts"]["W-APP-1"]) == 1000
    refused = alice.post(GOOD, {"W-APP-1": "y" * 1001})
    assert refused.status_code == 422
    assert "y" * 1001 in refused.content.decode()
    assert alice.post(GOOD, {"W-APP-1": "nul \x00"}).status_code == 422


def test_the_longest_words_in_the_widest_script_fit(couple, sign_in):
    alice = sign_in(couple.one)
    assert alice.post(GOOD, {"W-APP-1": "\U0001d56c" * 1000}).status_code == 302
    assert alice.post(LAST, {"W-NOTE-1": "\x01" * 1000}).status_code == 302


def test_answers_hide_behind_the_password_while_writing_goes_on(couple, sign_in, clock):
    alice = sign_in(couple.one)
    alice.post(FIRST, {"W-REL-1": "7", "W-REL-2": "2"})
    alice.post(GOOD, {"W-APP-1": "The soup."})
    clock.move_to(NOW + timedelta(minutes=6))
    hidden = alice.get(FIRST).content.decode()
    assert "checked" not in hidden
    assert "/account/reauthenticate/" in hidden
    assert "The soup." not in alice.get(GOOD).content.decode()
    alice.post(FIRST, {"W-REL-1": "4"})
    # Writing does not open what is hidden: whoever holds the phone could write.
    assert "checked" not in alice.get(FIRST).content.decode()
    assert stored(couple.one, clock.now)["answers"] == {"W-REL-1": 4, "W-REL-2": 2}
    assert stored(couple.one, clock.now)["texts"] == {"W-APP-1": "The soup."}


def test_saving_counts_as_being_there(couple, sign_in, clock):
    alice = sign_in(couple.one)
    for minutes in range(0, 12, 3):
        clock.move_to(NOW + timedelta(minutes=minutes))
        alice.post(FIRST, {"W-REL-1": "7"}, headers=HTMX)
    assert "checked" in alice.get(FIRST).content.decode()


def test_a_hurt_leads_to_the_private_page_afterwards(couple, sign_in, clock):
    alice = sign_in(couple.one)
    alice.post(HURT, {"W-HURT-1": "small"})
    assert "/mine/notes/new/" in alice.get(f"/week/{FIRST_DAY}/done/").content.decode()
    clock.move_to(NOW + timedelta(minutes=6))
    hidden = alice.get(f"/week/{FIRST_DAY}/done/").content.decode()
    assert "/mine/notes/new/" not in hidden


def test_no_hurt_leads_nowhere(couple, sign_in):
    alice = sign_in(couple.one)
    alice.post(HURT, {"W-HURT-1": "no"})
    assert "/mine/notes/new/" not in alice.get(f"/week/{FIRST_DAY}/done/").content.decode()


def test_days_that_name_no_round_of_mine_are_missing(couple, sign_in):
    alice = sign_in(couple.one)
    for path in ("2026-03-09/1/", "2026-02-31/1/", f"{FIRST_DAY}/0/", f"{FIRST_DAY}/11/"):
        assert alice.get(f"/week/{path}").status_code == 404
        assert alice.post(f"/week/{path}", {"W-REL-1": "7"}).status_code == 404
    with acting_as(couple.one.pk, now=NOW):
        assert not Round.objects.exists()


def test_reading_makes_no_row(couple, sign_in):
    alice = sign_in(couple.one)
    for path in ("/today/", "/week/", FIRST, f"/week/{FIRST_DAY}/preview/", "/us/", "/mine/"):
        alice.get(path)
    with acting_as(couple.one.pk, now=NOW):
        assert not Round.objects.exists()
        assert not CheckIn.objects.exists()


def test_both_share_the_round_that_the_first_of_them_touched(couple, sign_in):
    sign_in(couple.one).post(FIRST, {"W-REL-1": "7"})
    sign_in(couple.other).post(FIRST, {"W-REL-1": "3"})
    with acting_as(couple.one.pk, now=NOW):
        assert Round.objects.count() == 1
        assert CheckIn.objects.count() == 1


def test_after_the_moment_a_missed_week_can_be_entered_for_seven_days(couple, sign_in, clock):
    clock.move_to(FIRST_MOMENT + timedelta(days=6))
    alice = sign_in(couple.one)
    page = alice.get(FIRST)
    assert "never shared" in page.content.decode()
    alice.post(FIRST, {"W-REL-1": "7"})
    assert alice.get(f"/week/{FIRST_DAY}/preview/").url == f"/week/{FIRST_DAY}/done/"
    response = alice.post(LAST, {"W-NOTE-1": "", "done": "1"})
    assert response.url == f"/week/{FIRST_DAY}/done/"
    with acting_as(couple.one.pk, now=clock.now):
        late = CheckIn.objects.get()
    assert (late.is_done, late.ends_on) == (True, FIRST_DAY)
    # Done is done: what is late is entered once.
    assert alice.post(FIRST, {"W-REL-1": "1"}, follow=True).status_code == 200
    assert stored(couple.one, clock.now)["answers"] == {"W-REL-1": 7}
    assert alice.post(FIRST, {"W-REL-1": "1"}, headers=HTMX).status_code == 422


def test_after_seven_days_the_week_is_closed(couple, sign_in, clock):
    clock.move_to(FIRST_MOMENT + timedelta(days=7))
    alice = sign_in(couple.one)
    assert alice.get(FIRST).status_code == 404
    assert alice.post(FIRST, {"W-REL-1": "7"}).status_code == 404


def test_alone_it_is_the_calendar_week_and_ends_with_done(sam, sign_in):
    client = sign_in(sam)
    assert client.get("/week/").url == "/week/2026-03-08/1/"
    client.post("/week/2026-03-08/1/", {"W-REL-1": "7"})
    response = client.post("/week/2026-03-08/10/", {"W-NOTE-1": "Sun.", "done": "1"})
    assert response.url == "/week/2026-03-08/done/"
    assert client.get("/week/2026-03-08/preview/").url == "/week/2026-03-08/done/"
    with acting_as(sam.pk, now=NOW):
        mine = CheckIn.objects.get()
    assert (mine.starts_on, mine.ends_on, mine.is_done) == (date(2026, 3, 2), FIRST_DAY, True)


def test_a_week_begun_alone_becomes_the_draft_of_the_first_round(alice, bob, sign_in, clock):
    keep(alice, {"W-REL-1": 7}, now=NOW - timedelta(days=1))
    connect(alice, bob)
    client = sign_in(alice)
    with acting_as(alice.pk, now=NOW):
        assert not Round.objects.filter(couple__isnull=False).exists()
    assert client.get(FIRST).content.decode().count("checked") == 1
    client.post(FIRST, {"W-REL-2": "2"})
    assert stored(alice)["answers"] == {"W-REL-1": 7, "W-REL-2": 2}
    with acting_as(alice.pk, now=NOW):
        draft = CheckIn.objects.select_related("round").get()
        assert draft.round is not None
        assert draft.round.couple_id is not None
        assert (draft.starts_on, draft.ends_on) == (NOW.date(), FIRST_DAY)


def test_an_older_week_alone_stays_what_it_was(alice, bob, sign_in):
    keep(alice, {"W-REL-1": 7}, now=NOW - timedelta(days=8))
    connect(alice, bob)
    assert "checked" not in sign_in(alice).get(FIRST).content.decode()


def test_at_leaving_both_keep_what_they_had_begun(couple, sign_in):
    alice, bob = couple
    keep(alice, {"W-REL-1": 7}, now=NOW)
    keep(bob, {"W-REL-1": 3}, now=NOW)
    with acting_as(alice.pk, now=NOW):
        leave(by=alice, keeps_door_closed=True, now=NOW)
    for person, kept in ((alice, 7), (bob, 3)):
        client = sign_in(person)
        assert client.get("/week/2026-03-08/1/").content.decode().count("checked") == 1
        client.post("/week/2026-03-08/1/", {"W-REL-2": "2"})
        assert stored(person)["answers"] == {"W-REL-1": kept, "W-REL-2": 2}
        with acting_as(person.pk, now=NOW):
            mine = CheckIn.objects.select_related("round").get()
            assert mine.round is not None
            assert mine.round.person_id == person.pk
