"""Somebody takes a copy along and deletes the account; the other one, without script, as well."""

import zipfile
from pathlib import Path

from accounts.models import User
from tests.journeys.cast import settle_couple
from tests.journeys.conftest import PHONE, PersonMaker
from tests.journeys.looks import assert_readable
from tests.journeys.person import PASSWORD, Person


def takes_a_copy(person: Person, folder: Path) -> str:
    """The page to read, as it comes out of the file."""
    person.go("/more/")
    person.press("Your data A copy to take along, or everything gone")
    person.press("A copy to take along Everything you wrote, in one file")
    person.page.get_by_label("Your password").fill("not the one")
    person.press("Get the file")
    person.sees("This is not the password of this account.")
    person.page.get_by_label("Your password").fill(PASSWORD)
    with person.page.expect_download() as download:
        person.press("Get the file")
    assert download.value.suggested_filename == "notes.zip"
    path = folder / f"{person.name}.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as packed:
        return packed.read("notes.html").decode()


def deletes_it_all(person: Person) -> None:
    person.go("/more/data/")
    person.press("Delete my account Everything gone, at once and for good")
    person.sees("What stays, and why")
    person.page.get_by_label("Your password").fill(PASSWORD)
    person.press("Delete everything now")
    person.page.wait_for_url("**/gone/")
    person.sees("There is no such account any more")


def test_one_takes_a_copy_and_goes_and_so_does_the_other(meet: PersonMaker, tmp_path: Path) -> None:
    alice, bob = meet("Alice", viewport=PHONE), meet("Bob", viewport=PHONE, script=False)
    people = settle_couple(alice, bob)

    alice.names_a_hurt("The dinner.", area="Reliability", tag="let down", weight=4)
    alice.press("Keep")
    assert "The dinner." in takes_a_copy(alice, tmp_path)
    assert_readable(alice.page)
    alice.go("/more/data/close/")
    assert_readable(alice.page)
    deletes_it_all(alice)
    assert_readable(alice.page)
    alice.go("/today/")
    alice.sees_heading("Sign in")

    bob.go("/connection/")
    bob.sees("You are no longer connected")
    assert "The dinner." not in takes_a_copy(bob, tmp_path)
    deletes_it_all(bob)
    assert not User.objects.filter(pk__in=[each.pk for each in people]).exists()
