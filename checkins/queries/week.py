"""The pages of the check-in: its steps, and where it stands afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.access import Refusal, check_may_share
from accounts.enums import Purpose
from checkins.access import opens_early_from, wishes_reachable_by
from checkins.enums import Element, HurtAnswer, Phase, Scale
from checkins.logic.rupture import asks_to_follow_up
from checkins.logic.sheet import Sheet
from checkins.models import Release
from checkins.queries import checkin as checkins
from checkins.queries.moments import say_moment, say_week
from checkins.queries.prompt import AskedPrompt, steps_of
from checkins.queries.round import RoundPlace

# How the buttons name a prompt that was passed over.
SKIPPED = "skip"


@dataclass(frozen=True, slots=True)
class Week:
    """Which round a page is about, in words."""

    day: date
    words: str
    moment: str
    is_late: bool
    is_shared: bool
    partner_name: str
    steps: int


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt on the page. ``value`` is None where nothing stands, or may not be read now."""

    prompt: AskedPrompt
    field: Any
    value: str | None
    is_hidden: bool

    @property
    def is_rating(self) -> bool:
        return self.prompt.scale is Scale.RATING

    @property
    def is_text(self) -> bool:
        return self.prompt.scale is Scale.TEXT

    @property
    def low(self) -> str:
        return self.prompt.anchors[0]

    @property
    def middle(self) -> str:
        return self.prompt.anchors[1]

    @property
    def high(self) -> str:
        return self.prompt.anchors[2]

    @property
    def error(self) -> str:
        return " ".join(self.field.errors)


@dataclass(frozen=True, slots=True)
class Finished:
    """Where one's own check-in stands. Nothing here depends on the other."""

    is_open: bool
    can_write: bool
    is_done: bool
    is_released: bool
    refusal: Refusal | None
    can_open_early: bool
    has_tapped: bool
    opens_early_from: str
    asks_about_hurt: bool


def week_of(place: RoundPlace, now: datetime) -> Week:
    """The head of every page about one round."""
    return Week(
        day=place.day,
        words=say_week(place.starts_on, place.day),
        moment=say_moment(place.span.ends_at, place.person.time_zone, now),
        is_late=place.phase(now) is not Phase.RUNNING,
        is_shared=place.bond is not None and place.phase(now) is Phase.RUNNING,
        partner_name=place.bond.partner.display_name if place.bond else "",
        steps=len(steps_of(place.version_id)),
    )


def questions_of(
    prompts: Sequence[AskedPrompt], sheet: Sheet | None, form: Any, *, may_read: bool
) -> Sequence[Question]:
    """These prompts with what stands there; a bound form keeps what was typed."""
    questions = []
    for prompt in prompts:
        stands = sheet is not None and sheet.has(prompt.code)
        value: str | None = None
        if form.is_bound:
            value = form.data.get(prompt.code)
        elif stands and may_read and sheet is not None:
            value = _standing(prompt, sheet)
            form.initial[prompt.code] = value
        questions.append(
            Question(prompt, form[prompt.code], value, is_hidden=stands and not may_read)
        )
    return questions


def _standing(prompt: AskedPrompt, sheet: Sheet) -> str:
    found = sheet.value(prompt.code)
    if found is not None:
        return str(found)
    return "" if prompt.scale is Scale.TEXT else SKIPPED


def finished_of(place: RoundPlace, now: datetime, *, may_read: bool) -> Finished:
    """One's own state in a round. ``may_read`` opens what was answered about a hurt."""
    own = checkins.of_place(place, now)
    is_done = own is not None and own.is_done
    bond = place.bond
    is_running = place.phase(now) is Phase.RUNNING
    is_released = (
        bond is not None and Release.objects.filter(author=place.person, **place.within()).exists()
    )
    has_tapped = (
        is_released
        and is_running
        and wishes_reachable_by(place.person).filter(**place.within()).exists()
    )
    early = opens_early_from(bond) if bond else None
    return Finished(
        is_open=bond is not None and not is_running,
        can_write=checkins.can_write(place, now, is_done=is_done),
        is_done=is_done,
        is_released=is_released,
        refusal=refusal_to_share(place) if is_running else None,
        can_open_early=is_released and is_running and early is not None and early <= now,
        has_tapped=has_tapped,
        opens_early_from=(
            say_moment(early, place.person.time_zone, now)
            if early is not None and now < early
            else ""
        ),
        asks_about_hurt=may_read and own is not None and _asks_about_hurt(place, own.sheet()),
    )


def refusal_to_share(place: RoundPlace) -> Refusal | None:
    """Why this person cannot release just now, or None."""
    if place.bond is None:
        return None
    try:
        check_may_share(place.person, Purpose.WEEKLY_SHARING)
    except Refusal as refusal:
        return refusal
    return None


def _asks_about_hurt(place: RoundPlace, sheet: Sheet) -> bool:
    for step in steps_of(place.version_id):
        if step.element is Element.EVENT:
            for prompt in step.prompts:
                answer = sheet.answers.get(prompt.code)
                if answer is not None and asks_to_follow_up(HurtAnswer(str(answer))):
                    return True
    return False
