"""Detection rule by rule, on numbers that can be followed by hand (detection.md 3)."""

import pytest

from checkins.enums import Direction, Element, NoticeKind, Preset, ReleaseClass, Scale
from checkins.logic.detection import (
    Baseline,
    Reading,
    baseline,
    came_back,
    may_ask,
    new_normal,
    notice,
    quieter,
    step,
)
from checkins.logic.detection_state import CheckInScores, State, scores_of
from checkins.logic.scoring import PromptSpec
from tests.checkins.logic.histories import check_in, steady


def after(history: list[CheckInScores]) -> State:
    state = State()
    for each in history:
        state, _ = step(state, each)
    return state


def test_dip_says_what_the_question_needs() -> None:
    found = notice(steady(6, repair=7), check_in(repair=3.5, boundaries=8))
    assert found is not None
    assert found.readings == (
        Reading(Element.REPAIR, NoticeKind.DIP, latest=3.5, usual=7, spread=1.0, z=-3.5),
    )
    assert (found.kind, found.elements, found.load_counted) == (
        NoticeKind.DIP,
        (Element.REPAIR,),
        False,
    )


@pytest.mark.parametrize(
    ("scores", "elements"),
    [
        ({"repair": 4.5}, ("repair",)),
        ({"repair": 5.0}, ()),
        ({"acceptance": 4.0}, ("acceptance",)),
        ({"acceptance": 4.5}, ()),
        ({"repair": 5.0, "boundaries": 5.0}, ("repair", "boundaries")),
        ({"repair": 5.0, "boundaries": 4.5}, ("boundaries", "repair")),
        ({"repair": 4.5, "boundaries": 5.5}, ("repair",)),
        ({"repair": 5.0, "boundaries": 5.5}, ()),
        ({"repair": None, "boundaries": None}, ()),
    ],
)
def test_one_area_needs_a_deeper_dip_than_two(
    scores: dict[str, float | None], elements: tuple[str, ...]
) -> None:
    past = steady(5, repair=7, boundaries=7, acceptance=7)
    found = notice(past, check_in(**scores))
    assert (found.elements if found else ()) == elements


@pytest.mark.parametrize(
    ("preset", "alone", "together"),
    [(Preset.QUIET, 3.0, 2.25), (Preset.STANDARD, 2.5, 2.0), (Preset.ATTENTIVE, 2.0, 1.75)],
)
def test_preset_sets_how_deep_a_dip_is(preset: Preset, alone: float, together: float) -> None:
    past = steady(5, repair=7, boundaries=7)
    for fall, other, asks in (
        (alone, 0, True),
        (alone - 0.05, 0, False),
        (together, together, True),
        (together, together - 0.05, False),
    ):
        found = notice(past, check_in(repair=7 - fall, boundaries=7 - other), preset)
        assert (found is not None) is asks


def test_a_wobbly_person_needs_a_deeper_dip() -> None:
    past = [check_in(repair=score) for score in (5, 9, 5, 9, 7, 3)]
    state = after(past)
    usual = baseline(state, Element.REPAIR, is_single=False)
    assert usual is not None
    assert (usual.usual, round(usual.spread, 6)) == (6.0, 2.9652)
    assert notice(past, check_in(repair=0)) is None
    assert notice(steady(6, repair=6), check_in(repair=0)) is not None


def test_a_heavy_week_outside_counts() -> None:
    past = steady(5, repair=7)
    assert notice(past, check_in(repair=4.5, load=6)) is None
    assert notice(past, check_in(repair=4.5, load=5)) is not None
    found = notice(past, check_in(repair=3, load=9))
    assert found is not None
    assert found.load_counted
    assert (found.readings[0].latest, found.readings[0].z) == (3, -3.0)


def test_a_slow_slide_is_found_without_a_dip() -> None:
    history = steady(8, repair=7)
    slides = [
        notice(history + steady(weeks, repair=5.5), check_in(repair=5.5)) for weeks in range(9)
    ]
    kinds = [found.kind if found else None for found in slides]
    # E falls by 0.45, 0.77, 0.99, 1.14, ... towards 1.5; the limit is 1.134 by then.
    assert kinds == [None, None, None, NoticeKind.SLIDE, *[None] * 5]


def test_a_slide_needs_a_point_below_the_usual() -> None:
    history = [check_in(repair=score) for score in (7, 7, 7, 7, 4.6, 4.6)]
    assert notice(history, check_in(repair=6.5)) is None


def test_a_dip_and_a_slide_stand_side_by_side() -> None:
    past = steady(8, repair=7, boundaries=7) + steady(3, repair=5.5, boundaries=7)
    found = notice(past, check_in(repair=5.5, boundaries=4))
    assert found is not None
    assert [(each.element, each.kind) for each in found.readings] == [
        ("boundaries", NoticeKind.DIP),
        ("repair", NoticeKind.SLIDE),
    ]


