"""The pages of hurts: what their owner reads, and what the other one ever gets of it."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Membership, Pause, User
from checkins.models import Rupture
from checkins.queries.rupture import hurts_of
from tests.conftest import Pair, TestClock
from tests.factories.people import NOW

PLANTED = "the gate was painted without asking me"
WORDS = "I felt left out.\nThat is all."

SignIn = Callable[[User], Client]


def form(**fields: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), "note": PLANTED, "wish": "keep"} | fields


def named(client: Client, owner: User, **fields: object) -> uuid.UUID:
    client.post(reverse("checkins:hurt_new"), form(**fields))
    with acting_as(owner.pk, now=NOW):
        return Rupture.objects.latest("named_on").pk


def address(name: str, pk: uuid.UUID) -> str:
    return reverse(f"checkins:{name}", args=[pk])


def text(response: Any) -> str:
    return response.content.decode()


def test_naming_starts_with_nothing_chosen_but_keeping_it(sign_in: SignIn, sam: User) -> None:
    body = text(sign_in(sam).get(reverse("checkins:hurt_new")))
    checked = re.findall(r"<input[^>]*\schecked[^>]*>", body)
    assert len(checked) == 1
    assert 'value="keep"' in checked[0]


def test_showing_is_offered_only_to_somebody_connected(sign_in: SignIn, couple: Pair) -> None:
    offer = 'name="wish" value="show"'
    assert offer in text(sign_in(couple.one).get(reverse("checkins:hurt_new")))


def test_showing_is_not_offered_to_somebody_alone(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    assert 'value="show"' not in text(client.get(reverse("checkins:hurt_new")))
    assert client.post(reverse("checkins:hurt_new"), form(wish="show")).status_code == 422


def test_everything_may_be_left_out(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    answer = client.post(reverse("checkins:hurt_new"), form(note="", weight="skip"), follow=True)
    assert answer.status_code == 200
    assert "Kept. Only you see this." in text(answer)


def test_named_hurt_is_shown_back_with_everything(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    fields = {"areas": ["boundaries", "repair"], "tags": ["blamed"], "weight": "0"}
    body = text(client.post(reverse("checkins:hurt_new"), form(**fields), follow=True))
    for seen in (PLANTED, "Boundaries and consent, Finding our way back", "blamed", "<dd>0</dd>"):
        assert seen in body


def test_bad_form_keeps_what_was_typed(sign_in: SignIn, sam: User) -> None:
    fields = form(note="n" * 1001, weight="7", tags=["other"])
    response = sign_in(sam).post(reverse("checkins:hurt_new"), fields)
    body = text(response)
    assert response.status_code == 422
    assert "n" * 1001 in body
    assert str(fields["key"]) in body
    assert len(re.findall(r'value="(?:7|other|keep)"[^>]*checked', body)) == 3


def test_thousand_characters_count_a_line_break_once(sign_in: SignIn, sam: User) -> None:
    note = "\r\n" * 499 + "x" * 501
    assert sign_in(sam).post(reverse("checkins:hurt_new"), form(note=note)).status_code == 302


def test_same_form_sent_twice_names_one_hurt(sign_in: SignIn, sam: User) -> None:
    client, fields = sign_in(sam), form()
    for _ in range(2):
        assert client.post(reverse("checkins:hurt_new"), fields).status_code == 302
    with acting_as(sam.pk, now=NOW):
        assert len(hurts_of(sam)) == 1


@pytest.mark.parametrize("tag", ["frightened", "controlled"])
def test_fear_and_control_bring_support_first_and_never_promote_showing(
    sign_in: SignIn, couple: Pair, tag: str
) -> None:
    client = sign_in(couple.one)
    answer = client.post(reverse("checkins:hurt_new"), form(wish="show", tags=[tag]))
    pk = uuid.UUID(answer["Location"].split("/")[-2])
    assert answer["Location"] == address("hurt", pk)
    body = text(client.get(answer["Location"]))
    support, heading = body.index("First of all, you"), body.index("<h1")
    offers = [match.start() for match in re.finditer(address("hurt_show", pk), body)]
    assert support < heading
    assert len(offers) == 1
    assert offers[0] > body.index("Delete for good")
    assert "First of all, you" in text(client.get(address("hurt_show", pk)))


def test_other_tags_bring_no_support_panel(sign_in: SignIn, couple: Pair) -> None:
    answer = sign_in(couple.one).post(
        reverse("checkins:hurt_new"), form(tags=["ignored"]), follow=True
    )
    assert "First of all, you" not in text(answer)


def test_wish_to_show_leads_to_choosing_words_and_shows_nothing(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    answer = one.post(reverse("checkins:hurt_new"), form(wish="show"))
    assert answer["Location"].endswith("/show/")
    body = text(one.get(answer["Location"]))
    (typed,) = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", body)
    assert typed.strip() == ""
    assert PLANTED not in text(other.get(reverse("checkins:us")))


def test_preview_is_exactly_what_the_partner_reads(sign_in: SignIn, couple: Pair) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    preview = text(one.post(address("hurt_show", pk), {"words": WORDS}))
    one.post(address("hurt_show", pk), {"words": WORDS, "show": "yes"})
    with acting_as(couple.one.pk, now=NOW):
        (hurt,) = hurts_of(couple.one)
    assert hurt.shown is not None
    page = text(other.get(address("shown", hurt.shown.pk)))
    figures = [re.findall(r"<figure>.*?</figure>", body, re.DOTALL) for body in (preview, page)]
    assert len(figures[0]) == 1
    assert figures[0] == figures[1]
    assert WORDS in figures[0][0]
    assert "Alice, 4 March 2026" in figures[0][0]
    assert PLANTED not in page
    assert str(pk) not in page


def test_preview_offers_its_author_a_second_look_and_blocks_nothing(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    words = "You never come home when you said."
    body = text(one.post(address("hurt_show", pk), {"words": words}))
    hint = "Could you name one time it happened?"
    assert hint in body
    assert hint not in text(one.post(address("hurt_show", pk), {"words": WORDS}))
    one.post(address("hurt_show", pk), {"words": words, "show": "yes"})
    page = text(other.get(reverse("checkins:us")))
    assert words in page
    assert hint not in page


def test_preview_says_nothing_about_wording_where_there_is_fear(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    words = "You never stop. You hit me on Sunday."
    body = text(one.post(address("hurt_show", pk), {"words": words}))
    assert "First of all, you" in body
    assert "second look at the wording" not in body
    one.post(address("hurt_show", pk), {"words": words, "show": "yes"})
    assert "First of all, you" not in text(other.get(reverse("checkins:us")))


def test_preview_shows_nothing_yet_and_words_can_be_changed(sign_in: SignIn, couple: Pair) -> None:
    one = sign_in(couple.one)
    pk = named(one, couple.one)
    one.post(address("hurt_show", pk), {"words": WORDS})
    body = text(one.post(address("hurt_show", pk), {"words": WORDS, "change": "yes"}))
    assert re.search(r"<textarea[^>]*>\s*" + WORDS + "</textarea>", body)
    with acting_as(couple.one.pk, now=NOW):
        assert hurts_of(couple.one)[0].shown is None


def test_showing_nothing_is_no_words(sign_in: SignIn, couple: Pair) -> None:
    one = sign_in(couple.one)
    pk = named(one, couple.one)
    assert one.post(address("hurt_show", pk), {"words": " ", "show": "yes"}).status_code == 422


def test_showing_while_paused_is_refused_in_a_sentence_and_keeps_the_words(
    sign_in: SignIn, couple: Pair
) -> None:
    one = sign_in(couple.one)
    pk = named(one, couple.one)
    with acting_as(couple.one.pk, now=NOW):
        membership = Membership.objects.get(user=couple.one)
        Pause.objects.create(author=couple.one, couple_id=membership.couple_id)
    response = one.post(address("hurt_show", pk), {"words": WORDS, "show": "yes"})
    assert response.status_code == 422
    assert "You have paused sharing." in text(response)
    assert WORDS in text(response)


def test_answer_is_shown_to_both_and_no_page_tells_who_read_it(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    one.post(address("hurt_show", pk), {"words": WORDS, "show": "yes"})
    with acting_as(couple.one.pk, now=NOW):
        shown = hurts_of(couple.one)[0].shown
    assert shown is not None
    one.get(reverse("checkins:hurts"))  # the message of having shown it is told once
    before = masked(one.get(address("hurt", pk)))
    other.get(address("shown", shown.pk))
    assert masked(one.get(address("hurt", pk))) == before
    other.post(address("hear", shown.pk))
    assert "Bob answered: I hear you." in text(one.get(address("hurt", pk)))
    assert "You answered: I hear you." in text(other.get(address("shown", shown.pk)))
    other.post(address("hear", shown.pk), {"take_back": "on"})
    assert masked(one.get(address("hurt", pk))) == before


def test_words_taken_back_are_missing_for_the_partner_at_once(
    sign_in: SignIn, couple: Pair
) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pk = named(one, couple.one)
    one.post(address("hurt_show", pk), {"words": WORDS, "show": "yes"})
    with acting_as(couple.one.pk, now=NOW):
        shown = hurts_of(couple.one)[0].shown
    assert shown is not None
    assert other.get(address("shown", shown.pk)).status_code == 200
    one.post(address("hurt", pk), {"do": "kept"})
    gone, missing = (other.get(address("shown", key)) for key in (shown.pk, uuid.uuid4()))
    assert gone.status_code == 404
    assert masked(gone) == masked(missing)
    assert other.post(address("hear", shown.pk)).status_code == 404


@pytest.mark.parametrize("do", ["closed", "set_aside", "kept", "look_again"])
def test_buttons_move_a_hurt_and_stay_on_its_page(sign_in: SignIn, sam: User, do: str) -> None:
    client = sign_in(sam)
    pk = named(client, sam)
    response = client.post(address("hurt", pk), {"do": do})
    assert (response.status_code, response["Location"]) == (302, address("hurt", pk))


def test_delete_leaves_nothing(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    pk = named(client, sam)
    assert client.post(address("hurt", pk), {"do": "delete"})["Location"] == reverse(
        "checkins:hurts"
    )
    assert client.get(address("hurt", pk)).status_code == 404
    assert PLANTED not in text(client.get(reverse("checkins:hurts")))


def test_list_puts_what_is_due_on_top_and_what_is_closed_away(
    sign_in: SignIn, sam: User, clock: TestClock
) -> None:
    client = sign_in(sam)
    pk = named(client, sam, wish="look_again")
    assert "You wanted to look at this again" not in text(client.get(reverse("checkins:hurts")))
    clock.move_to(NOW + timedelta(days=7))
    client = sign_in(sam)
    body = text(client.get(reverse("checkins:hurts")))
    assert "You wanted to look at this again" in body
    assert body.count(PLANTED) == 1
    client.post(address("hurt", pk), {"do": "closed"})
    body = text(client.get(reverse("checkins:hurts")))
    assert "You wanted to look at this again" not in body
    assert "Closed or set aside" in body


def test_reading_asks_for_the_password_after_five_minutes_and_naming_does_not(
    sign_in: SignIn, couple: Pair, clock: TestClock
) -> None:
    client = sign_in(couple.one)
    pk = named(client, couple.one)
    clock.move_to(NOW + timedelta(minutes=6))
    for name in ("hurt", "hurt_edit", "hurt_show"):
        response = client.get(address(name, pk))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("checkins:hurts")).status_code == 302
    assert client.get(reverse("checkins:hurt_new")).status_code == 200


def test_edit_starts_with_what_stands_there(sign_in: SignIn, sam: User) -> None:
    client = sign_in(sam)
    pk = named(client, sam, weight="3", tags=["pushed"], areas=["repair"])
    body = text(client.get(address("hurt_edit", pk)))
    assert PLANTED in body
    assert len(re.findall(r'value="(?:3|pushed|repair)"[^>]*checked', body)) == 3


def test_private_hurt_is_on_no_page_of_the_partner(sign_in: SignIn, couple: Pair) -> None:
    one, other = sign_in(couple.one), sign_in(couple.other)
    pages = [reverse(f"checkins:{name}") for name in ("today", "us", "mine", "hurts", "hurt_new")]
    before = [masked(other.get(page)) for page in pages]
    pk = named(one, couple.one, tags=["ridiculed"], weight="9")
    one.post(address("hurt", pk), {"do": "look_again"})
    assert PLANTED in text(one.get(reverse("checkins:hurts")))
    assert [masked(other.get(page)) for page in pages] == before
    foreign, missing = other.get(address("hurt", pk)), other.get(address("hurt", uuid.uuid4()))
    assert foreign.status_code == 404
    assert masked(foreign) == masked(missing)


def masked(response: Any) -> str:
    """The body with tokens and keys named by the order of their first appearance."""
    names: dict[str, str] = {}
    pattern = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{64}"

    def name(match: re.Match[str]) -> str:
        # A CSRF token differs each time it is written, so all of them are one.
        key = match[0] if "-" in match[0] else "token"
        return names.setdefault(key, f"<{len(names)}>")

    return re.sub(pattern, name, text(response))
