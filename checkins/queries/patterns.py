"""What one person named, and what two took up again: a reason to point to people who can help.

The note that follows from it is private (detection.md 3, rule 13).
"""

from collections import Counter
from datetime import date, datetime

from accounts.access import bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import check_ins_reachable_by, conversations_reachable_by
from checkins.enums import Element
from checkins.logic.invitation import InvitationContent
from checkins.logic.month import CALM, MONTHS_OF_WEARING, number, wears_out
from checkins.logic.patterns import LOW_WITHIN, WITHIN, calls_for_people, stays_low
from checkins.logic.scoring import element_scores
from checkins.logic.sheet import Sheet
from checkins.models import RepairInvitation
from checkins.queries.month import owned_by as months_owned_by
from checkins.queries.prompt import specs_of
from checkins.queries.rupture import owned_by


def is_more_than_a_tool_can_hold(user: User, now: datetime) -> bool:
    """Whether what this person named lately, or what the two took up again, calls for people who
    can help; and so does an area that stays hard, or a balance that wears somebody out. At most
    six queries.
    """
    today = local_day(now, user.time_zone)
    rows = owned_by(user).filter(named_on__gt=today - WITHIN).defer("sealed")
    return (
        calls_for_people([row.named_on for row in rows], today, reopened=_reopened_areas(user))
        or _stays_low(user, today)
        or _wears_out(user)
    )


def _stays_low(user: User, today: date) -> bool:
    rows = check_ins_reachable_by(user).filter(ends_on__gt=today - LOW_WITHIN, ends_on__lte=today)
    return stays_low(
        element_scores(specs_of(row.prompt_set_version_id), Sheet.of(document).answers)
        for row in rows.order_by("-ends_on", "-starts_on")
        if (document := row.read_if_it_opens()) is not None
    )


def _wears_out(user: User) -> bool:
    latest = months_owned_by(user).order_by("-month")[:MONTHS_OF_WEARING]
    return wears_out(
        number(Sheet.of(document).answers, CALM)
        for row in latest
        if (document := row.read_if_it_opens()) is not None
    )


def _reopened_areas(user: User) -> Counter[Element]:
    """How often each area was taken up again with the current partner."""
    bond = bond_of(user)
    if bond is None:
        return Counter()
    again = conversations_reachable_by(bond).filter(reopens_id__isnull=False)
    keys = [row.invitation_id for row in again]
    invitations = RepairInvitation.objects.filter(pk__in=keys) if keys else ()
    return Counter(
        InvitationContent.of(document).area
        for row in invitations
        if (document := row.read_if_it_opens()) is not None
    )
