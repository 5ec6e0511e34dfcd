"""Rounds that have opened for one of the two, unsealed: the one way to what both released."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from accounts import vault
from accounts.access import Bond
from accounts.models import User
from checkins.access import releases_reachable_by
from checkins.logic import reveal
from checkins.logic.reveal import Picture
from checkins.logic.schedule import Span, round_day
from checkins.models import Release, Round
from checkins.queries.release import opened


@dataclass(frozen=True, slots=True)
class OpenedRound:
    """A round in which both hold a release, with both unsealed."""

    round: Round
    releases: Sequence[Release]
    picture: Picture


def opened_rounds(user: User, bond: Bond, now: datetime, *where: Q, most: int) -> list[OpenedRound]:
    """The latest ``most`` rounds of these two that have opened, latest first; one query and the
    keys. A picture in which nothing met is empty; words are not read.
    """
    is_open = RawSQL(
        '"checkins_release"."round_id" = any ((select my_open_rounds())::uuid[])',
        [],
        output_field=BooleanField(),
    )
    # Both hold a release in each of these rounds, so they come in pairs.
    rows = releases_reachable_by(
        user, bond, now, is_open, Q(round__opens_at__lte=now), *where, most=2 * most
    )
    vault.open_keys({row.author_id for row in rows})
    by_round: dict[UUID, list[Release]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, []).append(row)
    return [
        OpenedRound(pair[0].round, pair, picture)
        for pair in by_round.values()
        if (picture := picture_in(user, pair)) is not None
    ]


def picture_in(user: User, releases: Iterable[Release]) -> Picture | None:
    """The picture without words; empty where only words may show; None without both releases.

    A release that does not open, because its author was erased, counts as not there.
    """
    given = {}
    for release in releases:
        with suppress(vault.CannotOpen):
            given[release.author_id == user.pk] = opened(release)
    if True not in given or False not in given:
        return None
    resolution = given[True].resolution
    return reveal.shared_picture(given[True], given[False]) or Picture(resolution, ())


def day_of(row: Round, bond: Bond) -> date:
    """The day that names a round, by the couple's calendar."""
    return round_day(Span(row.starts_at, row.ends_at), bond.couple.time_zone)
