"""What a person can reach of the practice, and what they may do now, with the reason why not.

Row-level security holds the same rules once more (checkins/migrations/0002_policies.sql).
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond, Refusal, check_may_share
from accounts.enums import Purpose
from accounts.models import User
from checkins.enums import Phase
from checkins.enums.repair import Reach
from checkins.models import (
    CheckIn,
    OpenWish,
    Release,
    ReleasedText,
    RepairConversation,
    RepairInvitation,
    Round,
)


class CaseEnded(Refusal):
    """What both had let a therapist see ended while it was being asked for."""


class WeekIsClosed(Refusal):
    sentence = _("This week is closed. What you answered stays with you.")


class MonthIsClosed(Refusal):
    sentence = _("This month is closed. What you answered stays with you.")


class HasOpened(Refusal):
    sentence = _("The moment has passed, so this can no longer change.")


class NothingReleased(Refusal):
    sentence = _("Release something first; then you can open it together.")


class TooSoon(Refusal):
    sentence = _("You connected only a short while ago. Opening early comes a little later.")


class TooMuch(Refusal):
    sentence = _("That is more than fits into one week. Please make it a little shorter.")


class HasChanged(Refusal):
    sentence = _("Your answers have changed since you saw this page. Please look once more.")


class TalkRuns(Refusal):
    sentence = _("There is a conversation between you already. One at a time.")


class TalkHasMovedOn(Refusal):
    sentence = _("This has moved on meanwhile. What you typed is kept, for you alone.")


class AlreadySent(Refusal):
    sentence = _("You have sent this step already; what you typed here is kept below.")


class TalkRests(Refusal):
    sentence = _("The conversation is paused. What you typed is kept, for you alone.")


class StillCooling(Refusal):
    sentence = _("You two are still cooling off. It goes on when the time has come.")


def rounds_reachable_by(user: User, bond: Bond | None) -> QuerySet[Round]:
    """Rounds of the current couple, or those a person has alone."""
    if bond is None:
        return Round.objects.filter(person=user)
    return Round.objects.filter(couple=bond.couple)


def check_ins_reachable_by(user: User) -> QuerySet[CheckIn]:
    """One's own. There is no other way to a check-in."""
    return CheckIn.objects.filter(author=user)


def wishes_reachable_by(user: User) -> QuerySet[OpenWish]:
    """One's own taps on *open now*."""
    return OpenWish.objects.filter(author=user)


def releases_reachable_by(
    user: User, bond: Bond, now: datetime, *where: Q | Combinable, most: int | None = None
) -> list[Release]:
    """One's own of this couple; the other's where the moment has come and one gave as well.

    Of those that ``where`` leaves, the latest rounds first and no more than ``most`` rows, each
    with its round. Whether one gave as well is asked of the rows themselves: asked of the
    database, pair by pair, it would take longer than the rest of the page.
    """
    found = Release.objects.filter(
        *where, couple=bond.couple, author__in=[user.pk, bond.partner.pk]
    ).select_related("round")
    rows = list(found.order_by("-round__ends_at")[:most])
    given_in = {row.round_id for row in rows if row.author_id == user.pk}
    return [
        row
        for row in rows
        if row.author_id == user.pk or (row.round.opens_at <= now and row.round_id in given_in)
    ]


def texts_reachable_by(bond: Bond, releases: Iterable[Release]) -> QuerySet[ReleasedText]:
    """Released words: those that ride with releases which are in reach."""
    return ReleasedText.objects.filter(couple=bond.couple, release__in=[row.pk for row in releases])


def opened_texts_reachable_by(bond: Bond, now: datetime) -> QuerySet[ReleasedText]:
    """Released words of every round that has opened for the two, with their rounds: the same for
    both. That both hold a release there is asked of the database, for all rounds at once.
    """
    opened = Func(
        F("round_id"),
        template="%(expressions)s = any ((select my_open_rounds())::uuid[])",
        output_field=BooleanField(),
    )
    texts = ReleasedText.objects.filter(opened, couple=bond.couple, round__opens_at__lte=now)
    return texts.select_related("round")


def conversations_reachable_by(bond: Bond) -> QuerySet[RepairConversation]:
    """Those of the current couple; of one that has ended each keeps their own words alone."""
    return RepairConversation.objects.filter(couple=bond.couple)


def withdraw_invitations(by: User) -> None:
    """Every invitation of one's own that nobody has taken up reaches nobody any more."""
    taken_up = RepairConversation.objects.filter(invitation_id=OuterRef("pk"))
    own = RepairInvitation.objects.filter(~Exists(taken_up), author=by, reach=Reach.OPEN)
    own.update(reach=Reach.WITHDRAWN)


def check_can_release(user: User, phase: Phase) -> None:
    """Raises HasOpened, NotConnected, Paused or NoConsent."""
    if phase is not Phase.RUNNING:
        raise HasOpened
    check_may_share(user, Purpose.WEEKLY_SHARING)


def check_can_open_early(bond: Bond, phase: Phase, now: datetime, *, is_released: bool) -> None:
    """Raises HasOpened, TooSoon or NothingReleased."""
    if phase is not Phase.RUNNING:
        raise HasOpened
    if now < opens_early_from(bond):
        raise TooSoon
    if not is_released:
        raise NothingReleased


def opens_early_from(bond: Bond) -> datetime:
    """From when these two may open before their moment."""
    return bond.couple.connected_at + settings.FIRST_OPENING_NOTICE
