"""Lines over time for the two: of shared pictures and of what both can see, nothing else.

Either may look at it beside the other. Nobody's own answers are read here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.access import Bond, bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums.month import TrendMark
from checkins.logic.reveal import HISTORY
from checkins.logic.trends import Mark
from checkins.queries.conversation import repaired_or_taken_up
from checkins.queries.opened import opened_rounds
from checkins.queries.panels import Panel
from checkins.queries.rupture import shown_between
from checkins.queries.shared_panels import shared_panels, shared_round


@dataclass(frozen=True, slots=True)
class UsTrendsPage:
    """There is no panel for everything together, and no line for both."""

    partner_name: str
    panels: Sequence[Panel]


def us_trends_page(user: User, now: datetime, *, weeks: int) -> UsTrendsPage | None:
    """The lines of these two in the last ``weeks``; None for somebody who is not connected.

    Five queries and the keys, however long the history is.
    """
    bond = bond_of(user)
    if bond is None:
        return None
    today = local_day(now, bond.couple.time_zone)
    # A week more than there can be, unless a rhythm has just changed, and what came before.
    found = opened_rounds(user, bond, now, most=weeks + 1 + HISTORY)
    rounds = [
        shared_round(each.round, each.picture, bond.couple.time_zone) for each in reversed(found)
    ]
    since = today - timedelta(weeks=weeks)
    panels = shared_panels(
        rounds,
        (_("You"), bond.partner.display_name),
        since=since,
        last=today,
        marks=_marks(bond, since),
    )
    return UsTrendsPage(bond.partner.display_name, panels)


def _marks(bond: Bond, since: date) -> list[Mark]:
    """What stands or stood on the page of both, with the day that both can see there. What was
    repaired has left it, so what remains of it is that it was repaired. A day on which somebody
    said so is nobody's: it stands on the day that the two had set to look back.
    """
    marks = [
        Mark(row.shown_on, TrendMark.HURT)
        for row in shown_between(bond)
        .filter(shown_on__gt=since)
        .select_related(None)
        .defer("sealed")
    ]
    for row in repaired_or_taken_up(bond.couple):
        if row.is_repaired and row.review_on is not None:
            marks.append(Mark(row.review_on, TrendMark.REPAIRED))
        if row.reopens_id is not None:
            marks.append(Mark(row.started_on, TrendMark.REOPENED))
    return [mark for mark in marks if mark.on > since]
