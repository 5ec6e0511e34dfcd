"""Many opened rounds at once: rows as releasing writes them, without the weeks of answering."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from accounts.access import bond_of
from accounts.actor import acting_as
from accounts.models import User
from accounts.queries.couple import rhythm_of
from checkins.enums import Band, Element, Resolution
from checkins.logic.schedule import Span, next_moment
from checkins.models import Release, Round
from checkins.queries.prompt import version_at
from tests.factories.people import NOW

# What one gives in a round, by element; numbers where the values are numbers.
Given = Mapping[Element, Band | float]


def opened_weeks(
    one: User,
    other: User,
    weeks: Sequence[tuple[Given, Given] | None],
    *,
    connected: datetime = NOW,
) -> list[Span]:
    """The rounds from the first on, with what both gave in each; None: nobody touched it.

    Written at the time of connecting, when none of them has opened yet.
    """
    with acting_as(one.pk, now=connected):
        bond = bond_of(one)
        assert bond is not None
        couple = bond.couple
        spans = [span for span, _ in zip(_spans(bond.couple), weeks, strict=False)]
        rounds = [
            Round(
                couple=couple,
                prompt_set_version_id=version_at(couple.prompt_set_slug, span.starts_at),
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                opens_at=span.ends_at,
            )
            for span in spans
        ]
        Round.objects.bulk_create(rounds)
    for side, person in enumerate((one, other)):
        with acting_as(person.pk, now=connected):
            rows = [
                _release(person, row, given[side])
                for row, given in zip(rounds, weeks, strict=True)
                if given is not None
            ]
            Release.objects.bulk_create(rows)
    return spans


def _spans(couple) -> Iterator[Span]:
    span = Span(couple.connected_at, couple.first_moment_at)
    while True:
        yield span
        span = Span(span.ends_at, next_moment(span.ends_at, rhythm_of(couple)))


def _release(person: User, row: Round, given: Given) -> Release:
    is_bands = any(isinstance(value, Band) for value in given.values())
    release = Release(
        author=person,
        round=row,
        couple=row.couple,
        resolution=Resolution.BANDS if is_bands else Resolution.NUMBERS,
    )
    release.write({"elements": dict(given), "statements": []})
    return release


def after(spans: Sequence[Span]) -> datetime:
    """An hour after the last of them has opened."""
    return spans[-1].ends_at + timedelta(hours=1)
