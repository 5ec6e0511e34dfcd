"""Rounds through the pages: daylight saving both ways, a changed rhythm, and rows that tell
nothing by being there.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction

from accounts.actions import couple as couples
from accounts.actor import acting_as
from accounts.logic.rhythm import Rhythm
from accounts.models import Couple, RhythmProposal
from checkins.logic.schedule import Span
from checkins.models import Round
from checkins.queries.round import around
from tests.factories.people import NOW, connect
from tests.factories.weeks import FIRST_DAY, FIRST_MOMENT, full_week, keep

BERLIN = "Europe/Berlin"


def change_rhythm(couple, rhythm: Rhythm, now: datetime) -> None:
    with acting_as(couple.one.pk, now=now):
        couples.propose_rhythm(by=couple.one, rhythm=rhythm, now=now)
    with acting_as(couple.other.pk, now=now):
        proposal = RhythmProposal.objects.get()
        couples.accept_rhythm(by=couple.other, proposal_id=proposal.pk, now=now)


def is_open(client, day: date) -> bool:
    return "You: <b>steady</b>" in " ".join(client.get(f"/us/{day}/").content.decode().split())


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 3, 22), datetime(2026, 3, 22, 18, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 17, tzinfo=UTC)),  # summer has begun
        (date(2026, 10, 18), datetime(2026, 10, 18, 17, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 18, tzinfo=UTC)),  # and ended
    ],
)
def test_the_moment_stays_at_seven_in_the_evening(couple, sign_in, clock, day, moment):
    now = moment - timedelta(days=2)
    clock.move_to(now)
    assert "Sunday, 19:00" in sign_in(couple.one).get("/today/").content.decode()
    full_week(*couple, now=now)
    clock.move_to(moment - timedelta(microseconds=1))
    assert not is_open(sign_in(couple.other), day)
    clock.move_to(moment)
    client = sign_in(couple.other)
    assert is_open(client, day)
    assert client.get("/week/").url == f"/week/{day + timedelta(days=7)}/1/"


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        # 02:30 is skipped in March and comes twice in October.
        (date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_in_the_hour_that_changes_happens_once(couple, sign_in, clock, day, moment):
    change_rhythm(couple, Rhythm(1, 6, time(2, 30), BERLIN), NOW)
    now = moment - timedelta(days=2)
    full_week(*couple, now=now)
    for instant, opened in (
        (moment - timedelta(minutes=1), False),
        (moment, True),
        (moment + timedelta(hours=1), True),
    ):
        clock.move_to(instant)
        assert is_open(sign_in(couple.one), day) is opened


def test_weeks_alone_follow_the_person_s_own_calendar(sam, sign_in, clock):
    # In Berlin the last week of March ends an hour earlier by UTC than the week before.
    clock.move_to(datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC))
    assert sign_in(sam).get("/week/").url == "/week/2026-03-29/1/"
    clock.move_to(datetime(2026, 3, 29, 22, tzinfo=UTC))
    assert sign_in(sam).get("/week/").url == "/week/2026-04-05/1/"


def test_a_changed_rhythm_applies_from_the_next_round(couple, sign_in, clock):
    assert sign_in(couple.one).get("/week/").url == f"/week/{FIRST_DAY}/1/"
    change_rhythm(couple, Rhythm(2, 2, time(8), BERLIN), NOW)
    for person in couple:
        assert sign_in(person).get("/week/").url == f"/week/{FIRST_DAY}/1/"
    clock.move_to(FIRST_MOMENT)
    for person in couple:
        assert sign_in(person).get("/week/").url == "/week/2026-03-25/1/"


def test_rounds_are_the_same_whichever_weeks_somebody_touched(couple):
    """With a rhythm that changes in the third week."""
    told = []
    for touched_weeks in ((), (0,), (1,), (0, 1, 2), (2,), (0, 2)):
        with transaction.atomic():
            told.append(spans_after_a_change(couple, touched_weeks))
            transaction.set_rollback(True)
    assert all(spans == told[0] for spans in told)


def spans_after_a_change(couple, touched_weeks: Iterable[int]) -> list[tuple[Span, Span]]:
    for week in touched_weeks:
        keep(couple.one, {"W-REL-1": 5}, now=NOW + timedelta(weeks=week))
    change_rhythm(couple, Rhythm(1, 2, time(8), BERLIN), NOW + timedelta(weeks=2, hours=1))
    spans = []
    for days in range(15, 60, 3):
        now = NOW + timedelta(days=days)
        with acting_as(couple.other.pk, now=now):
            rounds = around(couple.other, now)
        assert rounds.previous is not None
        spans.append((rounds.running.span, rounds.previous.span))
    return spans


def test_a_clock_set_back_leads_before_no_beginning(couple, sign_in, clock):
    clock.move_to(NOW - timedelta(hours=5))
    client = sign_in(couple.one)
    assert client.get("/today/").status_code == 200
    assert client.get(f"/week/{FIRST_DAY}/done/").status_code == 200


def test_two_connections_of_one_person_have_rounds_of_their_own(alice, bob, carol, clock):
    connect(alice, bob)
    keep(alice, {"W-REL-1": 5}, now=NOW)
    with acting_as(alice.pk, now=NOW):
        couples.leave(by=alice, keeps_door_closed=True, now=NOW)
    later = NOW + timedelta(days=21)
    connect(alice, carol, now=later)
    with acting_as(alice.pk, now=later):
        place = around(alice, later).running
        assert place.is_first
        assert place.row is None
        assert not Round.objects.filter(couple__isnull=False).exists()
        assert Couple.objects.count() == 1
