"""What may stand in a set for which tie; and a published measure in its authors' words."""

import re
from dataclasses import replace
from datetime import date

import pytest

from checkins.enums import FOR_TWO, Cadence, Direction, RelationshipKind, ReleaseClass, Scale
from checkins.logic.look import first_day, last_day
from checkins.logic.measure import CSI_4, MEASURES
from checkins.logic.prompt_rules import PromptSetDocument, PromptSetError, examine, parse
from checkins.logic.reading import grade
from checkins.logic.set_rules import against_earlier
from checkins.management.commands.load_content import SETS, SHIPPED

FILES = {
    file.name: file.read_text(encoding="utf-8")
    for name in SETS
    for file in SHIPPED.glob(f"{name}*.yaml")
}
MEASURE = (SHIPPED / "optional" / "csi-4.en.yaml").read_text(encoding="utf-8")
FRIENDS, WORK = FILES["weekly-friends.en.yaml"], FILES["work.en.yaml"]


def shipped() -> list[PromptSetDocument]:
    return [parse(text) for text in FILES.values()]


def refused(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, old
    with pytest.raises(PromptSetError) as caught:
        parse(text.replace(old, new, 1))
    return caught.value.reason


def test_every_weekly_rating_has_several_wordings_of_grade_seven_at_most() -> None:
    weekly = [each for each in shipped() if each.cadence is Cadence.WEEKLY]
    assert {each.slug for each in weekly} == {
        "weekly", "weekly-extended", "weekly-friends", "parenting", "work",
    }  # fmt: skip
    for document in weekly:
        least = 3 if document.relationship_kind in FOR_TWO else 2
        for prompt in document.prompts:
            wordings = (prompt.text, *prompt.also)
            assert len(wordings) >= least or prompt.scale is not Scale.RATING, prompt.code
            hard = [text for text in wordings if grade(text) > 7 and prompt.also]
            assert hard == []


def test_no_question_is_worded_like_another_one() -> None:
    for document in shipped():
        texts = [text for each in document.prompts for text in (each.text, *each.also)]
        assert len(texts) == len(set(texts)), document.slug


def test_what_is_hard_is_said_as_something_that_is_there() -> None:
    """And never by a no, in any wording: "not", turned round, is read over."""
    negations = (" not ", " never ", "n’t ", " no ")
    for document in shipped():
        if document.cadence is Cadence.WEEKLY:
            hard = [each for each in document.prompts if each.direction is Direction.NEGATIVE]
            said = [f" {text.lower()} " for each in hard for text in (each.text, *each.also)]
            assert [text for text in said if any(word in text for word in negations)] == []


def test_sets_for_one_alone_are_private_throughout() -> None:
    alone = [each for each in shipped() if each.relationship_kind not in FOR_TWO]
    assert {each.slug for each in alone} == {"parenting", "work"}
    for document in alone:
        assert {each.release_class for each in document.prompts} == {ReleaseClass.PRIVATE}


def test_friends_are_asked_the_month_of_partners_without_what_only_partners_are() -> None:
    partners, friends = parse(FILES["monthly.en.yaml"]), parse(FILES["monthly-friends.en.yaml"])
    theirs = {each.code: each.spec for each in friends.prompts}
    assert theirs.items() <= {each.code: each.spec for each in partners.prompts}.items()
    assert {each.code for each in partners.prompts} - theirs.keys() == {"M-INT-1"}


def test_broken_kinds_and_wordings_are_refused_with_a_reason() -> None:
    also = "    also:\n      - Others could count on what I had promised.\n"
    assert refused(FRIENDS, "They were there when", "My partner was there when") == (
        "F-REL-1: 'partner' has no place in this kind of tie."
    )
    assert refused(FRIENDS, "I could count on them when", "I felt loved when").startswith("F-REL-1")
    assert refused(FRIENDS, "between two friends", "between two lovers") == (
        "'lovers' has no place in this kind of tie."
    )
    assert refused(WORK, "release: private", "release: couple") == (
        "J-REL-1 is private for good and cannot be released."
    )
    assert refused(WORK, "id: J-REL-1", "id: W-REL-1\n    release: author").startswith("the field")
    opened = WORK.replace("id: J-REL-1", "id: W-REL-1")
    assert refused(opened, "release: private", "release: author") == (
        "W-REL-1 is private: a set about work is for one person alone."
    )
    assert refused(WORK, "element: note", "element: event") == (
        "J-NOTE-1 asks about event: a set about work does not."
    )
    only_words = re.sub(r"    also:\n(?:      - .*\n)+", "", WORK)
    assert refused(only_words, "cadence: weekly", "cadence: daily") == "a set about work is weekly."
    assert refused(FRIENDS, "cadence: weekly", "cadence: monthly") == (
        "F-REL-1: only a rating of a weekly set has other wordings."
    )
    assert refused(WORK, also, also + "      - I did what i had said I would do.\n") == (
        "J-REL-1: one of its wordings stands there twice."
    )
    hard = "      - Notwithstanding unforeseen organisational circumstances I delivered.\n"
    assert refused(WORK, also, also + hard).startswith("J-REL-1 is hard to read")
    more = "".join(f"      - Word {n}.\n" for n in range(5))
    assert refused(WORK, also, also + more) == "J-REL-1 has more than 6 wordings."


def test_a_measure_stands_in_the_words_of_its_authors_or_not_at_all() -> None:
    document = parse(MEASURE)
    assert [(each.code, each.text) for each in document.prompts] == [
        ("Q-CSI-1",
         "Please indicate the degree of happiness, all things considered, of your relationship."),
        ("Q-CSI-12", "I have a warm and comfortable relationship with my partner."),
        ("Q-CSI-19", "How rewarding is your relationship with your partner?"),
        ("Q-CSI-22", "In general, how satisfied are you with your relationship?"),
    ]  # fmt: skip
    reason = "csi-4 is no published measure in the exact words of its authors."
    assert refused(MEASURE, "How rewarding is", "How nice is") == reason
    assert refused(MEASURE, "Extremely Unhappy", "Very Unhappy") == reason
    assert refused(MEASURE, "language: en", "language: de") == reason
    assert refused(MEASURE, "id: Q-CSI-12\n", "id: Q-CSI-12\n    help: Think.\n") == reason
    assert refused(MEASURE, "slug: csi-4", "slug: csi-5").startswith("csi-5 is no published")
    assert refused(MEASURE, "release: private", "release: author").endswith("cannot be released.")
    assert RelationshipKind.PARTNERS is document.relationship_kind


def test_a_measure_is_the_sum_of_all_its_answers_or_nothing() -> None:
    assert MEASURES == {"csi-4": CSI_4}
    assert (CSI_4.highest, CSI_4.cut_off) == (21, 13.5)
    lowest = {item.code: item.choices[0][0] for item in CSI_4.items}
    highest = {item.code: item.choices[-1][0] for item in CSI_4.items}
    assert CSI_4.total(lowest) == 0
    assert CSI_4.total(highest) == 21
    assert CSI_4.total(lowest | {"Q-CSI-1": "happy", "Q-CSI-22": "mostly"}) == 3 + 3
    assert CSI_4.total({code: key for code, key in highest.items() if code != "Q-CSI-1"}) is None
    assert CSI_4.total(highest | {"Q-CSI-1": "unknown"}) is None


def test_spans_are_weeks_from_monday_and_quarters_of_the_year() -> None:
    assert first_day(Cadence.WEEKLY, date(2026, 3, 8)) == date(2026, 3, 2)
    assert last_day(Cadence.WEEKLY, date(2026, 3, 2)) == date(2026, 3, 8)
    for month, first, last in ((1, 1, 31), (3, 1, 31), (4, 4, 30), (12, 10, 31)):
        start = first_day(Cadence.QUARTERLY, date(2026, month, 17))
        assert start == date(2026, first, 1)
        assert last_day(Cadence.QUARTERLY, start) == date(2026, first + 2, last)
    with pytest.raises(ValueError, match="alone"):
        first_day(Cadence.DAILY, date(2026, 3, 8))


KEPT = "What we had agreed on held this week."


@pytest.mark.parametrize(
    "words",
    [
        "Sign in again at https://example.org first.",
        "Please write to help@example.org.",
        "See example.org for more.",
        "Ring 0900 123 456.",
    ],
)
def test_no_question_leads_anybody_elsewhere(words: str) -> None:
    weekly = FILES["weekly.en.yaml"]
    assert "leads somebody elsewhere" in refused(weekly, KEPT, words)
    assert "leads somebody elsewhere" in refused(weekly, "The week between you two", words[:40])


def test_what_is_said_of_fear_stays_private_whatever_a_question_is_called() -> None:
    weekly, words = FILES["weekly.en.yaml"], "I was afraid of them this week."
    assert "stays private" in refused(weekly, KEPT, words)
    document, failures = examine(
        weekly.replace(KEPT, words).replace("release: couple", "release: private", 1)
    )
    assert document.prompts[0].release_class is ReleaseClass.PRIVATE
    assert not [each for each in failures if "fear" in each.reason]


def test_a_known_question_is_not_turned_around_and_a_private_one_not_renamed() -> None:
    earlier = [prompt for document in shipped() for prompt in document.prompts]
    assert not [each for document in shipped() for each in against_earlier(document, earlier)]
    weekly = parse(FILES["weekly.en.yaml"])
    pushed = next(each for each in weekly.prompts if each.code == "W-BND-2")
    secret = next(each for each in earlier if each.code.startswith("M-T"))
    changed = replace(
        weekly,
        prompts=(
            replace(pushed, direction=Direction.POSITIVE),
            replace(pushed, code="W-BND-9", also=(secret.text.upper(),)),
            replace(pushed, code="W-BND-8", text="Something new."),
        ),
    )
    assert [code for code, _reason in against_earlier(changed, earlier)] == ["W-BND-2", "W-BND-9"]
