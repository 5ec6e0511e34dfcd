import pytest

from checkins.demo import plan
from checkins.demo.story import ALICE, BOB, HURTS, SAM, STRETCH, WEEKS_TOGETHER, Character
from checkins.enums import Direction, Element, ReleaseClass, Scale
from checkins.logic.scoring import PromptSpec, element_scores, is_valid_answer

PROMPTS = (
    PromptSpec("R+", Element.REPAIR, Direction.POSITIVE, Scale.RATING, ReleaseClass.COUPLE),
    PromptSpec("R-", Element.REPAIR, Direction.NEGATIVE, Scale.RATING, ReleaseClass.COUPLE),
    PromptSpec("CTX", Element.CONTEXT, Direction.NONE, Scale.RATING, ReleaseClass.AUTHOR),
    PromptSpec("APP", Element.APPRECIATION, Direction.NONE, Scale.TEXT, ReleaseClass.AUTHOR),
)


def repair(who: Character, week: int) -> float | None:
    planned = plan.check_in(who, week, PROMPTS)
    assert planned is not None
    answers = {code: answer for code, answer in planned.entries.items() if isinstance(answer, int)}
    return element_scores(PROMPTS, answers)[Element.REPAIR]


@pytest.mark.parametrize("who", [ALICE, BOB, SAM])
def test_check_in_is_the_same_each_time_and_valid(who: Character) -> None:
    for week in WEEKS_TOGETHER:
        planned = plan.check_in(who, week, PROMPTS)
        assert planned == plan.check_in(who, week, PROMPTS)
        assert (planned is None) == (week in who.missed)
        if planned is not None:
            assert plan.LATEST <= planned.before_end <= plan.EARLIEST
            assert is_valid_answer(planned.entries["R-"])


@pytest.mark.parametrize("who", [ALICE, BOB])
def test_check_in_follows_the_hard_stretch_and_the_way_out(who: Character) -> None:
    worst = [
        repair(who, week) for week in STRETCH if STRETCH[week] >= 0.9 and week not in who.missed
    ]
    later = [repair(who, week) for week in range(21, WEEKS_TOGETHER.stop) if week not in who.swings]
    assert max(score for score in worst if score is not None) < 5
    assert min(score for score in later if score is not None) > 5


def test_check_in_never_offers_outside_load_and_keeps_all_where_the_story_says() -> None:
    for who in (ALICE, BOB):
        for week in set(WEEKS_TOGETHER) - who.missed:
            planned = plan.check_in(who, week, PROMPTS)
            assert planned is not None
            assert (planned.keep_back is None) == (week in who.kept_all)
            assert planned.keep_back is None or Element.CONTEXT in planned.keep_back


def test_hurts_are_named_in_weeks_that_were_not_missed() -> None:
    assert all(hurt.week not in hurt.of.missed for hurt in HURTS)
