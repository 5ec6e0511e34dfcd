"""Numbers of the whole server: rounded down, none below five, and each week counted once."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from accounts.actions.staff import OWNER
from accounts.actor import acting_as
from accounts.enums import AccountKind
from accounts.models import User
from checkins.actions.statistic import count_weeks
from checkins.enums import Counted
from checkins.models import Statistic
from tests.accounts.admin.conftest import Server
from tests.accounts.admin.process import admin_process_here, enter
from tests.conftest import TestClock
from tests.conventions.world import LATER
from tests.factories.people import make_user


def counted(web: Server, kind: Counted) -> dict[date, int]:
    with admin_process_here(), acting_as(web.operator.pk, now=LATER):
        return dict(Statistic.objects.filter(kind=kind).values_list("week", "number"))


def test_numbers_are_rounded_and_a_week_is_counted_once(web: Server, clock: TestClock) -> None:
    people = User.objects.using(OWNER).exclude(kind=AccountKind.STAFF).count()
    first = date(2026, 3, 2)
    before = {kind: counted(web, kind) for kind in Counted}
    assert before[Counted.ACCOUNTS] == {first: people - people % 5}
    assert people > 5
    # Two couples, and what two people released: too few to be told.
    assert before[Counted.COUPLES] == {first: 0}
    assert set(before[Counted.SHARED].values()) == {0}
    with admin_process_here():
        page = enter(Client(), web.operator).get(reverse("admin:checkins_statistic_changelist"))
        assert (b"fewer than five" in page.content, b"at least" in page.content) == (True, True)
    for number in range(5):
        make_user(f"Later{number}")
    with acting_as(None, now=LATER):
        assert count_weeks() == 0
    assert counted(web, Counted.ACCOUNTS) == before[Counted.ACCOUNTS]
    clock.move_to(LATER + timedelta(days=7))
    with acting_as(None, now=clock.now):
        assert count_weeks() == 3
    after = counted(web, Counted.ACCOUNTS)
    assert after == before[Counted.ACCOUNTS] | {first + timedelta(days=7): people - people % 5 + 5}
