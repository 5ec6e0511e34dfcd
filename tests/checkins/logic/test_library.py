"""The cards: short enough for a phone, plain, and careful with whoever reads them."""

import re
from dataclasses import replace

import pytest

from accounts.logic.documents import DocumentError
from checkins.enums import LibraryPart
from checkins.logic import library_editing as editing
from checkins.logic.library import Card, Reading, read_library
from checkins.logic.library_file import written
from checkins.logic.library_rules import HARDEST, HARM, MOST_WORDS, examine, parse_library
from checkins.logic.library_rules import never_said as never
from checkins.logic.reading import grade
from tests.checkins.logic.test_prompt_rules import CONTENT
from tests.conventions.words import tells

TEXT = (CONTENT / "library.en.yaml").read_text(encoding="utf-8")
LIBRARY = parse_library(TEXT)
CARDS = {card.slug: card for card in LIBRARY.cards()}


def said(card: Card) -> str:
    return f"{card.title} {card.words}"


def never_said(words: str) -> set[str]:
    return {what for what, _found in never(words)}


@pytest.mark.parametrize("slug", CARDS)
def test_card_fits_on_a_phone_and_reads_easily(slug: str) -> None:
    assert len(CARDS[slug].words.split()) <= MOST_WORDS
    assert grade(CARDS[slug].words) <= HARDEST


@pytest.mark.parametrize("slug", CARDS)
def test_card_advises_labels_promises_and_blames_nothing(slug: str) -> None:
    assert never_said(said(CARDS[slug])) == set()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("It may help to confront them.", "what to do about the other"),
        ("Sometimes you have to leave them.", "what to do about the other"),
        ("You should stay and work on it.", "what to do about the other"),
        ("Try to forgive.", "what to do about the other"),
        ("An anxious attachment style.", "a label"),
        ("This heals old wounds.", "a claim"),
        ("Both sides contribute.", "that both have a share in harm"),
        ("It is all in your head.", "that both have a share in harm"),
        ("You love each other 80 %.", "a score"),
        ("Tell her how you feel.", "who is what"),
        ("Sign in again at example.org first.", "an address"),
        ("Write to help@example.org.", "an address"),
        ("Ring 0900 123 456.", "an address"),
    ],
)
def test_list_of_what_is_never_said_finds_it(words: str, what: str) -> None:
    assert what in never_said(words)


def test_addresses_of_cards_and_groups_tell_nothing() -> None:
    slugs = [*CARDS, *(group.slug for group in LIBRARY.groups)]
    assert [slug for slug in slugs if tells(slug)] == []


def test_ten_myths_are_ten() -> None:
    assert len(CARDS["ten-myths"].points) == 10
    assert all(point.startswith("“") for point in CARDS["ten-myths"].points)


def test_nine_freedoms_are_nine() -> None:
    assert len(CARDS["nine-freedoms"].points) == 9


def test_both_can_be_true() -> None:
    """The cards that weigh one side against the other keep both."""
    for slug in ("care-between", "new-faces", "outside-inside", "me-or-them", "own-eyes"):
        keeping = r"\bboth\b|\beven if\b|\bwhatever\b|\beach\b"
        assert re.search(keeping, CARDS[slug].words, re.IGNORECASE)


@pytest.mark.parametrize("slug", [card.slug for card in CARDS.values()])
def test_card_that_speaks_of_harm_shows_the_way_to_support(slug: str) -> None:
    card = CARDS[slug]
    if re.search(HARM, said(card), re.IGNORECASE):
        assert card.is_beside_support


def test_every_card_says_where_to_read_more_and_every_reading_is_named() -> None:
    assert all(card.more for card in CARDS.values())
    named = {reading for card in CARDS.values() for reading in card.more}
    assert named == set(LIBRARY.readings)
    assert [reading.id for reading in LIBRARY.readings] == [f"R-{n}" for n in range(1, 11)]


def test_words_find_the_cards_that_hold_them_all() -> None:
    assert [card.slug for card in LIBRARY.find("Borrowed  CALM")] == ["borrowed-calm"]
    assert "ten-myths" in {card.slug for card in LIBRARY.find("myth")}
    assert LIBRARY.find("myths elephants") == ()
    assert LIBRARY.find("") == tuple(CARDS.values())


