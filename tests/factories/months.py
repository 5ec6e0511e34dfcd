"""Days and months for tests: made by the real actions, as the person concerned."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.month import keep_month
from checkins.actions.pulse import keep_day, want_days
from checkins.enums import Direction, Scale
from checkins.enums.month import Often
from checkins.logic.sheet import Entries
from checkins.queries import month as months
from checkins.queries.prompt import specs_of


def answer_month(person: User, *, now: datetime, **entries: int | str | None) -> None:
    """``M_CALM_1=3`` answers one line; what is not named stays open."""
    named = {code.replace("_", "-"): value for code, value in entries.items()}
    keep_lines(person, named, now=now)


def keep_lines(person: User, entries: Entries, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        keep_month(by=person, month=months.this_month(person, now), entries=entries, now=now)


def whole_month(
    person: User, *, now: datetime, score: int = 8, words: str = "", often: Often = Often.NEVER
) -> None:
    """Everything answered: each rating so that it counts as ``score``."""
    with acting_as(person.pk, now=now):
        place = months.place_of(person, months.this_month(person, now))
        entries: dict[str, int | str | None] = {}
        for spec in specs_of(place.version_id):
            match spec.scale:
                case Scale.RATING:
                    is_hard = spec.direction is Direction.NEGATIVE
                    entries[spec.code] = 10 - score if is_hard else score
                case Scale.CHOICE:
                    entries[spec.code] = often
                case Scale.TEXT:
                    entries[spec.code] = words or None
        keep_month(by=person, month=place.month, entries=entries, now=now)


def keeps_days(person: User, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        want_days(by=person, wants=True)


def one_day(
    person: User, *, now: datetime, close: int = 7, ease: int | str = 7, words: str = ""
) -> None:
    entries: Mapping[str, int | str | None] = {
        "D-CLOSE-1": close,
        "D-EASE-1": ease,
        "D-LATER-1": words or None,
    }
    with acting_as(person.pk, now=now):
        keep_day(by=person, entries=entries, now=now)


def some_days(person: User, *, now: datetime, count: int, ease: int = 7) -> None:
    """The last ``count`` days, today included."""
    for back in range(count):
        one_day(person, now=now - timedelta(days=back), ease=ease)
