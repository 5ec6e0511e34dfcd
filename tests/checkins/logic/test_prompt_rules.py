"""Shipped prompt sets pass; broken ones say where and why."""

import re
from pathlib import Path

import pytest

from checkins.enums import (
    Cadence,
    Direction,
    Element,
    HurtAnswer,
    RelationshipKind,
    ReleaseClass,
    Scale,
)
from checkins.logic.prompt_rules import (
    PromptSetDocument,
    PromptSetError,
    check_against,
    parse,
)
from checkins.logic.scoring import element_scores

CONTENT = Path(__file__).parents[3] / "checkins" / "content"
WEEKLY = (CONTENT / "weekly.en.yaml").read_text(encoding="utf-8")
EXTENDED = (CONTENT / "weekly-extended.en.yaml").read_text(encoding="utf-8")


def codes(document: PromptSetDocument) -> list[str]:
    return [prompt.code for prompt in document.prompts]


def broken(old: str, new: str, text: str = WEEKLY) -> PromptSetError:
    """The error of the shipped set with one thing changed."""
    assert text.count(old) >= 1
    with pytest.raises(PromptSetError) as caught:
        parse(text.replace(old, new, 1))
    return caught.value


def line_of(words: str) -> int:
    return WEEKLY[: WEEKLY.index(words)].count("\n") + 1


def test_weekly_set_has_twelve_prompts_and_a_closing_note() -> None:
    document = parse(WEEKLY)
    assert (document.slug, document.version, document.cadence) == ("weekly", 2, Cadence.WEEKLY)
    assert codes(document) == [
        "W-REL-1",
        "W-REL-2",
        "W-BND-1",
        "W-BND-2",
        "W-REP-1",
        "W-REP-2",
        "W-COM-1",
        "W-ACC-1",
        "W-FELT-1",
        "W-CTX-1",
        "W-HURT-1",
        "W-APP-1",
        "W-NOTE-1",
    ]


def test_extended_set_only_adds_two_prompts() -> None:
    weekly = {prompt.code: (prompt.text, prompt.spec) for prompt in parse(WEEKLY).prompts}
    extended = {prompt.code: (prompt.text, prompt.spec) for prompt in parse(EXTENDED).prompts}
    assert extended.items() >= weekly.items()
    assert extended.keys() - weekly.keys() == {"W-COM-2", "W-ACC-2"}


def test_parse_keeps_words_and_classes() -> None:
    by_code = {prompt.code: prompt for prompt in parse(WEEKLY).prompts}
    repair = by_code["W-REP-1"]
    assert repair.text == "When something went wrong, we found our way back."
    assert repair.na_label == "Nothing went wrong"
    assert repair.anchors == ("not at all", "partly", "completely")
    assert by_code["W-FELT-1"].anchors == ("braced", "in between", "at ease")
    assert {code for code, each in by_code.items() if each.direction is Direction.NEGATIVE} == {
        "W-REL-2",
        "W-BND-2",
        "W-REP-2",
    }
    assert {
        code: each.release_class
        for code, each in by_code.items()
        if each.release_class is not ReleaseClass.COUPLE
    } == {
        "W-FELT-1": ReleaseClass.AUTHOR,
        "W-CTX-1": ReleaseClass.AUTHOR,
        "W-APP-1": ReleaseClass.AUTHOR,
        "W-HURT-1": ReleaseClass.PRIVATE,
        "W-NOTE-1": ReleaseClass.PRIVATE,
    }


def test_choices_of_the_hurt_question_are_the_known_answers_as_words() -> None:
    hurt = next(each for each in parse(WEEKLY).prompts if each.element is Element.EVENT)
    assert hurt.scale is Scale.CHOICE
    assert [key for key, _ in hurt.choices] == list(HurtAnswer)