def test_one_bad_week_does_not_become_the_usual() -> None:
    state = after([*steady(4, repair=8), check_in(repair=0)])
    assert list(state.tracks["repair"].window) == [8, 8, 8, 8, 6]
    assert baseline(state, "repair", is_single=False) == Baseline(8, 1.0)


def test_a_lasting_new_level_becomes_the_usual() -> None:
    state = after(steady(12, repair=8))
    usual = []
    for _ in range(20):
        state, _ = step(state, check_in(repair=4))
        found = baseline(state, "repair", is_single=False)
        assert found is not None
        usual.append(found.usual)
    assert usual[:5] == [8] * 5
    # Half the window is new after six check-ins; the rest follows within another window.
    assert usual[6] == 6.0
    assert usual[-1] == 4.0


def test_new_normal_is_learnt_anew_for_what_is_named() -> None:
    state = new_normal(after(steady(6, repair=8, boundaries=8)), ["repair"])
    assert baseline(state, "repair", is_single=False) is None
    assert baseline(state, "boundaries", is_single=False) == Baseline(8, 1.0)
    for _ in range(4):
        state, found = step(state, check_in(repair=3))
        assert found is None
    assert baseline(state, "repair", is_single=False) == Baseline(3, 1.0)


def test_a_check_in_without_information_is_left_out() -> None:
    state = after(steady(5, repair=8))
    straight = CheckInScores({"repair": 0.0}, low_information=True)
    assert step(state, straight) == (state, None)


def test_an_area_without_a_score_is_left_as_it_was() -> None:
    state = after(steady(5, repair=8, boundaries=8))
    later, _ = step(state, check_in(repair=None, boundaries=8))
    assert later.tracks["repair"] == state.tracks["repair"]
    assert len(later.tracks["boundaries"].window) == 6


@pytest.mark.parametrize(
    ("later", "first"),
    [
        ([3, 5, 6.5, 8], 2),
        ([3, 6.4, 7], 2),
        ([None, 6.5], 1),
        ([3, 3], None),
        ([], None),
    ],
)
def test_came_back_is_the_first_check_in_near_the_usual(
    later: list[float | None], first: int | None
) -> None:
    before = Baseline(usual=7.0, spread=1.0)
    assert came_back("repair", before, [check_in(repair=score) for score in later]) == first


def test_came_back_counts_load_and_skips_what_says_nothing() -> None:
    before = Baseline(usual=7.0, spread=1.0)
    straight = CheckInScores({"repair": 9.0}, low_information=True)
    assert came_back("repair", before, [straight, check_in(repair=6, load=7)]) == 1


@pytest.mark.parametrize(
    ("since", "open_hurt", "quiet", "may"),
    [
        (None, False, False, True),
        (1, False, False, False),
        (2, False, False, False),
        (3, False, False, True),
        (None, True, False, False),
        (None, False, True, False),
        (9, True, True, False),
    ],
)
def test_may_ask(since: int | None, open_hurt: bool, quiet: bool, may: bool) -> None:  # noqa: FBT001 - a table
    assert may_ask(check_ins_since_last=since, has_open_hurt=open_hurt, is_quiet=quiet) is may


def test_quieter_preset_wins() -> None:
    assert quieter(Preset.STANDARD, Preset.QUIET) is Preset.QUIET
    assert quieter(Preset.STANDARD, Preset.ATTENTIVE) is Preset.STANDARD
    assert quieter(Preset.QUIET, Preset.QUIET) is Preset.QUIET


def test_scores_of_a_check_in() -> None:
    def rating(code: str, element: Element, direction: Direction) -> PromptSpec:
        return PromptSpec(code, element, direction, Scale.RATING, ReleaseClass.COUPLE)

    prompts = [
        rating("R1", Element.REPAIR, Direction.POSITIVE),
        rating("R2", Element.REPAIR, Direction.NEGATIVE),
        rating("A1", Element.ACCEPTANCE, Direction.POSITIVE),
        rating("F1", Element.FELT, Direction.POSITIVE),
        rating("L1", Element.CONTEXT, Direction.NONE),
    ]
    answers: dict[str, int | str] = {"R1": 8, "R2": 1, "F1": 2, "L1": 7}
    assert scores_of(prompts, answers) == CheckInScores(
        elements={Element.ACCEPTANCE: None, Element.REPAIR: 8.5},
        load=7,
        low_information=False,
        single=frozenset({Element.ACCEPTANCE}),
    )
    assert scores_of(prompts[:3], {"R1": 5, "R2": 5, "A1": 5}).low_information


@pytest.mark.parametrize("document", [{"repair": 3}, {"repair": [["8"], 0, 0]}, {"repair": []}])
def test_a_state_that_is_none_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no remembered state"):
        State.from_document(document)
