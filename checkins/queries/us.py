"""The page of both: the latest moment, earlier pictures, and what either chose to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.access import Bond
from accounts.models import User
from checkins.models import ShownHurt
from checkins.queries.moments import say_moment
from checkins.queries.picture import PicturePage, picture_of
from checkins.queries.round import around
from checkins.queries.rupture import ShownWords, shown_words


@dataclass(frozen=True, slots=True)
class UsPage:
    """``picture`` is that of the latest moment. Before the first moment there is neither."""

    partner_name: str
    moment: str
    picture: PicturePage | None
    is_before_first: bool
    earlier: Sequence[date]
    shown: Sequence[ShownWords]


def us_page(user: User, now: datetime) -> UsPage | None:
    """None for somebody who is not connected. At most seven queries."""
    rounds = around(user, now)
    bond = rounds.bond
    if bond is None:
        return None
    latest = rounds.latest_opened(now)
    picture = picture_of(user, bond, now) if latest else None
    earlier: Sequence[date] = picture.earlier if picture else ()
    if picture and latest and picture.day != latest.day:
        earlier, picture = [picture.day, *picture.earlier], None
    return UsPage(
        partner_name=bond.partner.display_name,
        moment=say_moment(rounds.running.span.ends_at, user.time_zone, now),
        picture=picture,
        is_before_first=latest is None,
        earlier=earlier,
        shown=_shown(user, bond),
    )


def _shown(user: User, bond: Bond) -> list[ShownWords]:
    rows = ShownHurt.objects.filter(couple=bond.couple).select_related("author")
    return shown_words(user, rows.order_by("-shown_on", "id"))
