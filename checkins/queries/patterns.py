"""What one person named, and what two took up again: a reason to point to people who can help.

The note that follows from it is private (detection.md 3, rule 13).
"""

from collections import Counter
from datetime import datetime

from accounts.access import bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import conversations_reachable_by
from checkins.enums import Element
from checkins.logic.invitation import InvitationContent
from checkins.logic.patterns import WITHIN, calls_for_people
from checkins.models import RepairInvitation
from checkins.queries.rupture import owned_by


def is_more_than_a_tool_can_hold(user: User, now: datetime) -> bool:
    """Whether what this person named lately, or what the two took up again, calls for people who
    can help. At most four queries.
    """
    today = local_day(now, user.time_zone)
    rows = owned_by(user).filter(named_on__gt=today - WITHIN).defer("sealed")
    return calls_for_people([row.named_on for row in rows], today, reopened=_reopened_areas(user))


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