def test_parsed_prompts_can_be_scored() -> None:
    specs = [prompt.spec for prompt in parse(WEEKLY).prompts]
    scores = element_scores(specs, {"W-REL-1": 8, "W-REL-2": 3, "W-HURT-1": "no"})
    assert scores[Element.RELIABILITY] == 7.5
    assert scores[Element.REPAIR] is None


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("release: private\n    text: Did", "release: couple\n    text: Did", "release: private",
         "W-HURT-1 is private: its author acts on it, no release does."),
        ("id: W-NOTE-1", "id: W-REL-1", "- id: W-NOTE-1",
         "W-REL-1 stands in line 11 already; an id is given once."),
        ("id: W-REL-1", "id: w-rel-1", "id: W-REL-1",
         "'id' has the form: capitals and digits in parts, such as W-REL-1."),
        ("id: W-REL-1", "id: M-T1", "release: couple",
         "M-T1 is private for good and cannot be released."),
        ("id: W-REL-1", "id: I-TRUST", "release: couple",
         "I-TRUST is private for good and cannot be released."),
        ("id: W-REL-1", "id: S-1", "release: couple",
         "S-1 is private for good and cannot be released."),
        ("scale: rating", "required: true\n    scale: rating", "scale: rating",
         "W-REL-1 cannot be required: all can be skipped."),
        ("element: reliability", "element: trust", "element: reliability",
         f"'element' is one of {', '.join(Element)}; 'trust' is not."),
        ("direction: positive", "direction: none", "direction: positive",
         "W-REL-1: ratings are positive or negative; load, choices, texts are none."),
        ("direction: none", "direction: negative", "direction: none",
         "W-CTX-1: ratings are positive or negative; load, choices, texts are none."),
        ("scale: rating", "scale: text", "scale: rating",
         "W-REL-1 asks about an element, so it is a rating."),
        ("anchors: [braced, in between, at ease]", "anchors: [braced, at ease]", "anchors: [br",
         "W-FELT-1: a rating has three anchors (at 0, 5 and 10), others have none."),
        ("release: author", "release: couple", "release: author",
         "W-FELT-1 is released by its author each time or never, not by default."),
        ("held this week.", "stood up to external circumstances and unforeseen interruptions.",
         "text: What we", "W-REL-1 is hard to read: use shorter words or shorter sentences."),
        ("    text: What we had agreed on held this week.\n", "", "id: W-REL-1",
         "the field 'text' is missing."),
        ("text: What we", "wording: What we", "text: What we",
         "the field 'wording' is not known here."),
        ("direction: positive", "element: repair", "direction: positive",
         "the field 'element' stands here twice."),
        ("version: 2", "version: one", "version: 2", "'version' is a whole number from 1."),
        ("version: 2", "version: 0", "version: 2", "'version' is a whole number from 1."),
        ("language: en", "language: English", "language: en",
         "'language' has the form: a code such as en or en-GB."),
        ("slug: weekly", "slug: Weekly set", "slug: weekly",
         "'slug' has the form: small letters, digits and single dashes."),
        ("cadence: weekly", "cadence: yearly", "cadence: weekly",
         "'cadence' is one of daily, weekly, monthly, quarterly; 'yearly' is not."),
        ("relationship_kind: partners", "relationship_kind: rivals", "relationship_kind",
         f"'relationship_kind' is one of {', '.join(RelationshipKind)}; 'rivals' is not."),
        ("small: Something small", "Small one: Something small", '"no": "No"',
         "W-HURT-1: the key of a choice is written in small letters."),
    ],
)  # fmt: skip
def test_broken_set_says_line_and_reason(old: str, new: str, at: str, reason: str) -> None:
    error = broken(old, new)
    assert (error.line, error.reason) == (line_of(at), reason)
    assert str(error) == f"line {error.line}: {error.reason}"


@pytest.mark.parametrize(
    ("element", "least"),
    [
        ("reliability", 2),
        ("communication", 1),
        ("boundaries", 2),
        ("repair", 2),
        ("acceptance", 1),
    ],
)
def test_weekly_set_needs_enough_of_every_element(element: str, least: int) -> None:
    # Felt sense may be there as often as one likes, so the set lacks one prompt and nothing else.
    text = WEEKLY.replace("release: couple", "release: author")
    error = broken(f"element: {element}", "element: felt", text)
    assert error.line == line_of("prompts:") + 1
    assert error.reason == (
        f"a weekly set needs at least {least} for {element}; here are {least - 1}."
    )


