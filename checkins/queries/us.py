"""The page of both: the latest moment, earlier pictures, and what either chose to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.access import Bond
from accounts.models import User
from checkins.queries.agreement import Agreed, due
from checkins.queries.appreciation import LATEST, Glad, glad_between
from checkins.queries.beside import between
from checkins.queries.friendship import question_of
from checkins.queries.invitation import Invitation, standing_between
from checkins.queries.moments import say_moment
from checkins.queries.past_talks import PastTalk, Talks, talks_of
from checkins.queries.picture import PicturePage, picture_of
from checkins.queries.ritual import OfTheWeek, rituals_of_week
from checkins.queries.round import around
from checkins.queries.rupture import ShownWords, shown_between, shown_words


@dataclass(frozen=True, slots=True)
class UsPage:
    """``picture`` is that of the latest moment. Before the first moment there is neither.
    ``question`` is the week's, to talk about; whatever is beside it, it stands there for both.
    """

    partner_name: str
    moment: str
    picture: PicturePage | None
    is_before_first: bool
    earlier: Sequence[date]
    shown: Sequence[ShownWords]
    talk: UUID | None
    invitations: Sequence[Invitation]
    past_talks: Sequence[PastTalk]
    due: Sequence[Agreed]
    this_week: Sequence[OfTheWeek]
    glad: Sequence[Glad]
    question: str


def us_page(user: User, now: datetime) -> UsPage | None:
    """None for somebody who is not connected. At most 18 queries, and six where there is
    nothing but pictures, however long the history is.
    """
    rounds = around(user, now)
    bond = rounds.bond
    if bond is None:
        return None
    here = between(user, bond, now)
    talks = talks_of(bond, now) if here.has_talks else Talks(None, ())
    are_asked = here.has_invitations and not talks.running
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
        shown=_shown(user, bond) if here.has_shown else (),
        talk=talks.running,
        invitations=standing_between(user, bond, now) if are_asked else (),
        past_talks=talks.past,
        # Changes are agreed on in conversations, and nowhere else.
        due=due(user, bond.couple, now) if talks.past else (),
        this_week=rituals_of_week(user, bond, now) if here.has_rituals else (),
        glad=glad_between(user, bond, most=LATEST) if here.has_glad else (),
        question=question_of(bond, now),
    )


def _shown(user: User, bond: Bond) -> list[ShownWords]:
    return shown_words(user, shown_between(bond).order_by("-shown_on", "id"))
