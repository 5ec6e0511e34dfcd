"""Hints speak where they should, are silent in ordinary speech, and silent where there is fear."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.documents import DocumentError
from checkins.enums import DraftField, HintKind
from checkins.logic.wording import (
    Hint,
    SecondLook,
    hints,
    hints_for,
    needs_support,
    parse_wording,
    together,
)
from tests.checkins.logic.test_prompt_rules import CONTENT
from tests.checkins.logic.wording_table import FEARED, FOUND, HARMLESS

TEXT = (CONTENT / "wording.en.yaml").read_text(encoding="utf-8")
NOT_MORE_THAN = 1 / 20


def kinds(text: str, field: DraftField = DraftField.HAPPENED) -> list[HintKind]:
    return [hint.kind for hint in hints(text, "en", field)]


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_pattern_brings_its_hint_and_no_other(text: str, kind: str) -> None:
    assert kinds(text) == [HintKind(kind)]


@pytest.mark.parametrize("text", FEARED)
@pytest.mark.parametrize("field", [DraftField.HAPPENED, DraftField.FELT, DraftField.APOLOGY])
def test_words_of_fear_silence_every_hint(text: str, field: DraftField) -> None:
    assert kinds(text, field) == [HintKind.SUPPORT]
    assert needs_support(text, "en")


def test_ordinary_speech_is_left_alone() -> None:
    hinted = [text for text in HARMLESS if kinds(text)]
    assert len(HARMLESS) >= 60
    assert len(hinted) <= NOT_MORE_THAN * len(HARMLESS), hinted


def test_table_has_sixty_sentences_that_bring_a_hint() -> None:
    assert len(FOUND) >= 60
    assert len(set(FOUND)) == len(FOUND)


def test_every_kind_is_in_the_table() -> None:
    counted = Counter(kind for _, kind in FOUND)
    expected = set(HintKind) - {HintKind.SUPPORT, HintKind.YOU_START}
    assert {kind for kind in expected if counted[kind] < 4} == set()


def test_hint_says_where_and_what() -> None:
    text = "I waited. “Typical,” I thought. You’re so selfish!"
    (found,) = hints(text, "en-GB", DraftField.HAPPENED)
    assert found == Hint(
        kind=HintKind.CRITICISM,
        text="Describe the moment and what you wish for.",
        start=text.index("You’re"),
        end=text.index("!"),
    )


def test_hints_stand_in_the_order_of_the_draft_once_each() -> None:
    text = "Forget it. You never listen. You always shout. You are so rude."
    assert kinds(text) == [HintKind.STONEWALLING, HintKind.ABSOLUTES, HintKind.CRITICISM]


def test_one_hint_for_one_place() -> None:
    assert kinds("Sorry, but you started it.") == [HintKind.APOLOGY]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("You left.", DraftField.FELT, [HintKind.YOU_START]),
        ("I feel that you left.", DraftField.FELT, [HintKind.YOU_START]),
        ("I felt sad when you left. You were gone.", DraftField.FELT, []),
        ("You left.", DraftField.HAPPENED, []),
        ("You think that I do not care.", DraftField.UNDERSTOOD, []),
        ("You are so selfish.", DraftField.UNDERSTOOD, [HintKind.CRITICISM]),
    ],
)
def test_some_hints_speak_in_some_fields_only(
    text: str, field: DraftField, expected: list[HintKind]
) -> None:
    assert kinds(text, field) == expected


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_other_spellings_bring_the_same_hint(text: str) -> None:
    for other in (text.upper(), text.replace("'", "’"), text.replace(" ", "  ")):
        assert set(kinds(other)) >= set(kinds(text))


def test_a_language_without_lists_has_no_hints_but_knows_fear() -> None:
    assert hints("You are so selfish.", "fr", DraftField.NOTE) == ()
    (found,) = hints("You hit me.", "fr", DraftField.NOTE)
    assert found.kind is HintKind.SUPPORT


def test_what_is_in_doubt_about_fear_counts_as_fear() -> None:
    assert needs_support("It hit me that you never call. You hit me too.", "en")
    assert not needs_support("It hit me that you never call.", "en")


@given(text=st.text(max_size=400), field=st.sampled_from(DraftField))
def test_any_text_has_hints_inside_it(text: str, field: DraftField) -> None:
    found = hints(text, "en", field)
    assert all(0 <= hint.start < hint.end <= len(text) for hint in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    before=st.sampled_from([text for text, _ in FOUND]),
    fear=st.sampled_from(FEARED),
    after=st.sampled_from([text for text, _ in FOUND]),
    field=st.sampled_from(DraftField),
)
def test_fear_anywhere_silences_everything(
    before: str, fear: str, after: str, field: DraftField
) -> None:
    assert kinds(f"{before} {fear}\n{after}", field) == [HintKind.SUPPORT]


def test_fear_on_a_page_silences_the_hints_on_all_its_texts() -> None:
    drafts = {DraftField.HAPPENED: "You never listen.", DraftField.FELT: "You hit me."}
    silent = SecondLook(has_words=True, needs_support=True)
    assert hints_for(drafts, "en") == dict.fromkeys(drafts, silent)
    alone = {DraftField.HAPPENED: "You never listen."}
    assert hints_for(alone, "en", is_feared=True) == dict.fromkeys(alone, silent)
    (look,) = hints_for(alone, "en").values()
    assert [hint.kind for hint in look.hints] == [HintKind.ABSOLUTES]


@given(
    texts=st.dictionaries(
        st.sampled_from(DraftField), st.sampled_from([text for text, _ in FOUND]), min_size=1
    ),
    place=st.sampled_from(DraftField),
    fear=st.sampled_from(FEARED),
)
def test_fear_in_any_field_leaves_no_hint_in_any_other(
    texts: dict[DraftField, str], place: DraftField, fear: str
) -> None:
    looks = hints_for(texts | {place: fear}, "en")
    assert {(look.needs_support, look.hints) for look in looks.values()} == {(True, ())}
    assert together(looks.values()).gist == "support"


def test_together_says_each_kind_once_in_the_order_of_the_page() -> None:
    drafts = {
        DraftField.HAPPENED: "You never listen. Forget it.",
        DraftField.MEANT: "You are so rude. You always shout.",
    }
    look = together(hints_for(drafts, "en").values())
    assert look.gist == "absolutes stonewalling criticism"
    assert look.hints[0] == hints(drafts[DraftField.HAPPENED], "en", DraftField.HAPPENED)[0]


@pytest.mark.parametrize(("text", "gist"), [(" ", ""), ("I waited.", "none")])
def test_gist_tells_no_words_from_no_hint(text: str, gist: str) -> None:
    assert together(hints_for({DraftField.NOTE: text}, "en").values()).gist == gist


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (TEXT.replace("kind: contempt", "kind: scorn"), 0, "'kind' is one of"),
        (TEXT.replace("kind: contempt", "kind: criticism"), 0, "'criticism' stands here once."),
        (TEXT.replace("{scorn}", "{spite}"), 0, "names a list that is not there."),
        (TEXT.replace("sorry if\n", "(sorry if\n", 1), 0, "a bracket without its other half."),
        (TEXT.replace("- sorry if\n", "- (sorry) ...\n", 1), 0, "no word that must be there."),
        (TEXT.replace("only_in: [felt]", "only_in: [heart]"), 0, "'only_in' lists some of note"),
    ],
)
def test_broken_lists_say_line_and_reason(text: str, line: int, reason: str) -> None:
    assert text != TEXT
    with pytest.raises(DocumentError) as caught:
        parse_wording(text)
    assert reason in caught.value.reason
    assert caught.value.line > line