CARD = """\
readings:
  - {id: R-1, title: A, publisher: B, host: c.example}
groups:
  - slug: one
    title: One
    cards:
      - slug: first
        title: First
        covers: [S1-02]
        text: [Some words.]
        more: [R-1]
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("more: [R-1]", "more: [R-2]", 11),
        ("        more: [R-1]\n", "", 7),
        ("[Some words.]", "[" + "word " * 50 + "," + "word " * 71 + "]", 7),
        ("        text: [Some words.]\n", "", 7),
        ("slug: first", "slug: First card", 7),
        ("id: R-1", "id: 1", 2),
        ("host: c.example", "host: https://c.example/", 2),
        ("text:", "texts:", 10),
        ("  - slug: one\n", "  - slug: one\n    cards: []\n", 6),
    ],
)
def test_unusable_library_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    assert parse_library(CARD).card("first") is not None
    with pytest.raises(DocumentError) as refused:
        parse_library(CARD.replace(old, new))
    assert refused.value.line >= line


def test_two_cards_of_one_name_are_refused() -> None:
    again = CARD[CARD.index("      - slug: first") :]
    with pytest.raises(DocumentError, match="two cards are called 'first'"):
        parse_library(CARD + again)


def test_library_without_a_card_is_refused() -> None:
    with pytest.raises(DocumentError, match="at least one card"):
        parse_library("groups: []")


def test_points_and_close_count_as_words_of_the_card() -> None:
    card = replace(CARDS["ten-myths"], text=("One.",), points=("Two.",), close="Three.")
    assert card.words == "One. Two. Three."


def test_shipped_texts_keep_every_rule_and_read_back_as_they_were() -> None:
    assert examine(TEXT, "en", LIBRARY) == (LIBRARY, ())
    assert read_library(written(LIBRARY)) == LIBRARY


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("title: First", "title: She is toxic", "first says a label (“toxic”). No card does."),
        (
            "[Some words.]",
            "[See www.c.example.]",
            "first says an address (“www.c.example”). No card does.",
        ),
        ("[Some words.]", "[Threats are no words.]", "first speaks of harm: let it show the way"),
        ("slug: first", "slug: my-fear", "my-fear tells too much for a name"),
        ("slug: one", "slug: my-fear", "my-fear tells too much for a name"),
        ("[Some words.]", "[" + "a b " * 13 + "c.]", "first has a sentence of more than 25 words."),
        ("[Some words.]", "[Notwithstanding circumstances.]", "first is hard to read: use shorter"),
        ("more: [R-1]", "more: []", "first names nothing to read further: choose at least one."),
        ("groups:\n", "groups:\n  - slug: two\n    title: Two\n", "two has no card."),
    ],
)
def test_every_broken_rule_has_its_sentence(old: str, new: str, sentence: str) -> None:
    assert examine(CARD, "en")[1] == ()
    _library, failures = examine(CARD.replace(old, new), "en")
    assert any(sentence in each.reason for each in failures), failures


def test_cards_that_show_the_way_to_support_stay_and_go_on_showing_it() -> None:
    kept = read_library(CARD + "        support: true\n")
    assert examine(CARD + "        support: true\n", "en", kept)[1] == ()
    (failure,) = examine(CARD, "en", kept)[1]
    assert failure.reason == "first shows the way to support, and has to go on showing it."
    (failure,) = examine(CARD.replace("slug: first", "slug: second"), "en", kept)[1]
    assert failure.reason == "the card first shows the way to support and has to stay."


def test_parts_are_changed_moved_and_taken_out_and_all_of_it_is_told() -> None:
    card, other = CARDS["being-yourself"], LIBRARY.groups[1]
    moved = editing.keep_card(
        LIBRARY, replace(card, title="Anew"), group=other.slug, was="being-yourself"
    )
    assert editing.group_of(moved, "being-yourself") == other.slug
    assert moved.groups[1].cards[-1].covers == card.covers
    stays = editing.keep_card(
        LIBRARY, replace(card, slug="new-name"), group=LIBRARY.groups[0].slug, was=card.slug
    )
    assert editing.names(stays, LibraryPart.CARD)[0] == "new-name"
    reading = Reading("R-1", "Another", "B", "c.example")
    named = editing.keep_reading(LIBRARY, reading, was="R-1")
    assert {r for each in named.cards() for r in each.more} == set(named.readings)
    for part in LibraryPart:
        first, second = editing.names(LIBRARY, part)[:2]
        again = editing.move(LIBRARY, part, first, 1)
        assert editing.names(again, part)[:2] == (second, first)
        assert editing.move(again, part, first, -1) == LIBRARY
        without = editing.drop(LIBRARY, part, first)
        assert first not in editing.names(without, part)
        assert read_library(written(without)) == without
        assert {change.code for change in editing.changes(LIBRARY, without)} >= {f"{part} {first}"}
    (change,) = editing.changes(
        LIBRARY, editing.keep_group(LIBRARY, other.slug, "Anew", was=other.slug)
    )
    assert (change.code, change.fields[0].after) == (f"group {other.slug}", "Anew")


def test_no_heading_and_no_reading_leads_elsewhere() -> None:
    group = editing.keep_group(LIBRARY, "new", "Sign in at example.org", was="")
    first = LIBRARY.readings[0]
    called = replace(first, publisher="Help desk 0900 123 456")
    for library, part, name in (
        (group, LibraryPart.GROUP, "new"),
        (editing.keep_reading(LIBRARY, called, was=first.id), LibraryPart.READING, first.id),
    ):
        _read, failures = examine(written(library), "en", LIBRARY)
        reasons = [each.reason for each in failures if (each.part, each.name) == (part, name)]
        assert any("example.org" in reason or "0900" in reason for reason in reasons)
