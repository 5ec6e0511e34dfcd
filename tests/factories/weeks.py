"""Check-ins and releases for tests: made by the real actions, as the person concerned."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import checkin, release
from checkins.actions.round import ask_to_open
from checkins.enums import Direction, Element, Scale
from checkins.logic.scoring import PromptSpec
from checkins.logic.sheet import Sheet
from checkins.models import CheckIn
from checkins.queries import checkin as checkins
from checkins.queries.month import from_the_month
from checkins.queries.prompt import specs_of
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace, around

# What a couple that connects at people.NOW calls its first round.
FIRST_DAY = date(2026, 3, 8)
FIRST_MOMENT = datetime.fromisoformat("2026-03-08T18:00:00+00:00")


def place_of(person: User, now: datetime) -> RoundPlace:
    """The running round; call it as the person."""
    return around(person, now).running


def answer(
    person: User,
    *,
    now: datetime,
    score: int = 8,
    words: str = "",
    **entries: int | str | None,
) -> None:
    """All ratings so that each element has ``score``; ``W_REL_1=3`` changes single ones."""
    with acting_as(person.pk, now=now):
        place = place_of(person, now)
        answers = ratings(specs_of(place.version_id), score)
        if words:
            answers["W-APP-1"] = words
        answers |= {code.replace("_", "-"): value for code, value in entries.items()}
        checkin.keep_answers(by=person, place=place, entries=answers, now=now)


def finish_alone(person: User, *, now: datetime) -> None:
    """Answer something, and press *Done*, for somebody who is connected with nobody."""
    with acting_as(person.pk, now=now):
        place = place_of(person, now)
        entries = {"W-REL-1": 7}
        checkin.keep_answers(by=person, place=place, entries=entries, now=now, is_done=True)


def earlier_weeks(person: User, scores: Sequence[int], *, now: datetime) -> None:
    """Finished check-ins of the weeks before the running round, oldest first, all elements alike.

    Their rounds are out of reach, as after a connection that has ended; nobody followed them yet.
    """
    with acting_as(person.pk, now=now):
        place = place_of(person, now)
        specs = specs_of(place.version_id)
        for back, score in zip(range(len(scores), 0, -1), scores, strict=True):
            row = CheckIn(
                author=person,
                prompt_set_version_id=place.version_id,
                starts_on=place.starts_on - timedelta(weeks=back),
                ends_on=place.starts_on - timedelta(weeks=back - 1),
                is_done=True,
            )
            entries = ratings(specs, score) | {"W-CTX-1": 0}
            row.write(Sheet().with_entries(specs, entries).document(specs))
            row.save()


def ratings(specs: Sequence[PromptSpec], score: int) -> dict[str, int | str | None]:
    """Answers so that each element has ``score``."""
    return {
        spec.code: 10 - score if spec.direction is Direction.NEGATIVE else score
        for spec in specs
        if spec.scale is Scale.RATING
    }


def keep(person: User, entries: Mapping[str, int | str | None], *, now: datetime) -> None:
    """Some answers and nothing else."""
    with acting_as(person.pk, now=now):
        checkin.keep_answers(by=person, place=place_of(person, now), entries=entries, now=now)


def give(
    person: User,
    *,
    now: datetime,
    keep_back: Collection[Element] = (Element.FELT,),
    added: Collection[Element] = (),
    statements: Collection[str] = (),
) -> bool:
    """Release what stands, as the preview shows it at this moment."""
    with acting_as(person.pk, now=now):
        place = place_of(person, now)
        own = checkins.of_place(place, now)
        assert own is not None
        kept = frozenset(keep_back)
        month = from_the_month(person, now, added=added, statements=statements)
        preview = preview_of(place.version_id, own.sheet(), kept, resolution_of(place), month)
        seen = fingerprint(preview, let_in_by(place, now))
        return release.release(
            by=person,
            place=place,
            keep_back=kept,
            added=added,
            statements=statements,
            seen=seen,
            now=now,
        )


def keep_all(person: User, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        release.keep_all(by=person, place=place_of(person, now), now=now)


def tap(person: User, *, now: datetime) -> bool:
    """Ask to open now."""
    with acting_as(person.pk, now=now):
        return ask_to_open(by=person, place=place_of(person, now), now=now)


def full_week(one: User, other: User, *, now: datetime, score: int = 8, words: str = "") -> None:
    """Both answer and release."""
    for person in (one, other):
        answer(person, now=now, score=score, words=words)
        give(person, now=now)
