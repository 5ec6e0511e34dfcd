"""Every field of every model is handed out and erased somewhere, or says why it is nobody's."""

from accounts.checks import check_personal_data
from accounts.personal_data import OwnRows, Register, register
from tests.conventions.words import tells


def messages() -> list[str]:
    return [f"{message.id}: {message.msg}" for message in check_personal_data()]


def test_every_field_is_in_a_section_or_says_why_it_is_nobodys() -> None:
    assert messages() == []


def test_fields_of_a_missing_section_are_found() -> None:
    with register.without("agreed-to"):
        found = messages()
    assert "twofold.E010: Personal data: accounts.Consent.given_at is in no section." in found
    assert len(found) == 8


def test_a_field_that_a_section_forgets_or_invents_is_found(monkeypatch) -> None:
    other = Register()
    monkeypatch.setattr("accounts.checks.personal_data", other)
    other.add(
        OwnRows(slug="a", title="", model="checkins.Promise", shows=("due_on", "mood")),
        OwnRows(slug="b", title="", model="checkins.Promise", shows=("due_on",)),
    )
    other.leave_out({"checkins.Round": "", "checkins.Gone": "was here once"})
    found = set(messages())
    assert "twofold.E010: Personal data: checkins.Promise.couple is in no section." in found
    assert "twofold.E011: Personal data: checkins.Promise.mood does not exist." in found
    assert "twofold.E011: Personal data: checkins.Gone does not exist." in found
    assert "twofold.E012: Personal data: checkins.Promise.due_on is in two places." in found
    assert "twofold.E013: Personal data: checkins.Round has no reason." in found


def test_names_of_files_tell_nothing() -> None:
    slugs = [section.slug for section in register]
    assert len(slugs) == len(set(slugs)) >= 20
    assert [slug for slug in slugs if tells(slug)] == []


# Sections whose rows stay until somebody deletes them, and why. A new one says how it ages
# (``ages_as`` and ``dated``, or a ``purge`` of its own), or stands here.
STAYS = {
    "suggested-questions": "a suggestion stays until somebody answers it, or one of the two leaves",
    "kept-for": "the very choice",
    "keeps-days": "a wish",
    "mails-wanted": "a wish",
    "released-words": "with what was released",
    "open-now": "a tap: it goes with the release, and with the connection",
    "about-me": "filled in once, and changed or deleted there",
    "numbers-let-through": "with what was released",
    "sessions": "its author's alone, and deleted there",
    "practice": "one row, while there is the account",
    "spans": "days of weeks, no words",
    "named": "what hurt is its owner's to close and to delete",
    "shown": "the other can read it: going by itself would tell the other what was chosen",
    "heard": "the other can read it",
    "invitation-replies": "with invitations",
    "said": "the other can read it",
    "unsent": "with its conversation, by a tap",
    "settled": "what both say of a conversation",
    "agreed": "an own copy of what both agreed on",
    "own-lines": "asked every month until its author deletes it",
    "suggested-rules": "the other can read it",
    "promises": "the other can read it",
    "promise-answers": "beside a promise",
    "promises-kept": "beside a promise",
    "beginnings": "the other can read it",
    "glad": "the other can read it, and a draft waits for its author",
}


def test_every_section_of_own_rows_says_how_it_ages_or_why_it_stays() -> None:
    own = [each for each in register if isinstance(each, OwnRows)]
    ages = {each.slug for each in own if each.ages_as or type(each).purge is not OwnRows.purge}
    assert ages.isdisjoint(STAYS)
    assert ages | set(STAYS) == {each.slug for each in own}
    assert {each.slug for each in own if bool(each.ages_as) is not bool(each.dated)} == set()
