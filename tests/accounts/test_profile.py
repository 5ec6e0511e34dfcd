import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.urls import reverse

from accounts.models import User

FULL = {
    "display_name": "Sam",
    "pronouns": "they/them",
    "time_zone": "Asia/Kathmandu",
    "language": "en",
}


def test_profile_keeps_what_is_typed(sign_in, sam):
    client = sign_in(sam)
    assert client.post(reverse("accounts:profile"), FULL)["Location"] == reverse("accounts:profile")
    sam.refresh_from_db()
    assert (sam.pronouns, sam.time_zone) == ("they/them", "Asia/Kathmandu")
    assert b"they/them" in client.get(reverse("accounts:profile")).content


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": ""},
        {"display_name": "  "},
        {"display_name": "x" * 41},
        {"display_name": "a\u202eb"},
        {"pronouns": "x" * 41},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"language": "xx"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["accounts:profile", "accounts:welcome"])
def test_wrong_profile_is_refused_and_changes_nothing(sign_in, sam, wrong, name):
    answer = sign_in(sam).post(reverse(name), FULL | wrong)
    assert answer.status_code == 422
    assert User.objects.get(pk=sam.pk).pronouns == ""


def test_profile_changes_nothing_else(sign_in, sam, alice):
    sign_in(sam).post(
        reverse("accounts:profile"),
        FULL | {"email": "x@example.org", "is_active": "", "id": str(alice.pk)},
    )
    alice.refresh_from_db()
    fresh = User.objects.get(pk=sam.pk)
    assert (fresh.email, fresh.is_active, alice.display_name) == (sam.email, True, "Alice")


def test_more_lists_the_rooms(sign_in, sam):
    text = sign_in(sam).get(reverse("accounts:more")).content.decode()
    for name in ("connection", "profile", "security", "devices", "support"):
        assert f'href="{reverse(f"accounts:{name}")}"' in text
    assert f'action="{reverse("account_logout")}"' in text


def test_security_says_whether_a_second_way_is_set_up(sign_in, sam):
    text = sign_in(sam).get(reverse("accounts:security")).content.decode()
    assert "Not set up" in text
    assert sam.email in text


def test_list_to_choose_from_is_the_one_that_django_writes():
    """Ours is in one piece, for the five hundred time zones' sake."""
    grouped = [("A & B", [("<a>", "One & two"), ("b", "Two")]), ("", "None")]

    class Form(forms.Form):
        field = forms.ChoiceField(choices=grouped, initial="b", widget=forms.Select({"data-x": ""}))

    ours, theirs = (
        "".join(str(Form(renderer=renderer)["field"]).split("\n"))
        for renderer in (TemplatesSetting(), DjangoTemplates())
    )
    assert "selected" in ours
    assert ours.replace("  ", "") == theirs.replace("  ", "")
