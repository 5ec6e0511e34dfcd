"""Rituals: what the two said yes to, what waits for a yes, and which days of a week are theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import Bond, bond_of, couple_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import AgreementKind
from checkins.enums.good import Every
from checkins.logic import ritual as logic
from checkins.logic.ritual import MOST, Idea, Repeats, parse_ideas
from checkins.models import Agreement, RitualProposal
from checkins.queries.agreement import Agreed, agreed, owned_by, repeats_in
from checkins.queries.suggestion import RITUALS, waiting

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Suggested:
    """Words and a rhythm that wait for the other's yes, until the end of ``until``, whatever comes
    of it. ``is_over``: the connection they were for has ended.
    """

    pk: UUID
    text: str
    when: str
    until: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An own copy of a ritual. ``next_on`` is None where it no longer stands."""

    agreed: Agreed
    when: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class RitualsPage:
    """What stands between the two; what the other suggests, what oneself does; what was."""

    standing: Sequence[Standing]
    theirs: Sequence[Suggested]
    mine: Sequence[Suggested]
    past: Sequence[Standing]

    @property
    def is_full(self) -> bool:
        """Whether its reader suggested as many as there may be of one person."""
        own = [each for each in self.standing if each.agreed.is_mine]
        waiting = [each for each in self.mine if not each.is_over]
        return len(own) + len(waiting) >= MOST


@dataclass(frozen=True, slots=True)
class OfTheWeek:
    """A ritual in the week that runs: its words, and the weekday or *every day*."""

    when: str | Promise
    text: str


def proposals_reachable_by(user: User) -> QuerySet[RitualProposal]:
    """Own suggestions, and those of the current connection."""
    couple = couple_of(user)
    own = RitualProposal.objects.filter(author=user)
    return own | RitualProposal.objects.filter(couple=couple) if couple else own


def kept_by(user: User, bond: Bond) -> QuerySet[Agreement]:
    """Own copies of rituals that both said yes to in this connection, standing or not."""
    return owned_by(user).filter(
        couple=bond.couple, kind=AgreementKind.RITUAL, agreed_on__isnull=False
    )


def rituals_page(user: User, now: datetime) -> RitualsPage:
    """Five queries at most, however many there are."""
    bond = bond_of(user)
    today = local_day(now, bond.couple.time_zone if bond else user.time_zone)
    found = [_standing(each, today) for each in agreed(user, AgreementKind.RITUAL)]
    mine: list[Suggested] = []
    theirs: list[Suggested] = []
    for each in waiting(RITUALS, user, bond, today):
        when = say_repeats(repeats_in(each.document))
        suggested = Suggested(
            each.row.pk, each.document["text"], when, each.until, is_over=each.is_over
        )
        (mine if each.is_mine else theirs).append(suggested)
    return RitualsPage(
        standing=[each for each in found if each.agreed.stands],
        theirs=theirs,
        mine=mine,
        past=[each for each in found if not each.agreed.stands],
    )


def rituals_of_week(user: User, bond: Bond, now: datetime) -> list[OfTheWeek]:
    """What comes in the calendar week of the couple, every day first; the same for both, and
    nothing tells what became of it. Two queries.
    """
    today = local_day(now, bond.couple.time_zone)
    found: list[tuple[int, str, OfTheWeek]] = []
    for each in agreed(user, AgreementKind.RITUAL):
        if not each.stands or each.repeats is None:
            continue
        if not (days := logic.days_of_week(each.repeats, each.agreed_on, today)):
            continue
        is_daily = each.repeats.every is Every.DAY
        when = _("Every day") if is_daily else WEEKDAYS[days[0].weekday()]
        order = -1 if is_daily else days[0].weekday()
        found.append((order, each.text, OfTheWeek(when, each.text)))
    return [each for _order, _text, each in sorted(found, key=lambda entry: entry[:2])]


def say_repeats(repeats: Repeats) -> str:
    """For example "every other Sunday"."""
    if repeats.weekday is None:
        return _("every day")
    day = {"day": WEEKDAYS[repeats.weekday]}
    match repeats.every:
        case Every.FORTNIGHT:
            return _("every other %(day)s") % day
        case Every.MONTH:
            return _("on the first %(day)s of the month") % day
        case _:
            return _("every %(day)s") % day


def ideas() -> tuple[Idea, ...]:
    """The shipped suggestions, in the language of the page."""
    return _shipped(get_language() or settings.LANGUAGE_CODE)


def _standing(each: Agreed, today: date) -> Standing:
    if each.repeats is None:
        message = "A ritual has a rhythm."
        raise ValueError(message)
    next_on = logic.next_on(each.repeats, each.agreed_on, today) if each.stands else None
    return Standing(each, say_repeats(each.repeats), next_on)


@cache
def _shipped(language: str) -> tuple[Idea, ...]:
    file = CONTENT / f"rituals.{language}.yaml"
    if not file.exists():
        file = CONTENT / f"rituals.{settings.LANGUAGE_CODE}.yaml"
    return parse_ideas(file.read_text(encoding="utf-8"))
