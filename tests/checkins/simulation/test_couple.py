"""The generator does what its fields say. Counts are compared with wide margins."""

from dataclasses import fields
from statistics import mean, pstdev

import pytest

from checkins.enums import ELEMENTS
from checkins.simulation.couple import Couple, Severity, simulate
from checkins.simulation.world import World

SEED = 7


def many(world: World, couples: int = 150) -> list[Couple]:
    return [simulate(world, SEED, number) for number in range(couples)]


@pytest.fixture(scope="module")
def sample() -> list[Couple]:
    return many(World())


def test_every_field_says_what_it_means() -> None:
    assert [each.name for each in fields(World) if not each.metadata.get("meaning")] == []


def test_a_couple_comes_out_the_same_again() -> None:
    assert simulate(World(), 3, 4) == simulate(World(), 3, 4)
    assert simulate(World(), 3, 4) != simulate(World(), 3, 5)
    assert simulate(World(), 3, 4) != simulate(World(), 4, 4)


def test_ruptures_are_as_frequent_and_as_heavy_as_told(sample: list[Couple]) -> None:
    found = [rupture for couple in sample for rupture in couple.ruptures]
    years = len(sample) * 78 / 52
    assert 5 < len(found) / years < 7
    for severity, share in (
        (Severity.MILD, 0.35),
        (Severity.MODERATE, 0.45),
        (Severity.SEVERE, 0.2),
    ):
        assert abs(mean(each.severity is severity for each in found) - share) < 0.06
    assert abs(mean(each.felt_by == (0, 1) for each in found) - 0.44) < 0.06
    assert abs(mean(each.is_slow for each in found) - 0.2) < 0.06
    assert abs(mean(each.is_persistent for each in found) - 0.3) < 0.06
    assert all(1 <= each.points <= 5.5 and 0 <= each.start < 78 for each in found)
    assert all(dict(each.shares)[each.element] == 1 for each in found)


def test_answers_stay_on_the_scale(sample: list[Couple]) -> None:
    for couple in sample:
        for history in couple.histories:
            for check_in in history:
                assert set(check_in.scores.elements) == set(ELEMENTS)
                assert check_in.scores.load in range(11)
                for element, score in check_in.scores.elements.items():
                    assert score is not None
                    assert 0 <= score <= 10
                    assert (2 * score).is_integer()
                    assert score.is_integer() or element not in check_in.scores.single


def test_some_are_missing_and_some_say_nothing(sample: list[Couple]) -> None:
    slots = len(sample) * 2 * 78
    made = [each for couple in sample for history in couple.histories for each in history]
    assert 0.17 < 1 - len(made) / slots < 0.22
    assert 0.03 < mean(each.scores.low_information for each in made) < 0.05


def test_a_rupture_shows_in_the_answers_of_those_who_felt_it() -> None:
    still = World(
        wobble=0.01, least_wobble=0, most_wobble=0.01, item_sd=0, stress=0, own_stress=0, missing=0,
        missing_after=0, straight_lines=0, drift_sd=0, rupture_scale=0.3, mild=0, moderate=0,
        usual=8, usual_sd=0, partner_sd=0, element_sd=0, slow=0, persistent=0,
    )  # fmt: skip
    checked = 0
    for couple in many(still, 60):
        if len(couple.ruptures) != 1:
            continue
        (rupture,) = couple.ruptures
        for who, history in enumerate(couple.histories):
            lowest = min(history, key=lambda each: each.scores.elements[rupture.element] or 0)
            score = lowest.scores.elements[rupture.element]
            assert score == round(8 - rupture.points * (who in rupture.felt_by))
            if who in rupture.felt_by:
                assert lowest.week == rupture.start
                checked += 1
    assert checked > 5


def test_partners_share_some_of_their_weeks() -> None:
    world = World(
        rupture_scale=0.001,
        stress=0,
        own_stress=0,
        missing=0,
        straight_lines=0,
        usual=5,
        drift_sd=0,
    )
    products = []
    for couple in many(world, 100):
        first, second = (
            [mean(score or 0 for score in each.scores.elements.values()) for each in history]
            for history in couple.histories
        )
        if pstdev(first) and pstdev(second):
            centre = mean(first), mean(second)
            products.append(
                mean((a - centre[0]) * (b - centre[1]) for a, b in zip(first, second, strict=True))
                / (pstdev(first) * pstdev(second))
            )
    assert 0.25 < mean(products) < 0.45


def test_reports_are_made_at_a_check_in_by_somebody_who_felt_it(sample: list[Couple]) -> None:
    for couple in sample[:50]:
        for week in couple.reports:
            assert any(
                rupture.is_reported
                and rupture.start <= week <= rupture.last_hit
                and any(
                    each.week == week for who in rupture.felt_by for each in couple.histories[who]
                )
                for rupture in couple.ruptures
            )
