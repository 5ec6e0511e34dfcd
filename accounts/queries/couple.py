"""The connection as its pages show it. Nothing here tells what the other one did or wished,
but for what both agreed on and a rhythm that was suggested.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.access import bond_of, couple_of, is_paused
from accounts.enums import Weekday
from accounts.logic.rhythm import Rhythm
from accounts.models import Couple, Membership, NumbersWish, RhythmProposal, User, functions
from accounts.models.couple import RhythmFields
from accounts.models.functions import BlockedPerson, Pairing
from accounts.queries.consent import Standing, sharing_of
from accounts.queries.therapist import names_known_by

WEEKDAYS: dict[Weekday, Promise] = {
    Weekday.MONDAY: pgettext_lazy("on a weekday", "Monday"),
    Weekday.TUESDAY: pgettext_lazy("on a weekday", "Tuesday"),
    Weekday.WEDNESDAY: pgettext_lazy("on a weekday", "Wednesday"),
    Weekday.THURSDAY: pgettext_lazy("on a weekday", "Thursday"),
    Weekday.FRIDAY: pgettext_lazy("on a weekday", "Friday"),
    Weekday.SATURDAY: pgettext_lazy("on a weekday", "Saturday"),
    Weekday.SUNDAY: pgettext_lazy("on a weekday", "Sunday"),
}
EVERY_WEEKS: dict[int, Promise] = {
    1: gettext_lazy("Every week"),
    2: gettext_lazy("Every two weeks"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rhythm one of the two suggests; both may know whose it is."""

    id: UUID
    words: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ConnectionPage:
    """What one of the two reads about their connection."""

    partner_name: str
    partner_pronouns: str
    connected_at: datetime
    first_moment_at: datetime | None
    rhythm: str
    proposal: Proposal | None
    wants_numbers: bool
    is_paused: bool
    sharing: list[Standing]
    therapists: list[str]


def default_rhythm(time_zone: str) -> Rhythm:
    """The rhythm that stands until both say yes to another (decisions.md 23)."""
    standing: Any = settings.DEFAULT_RHYTHM
    return Rhythm(**standing, time_zone=time_zone)


def rhythm_of(row: RhythmFields) -> Rhythm:
    """The rhythm of a couple or of a proposal, as the pure value."""
    return Rhythm(row.every_weeks, row.weekday, row.at, row.time_zone)


def rhythm_words(rhythm: Rhythm) -> str:
    """For example "Every week on Sunday at 19:00 (Europe/Berlin)"."""
    return _("%(every)s on %(weekday)s at %(time)s (%(zone)s)") % {
        "every": EVERY_WEEKS[rhythm.every_weeks],
        "weekday": WEEKDAYS[Weekday(rhythm.weekday)],
        "time": time_format(rhythm.at, "H:i"),
        "zone": rhythm.time_zone.replace("_", " "),
    }


def connection_page(user: User, *, now: datetime) -> ConnectionPage | None:
    """None for somebody who is not connected; six queries."""
    bond = bond_of(user)
    if bond is None:
        return None
    couple = bond.couple
    return ConnectionPage(
        partner_name=bond.partner.display_name,
        partner_pronouns=bond.partner.pronouns,
        connected_at=couple.connected_at,
        first_moment_at=couple.first_moment_at if couple.first_moment_at > now else None,
        rhythm=rhythm_words(rhythm_of(couple)),
        proposal=proposal_for(couple, user),
        wants_numbers=NumbersWish.objects.filter(author=user).exists(),
        is_paused=is_paused(user),
        sharing=sharing_of(user),
        therapists=names_known_by(couple),
    )


def proposal_for(couple: Couple, user: User) -> Proposal | None:
    """The rhythm that is suggested just now; one query."""
    row = RhythmProposal.objects.filter(couple=couple).first()
    if row is None:
        return None
    return Proposal(row.pk, rhythm_words(rhythm_of(row)), row.author_id == user.pk)


def proposals_for(user: User) -> QuerySet[RhythmProposal]:
    """The suggestions somebody may answer: those of their current couple."""
    return RhythmProposal.objects.filter(couple=couple_of(user))


def my_pairing() -> Pairing | None:
    """The pairing that whoever acts may confirm or drop; one query.

    It looks the same whether the other one said yes, dropped it or did nothing.
    """
    return functions.my_pairing()


def my_code_lives_until() -> datetime | None:
    """Until when a code of whoever acts can be typed; None without one; one query."""
    return functions.my_code_lives_until()


def my_closed_doors() -> list[BlockedPerson]:
    """Whom whoever acts does not let connect again; one query."""
    return functions.my_blocks()


def has_unseen_end(user: User) -> bool:
    """Whether the other one ended a connection and this person has not put the notice away."""
    return Membership.objects.filter(user=user, end_unseen=True).exists()