def test_weekly_set_needs_some_hard_questions_and_not_too_many() -> None:
    none = WEEKLY.replace("direction: negative", "direction: positive")
    with pytest.raises(PromptSetError, match="here 0 % do") as caught:
        parse(none)
    assert caught.value.line == line_of("prompts:") + 1
    with pytest.raises(PromptSetError, match="here 100 % do"):
        parse(WEEKLY.replace("direction: positive", "direction: negative"))


def test_set_that_is_no_yaml_says_the_line() -> None:
    error = broken("title: The week between you two", "title: [")
    assert error.reason.startswith("this is not YAML (")
    assert error.line > line_of("title:")


def test_monthly_set_may_ask_about_other_things_only() -> None:
    text = re.sub(r"    also:\n(?:      - .*\n)+", "", WEEKLY)
    text = text.replace("cadence: weekly", "cadence: monthly")
    start, end = text.index("  - id: W-REL-1"), text.index("  - id: W-FELT-1")
    assert len(parse(text[:start] + text[end:]).prompts) == 5


@pytest.mark.parametrize("text", ["", "- a\n- b", "just words", "prompts: {}", "a: b", "%", "\x00"])
def test_what_is_no_prompt_set_is_refused(text: str) -> None:
    with pytest.raises(PromptSetError):
        parse(text)


@pytest.mark.parametrize("cut", [len(WEEKLY) // 10 * tenth for tenth in range(1, 6)])
def test_set_that_was_cut_off_is_refused_with_a_line_of_it(cut: int) -> None:
    with pytest.raises(PromptSetError) as caught:
        parse(WEEKLY[:cut])
    assert 1 <= caught.value.line <= WEEKLY[:cut].count("\n") + 1


def test_text_hash_changes_with_the_text() -> None:
    assert parse(WEEKLY).text_hash == parse(WEEKLY).text_hash
    assert parse(WEEKLY).text_hash != parse(WEEKLY + "\n").text_hash


def test_new_version_cannot_open_what_was_private() -> None:
    document = parse(WEEKLY)
    earlier = {prompt.code: prompt.release_class for prompt in document.prompts}
    check_against(document, earlier)
    with pytest.raises(PromptSetError) as caught:
        check_against(document, earlier | {"W-ACC-1": ReleaseClass.PRIVATE})
    assert caught.value.line == line_of("- id: W-ACC-1")
    assert caught.value.reason == (
        "W-ACC-1 was private before and stays so: people answered it as such."
    )


MONTHLY = (CONTENT / "monthly.en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["M-T1", "M-T3s", "M-EGG-1", "M-SCAN-1", "M-FREE", "M-SMALL"])
def test_hard_things_of_a_month_stay_private_whatever_a_file_says(code: str) -> None:
    start = MONTHLY.index(f"  - id: {code}\n")
    opened = MONTHLY[:start] + MONTHLY[start:].replace("release: private", "release: author", 1)
    with pytest.raises(PromptSetError) as caught:
        parse(opened)
    assert caught.value.reason == f"{code} is private for good and cannot be released."


def test_what_a_month_asks_stands_in_no_weekly_set() -> None:
    error = broken("element: acceptance", "element: free_lines")
    assert error.reason == "W-ACC-1 asks about free_lines: only a monthly set does that."
    assert parse(MONTHLY).cadence is Cadence.MONTHLY


def test_a_single_day_is_never_released() -> None:
    daily = (CONTENT / "daily.en.yaml").read_text(encoding="utf-8")
    for wanted in ("author", "couple"):
        with pytest.raises(PromptSetError) as caught:
            parse(daily.replace("release: private", f"release: {wanted}", 1))
        assert caught.value.reason == "D-CLOSE-1 is private for good and cannot be released."
