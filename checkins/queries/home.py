"""What is there for me now, in one glance, and nothing about the other."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse

from accounts import vault
from accounts.access import Bond
from accounts.logic.rhythm import local_day
from accounts.models import Membership, User
from checkins.access import opens_early_from, releases_reachable_by
from checkins.enums import Phase
from checkins.logic.offers import Offered, offered
from checkins.models import CheckIn, Release, ShownHurt
from checkins.queries import checkin as checkins
from checkins.queries import picture as pictures
from checkins.queries.appreciation import Glad, glad_in, sent_between
from checkins.queries.beside import Beside, beside
from checkins.queries.moments import greet, say_moment, say_today
from checkins.queries.question import newest_memory, waiting
from checkins.queries.round import RoundPlace, Rounds, around
from checkins.queries.rupture import ShownWords, shown_between

NOTHING_BESIDE = Beside(is_talking=False, to_look_back=None, shown=None)


class WeekState(StrEnum):
    """Where one's own check-in of the running round stands."""

    FRESH = "fresh"
    BEGUN = "begun"
    DONE = "done"
    RELEASED = "released"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class WeekCard:
    """The running check-in. ``glows`` in the last three days, or where nothing was answered yet."""

    day: date
    state: WeekState
    glows: bool
    moment: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Home:
    greeting: str
    weekday: str
    week: WeekCard
    partner_name: str
    is_new: bool
    picture_day: date | None
    no_picture: bool
    opens_early_from: str
    late_day: date | None
    is_alone: bool
    has_ended: bool
    shown: ShownWords | None
    glad: Glad | None
    # The address of whatever waits for this person alone, or nothing; one card, one wording.
    for_me_alone: str
    is_talking: bool
    offered: Offered


def home_of(user: User, now: datetime) -> Home:
    """At most ten queries, however long the history is: the last two where a hurt is shown, and
    where the other was glad of something.
    """
    rounds = around(user, now)
    bond = rounds.bond
    own = checkins.latest(user)
    opened = rounds.latest_opened(now) if bond else None
    releases = _releases(user, bond, rounds, now)
    memory = newest_memory(user)
    around_us = beside(user, bond, now) if bond else NOTHING_BESIDE
    shown = _shown(bond, around_us)
    if bond:
        vault.open_keys(
            {row.author_id for row in releases}
            | {row.author_id for row in (shown, memory) if row is not None}
        )
    has_picture = bool(bond and opened and pictures.has_picture(user, bond, _of(opened, releases)))
    state = _state(user, rounds.running, own, releases, now)
    is_new = not any(row.is_done for row in own)
    early = opens_early_from(bond) if bond else None
    return Home(
        greeting=greet(now, user.time_zone, user.display_name),
        weekday=say_today(now, user.time_zone),
        week=WeekCard(
            day=rounds.running.day,
            state=state,
            glows=state in {WeekState.FRESH, WeekState.BEGUN}
            and (is_new or rounds.running.is_invited(now)),
            moment=say_moment(rounds.running.span.ends_at, user.time_zone, now),
            is_shared=bond is not None,
        ),
        partner_name=bond.partner.display_name if bond else "",
        is_new=is_new,
        picture_day=opened.day if opened and has_picture else None,
        no_picture=opened is not None and not has_picture and not opened.is_running,
        opens_early_from=(
            say_moment(early, user.time_zone, now)
            if early and now < early and rounds.running.is_first
            else ""
        ),
        late_day=_late_day(rounds, own, now),
        is_alone=bond is None,
        has_ended=bond is None and Membership.objects.filter(user=user, end_unseen=True).exists(),
        shown=_words(user, bond, shown),
        glad=_glad(user, bond, around_us),
        for_me_alone=_for_me_alone(around_us, is_asked=waiting(user, memory, now) is not None),
        is_talking=around_us.is_talking,
        offered=offered(
            [row.ends_on for row in own if row.is_done],
            local_day(now, user.time_zone),
            has_more=len(own) == checkins.LATEST,
        ),
    )


def _for_me_alone(around_us: Beside, *, is_asked: bool) -> str:
    """Where the one card for this person leads; never two of them."""
    if is_asked:
        return reverse("checkins:question")
    if around_us.to_look_back is not None:
        return reverse("checkins:talk_later", args=[around_us.to_look_back])
    return ""


def _releases(user: User, bond: Bond | None, rounds: Rounds, now: datetime) -> list[Release]:
    if bond is None:
        return []
    starts = [place.span.starts_at for place in (rounds.running, rounds.previous) if place]
    return releases_reachable_by(user, bond, now, Q(round__starts_at__in=starts))


def _of(place: RoundPlace, releases: list[Release]) -> list[Release]:
    return [row for row in releases if row.round.starts_at == place.span.starts_at]


def _state(
    user: User, place: RoundPlace, own: list[CheckIn], releases: list[Release], now: datetime
) -> WeekState:
    if place.phase(now) is not Phase.RUNNING:
        return WeekState.OPENED
    if any(row.author_id == user.pk for row in _of(place, releases)):
        return WeekState.RELEASED
    found = checkins.among(own, place, now)
    if found is None:
        return WeekState.FRESH
    return WeekState.DONE if found.is_done else WeekState.BEGUN


def _late_day(rounds: Rounds, own: list[CheckIn], now: datetime) -> date | None:
    """The week that just ended, where it may still be entered, for somebody who has begun."""
    place = rounds.previous
    if place is None or not own or not any(row.starts_on <= place.day for row in own):
        return None
    found = checkins.among(own, place, now)
    is_done = found is not None and found.is_done
    return place.day if checkins.can_write(place, now, is_done=is_done) else None


def _shown(bond: Bond | None, around_us: Beside) -> ShownHurt | None:
    if bond is None or around_us.shown is None:
        return None
    return shown_between(bond).filter(pk=around_us.shown).first()


def _glad(user: User, bond: Bond | None, around_us: Beside) -> Glad | None:
    if bond is None or around_us.glad is None:
        return None
    rows = sent_between(bond).filter(pk=around_us.glad)
    return next(iter(glad_in(user, bond.partner.display_name, rows)), None)


def _words(user: User, bond: Bond | None, row: ShownHurt | None) -> ShownWords | None:
    document = row.read_if_it_opens() if row else None
    if bond is None or row is None or document is None:
        return None
    is_mine = row.author_id == user.pk
    return ShownWords(
        pk=row.pk,
        by=user.display_name if is_mine else bond.partner.display_name,
        is_mine=is_mine,
        on=row.shown_on,
        words=document["words"],
        is_answered=False,
        hurt_pk=None,
    )
