"""Rows of a person that others stand beside: dated by what they belong to, and old by that date."""

from collections.abc import Sequence
from datetime import datetime

from accounts.enums import Kept
from accounts.logic.rhythm import local_day
from accounts.models import Membership, User
from accounts.personal_data import GoesWithThePerson, Horizon, OwnRows, Row, plain
from checkins.logic.suggestion import WAITS_FOR
from checkins.models import Agreement, CheckIn, RepairConversation, functions


class OfARound(OwnRows):
    """Rows that carry no date of their own: that of one's check-in of the same round stands in.
    The round itself is out of reach once a connection has ended.
    """

    __slots__ = ()

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        check_ins = CheckIn.objects.filter(author=user).defer("sealed")
        ends = {row.round_id: row.ends_on for row in check_ins}
        dated = [
            {"week_until": plain(ends.get(row.round_id)), **self.row(row)}
            for row in self.rows_of(user)
        ]
        return sorted(dated, key=lambda each: each["week_until"] or "")


class OfThePerson(OfARound, GoesWithThePerson):
    """What has opened cannot be taken back by the web; it goes with the person."""

    __slots__ = ()

    def erase(self, user: User, now: datetime) -> None:
        pass


class Released(OfThePerson):
    """While two are connected, what has opened stays for both, whatever either chose: its going
    would tell the other what that was. Afterwards it is old like its own check-in.
    """

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        oldest = horizon[Kept.CHECK_INS]
        return 0 if oldest is None else functions.parted_purge(oldest)


class Invitations(OwnRows):
    """Those that nobody took up go after thirty days, and what was answered to such."""

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        return functions.invitations_purge()


class Beside(OwnRows):
    """Dated by their conversation. Once a connection has ended that is out of reach, and the day
    of the latest end stands in.
    """

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        oldest = horizon[Kept.INWARD]
        if oldest is None:
            return 0
        old = self.rows_of(user).filter(conversation__started_on__lt=oldest)
        gone = old.delete()[0]
        ended = Membership.objects.filter(user=user, left_on__isnull=False)
        latest = ended.order_by("-left_on").values_list("left_on", flat=True).first()
        if latest is not None and latest < oldest:
            in_reach = RepairConversation.objects.values("pk")
            gone += self.rows_of(user).exclude(conversation_id__in=in_reach).delete()[0]
        return gone


class Waiting(OwnRows):
    """What waits for somebody's yes, or was put away meanwhile: gone with the day it closes, and
    the yes that came with it. Dated by what it is ordered by, and a day later than the pages say,
    in whatever time zone that was.
    """

    __slots__ = ()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        oldest = local_day(now, "UTC") - WAITS_FOR
        old = self.rows_of(user).filter(**{f"{self.order[0]}__lt": oldest})
        yes = Agreement.objects.filter(author=user, agreed_on__isnull=True)
        yes.filter(subject__in=old.values("pk")).delete()
        return int(old.delete()[0])
