"""What goes at night: one's own, when it is old enough for its owner, and nothing of the other's
(safety.md PR-05, quality.md 39).
"""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.actions.couple import leave
from accounts.actions.retention import choose_keeping, purge
from accounts.actor import acting_as
from accounts.enums import Kept, KeptFor
from accounts.models import User
from accounts.personal_data import Fields, Horizon, Row, register
from checkins.actions.invitation import decline
from checkins.enums.inner import EraseAfter
from checkins.enums.repair import NoteKind
from checkins.models import (
    CheckIn,
    InnerCheckIn,
    InvitationReply,
    Memory,
    MonthlySet,
    Note,
    Pulse,
    Release,
    ReleasedText,
    RepairInvitation,
    RepairNote,
)
from tests.accounts.acting import act, seen_by
from tests.conftest import Pair, TestClock
from tests.conventions.visits import masked
from tests.conventions.world import LATER, World, plant
from tests.factories import talks
from tests.factories.alone import jot, look_inward
from tests.factories.copies import copy_of
from tests.factories.months import keeps_days, some_days, whole_month
from tests.factories.people import NOW
from tests.factories.weeks import FIRST_MOMENT, earlier_weeks, full_week

YEARS_LATER = NOW + timedelta(days=3 * 366)


def weeks_of(person: User) -> list[date]:
    return list(
        seen_by(
            person,
            lambda: list(CheckIn.objects.order_by("ends_on").values_list("ends_on", flat=True)),
        )
    )


def keep_for(person: User, check_ins: KeptFor, inward: KeptFor = KeptFor.ALWAYS) -> None:
    act(person, choose_keeping, check_ins=check_ins, inward=inward)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def test_weeks_go_on_the_day_that_the_page_names_and_not_before(sam: User) -> None:
    earlier_weeks(sam, [5, 6, 7], now=NOW)
    first, *others = weeks_of(sam)
    keep_for(sam, KeptFor.HALF_A_YEAR)
    same_day = at(first.replace(month=first.month + 6))
    assert act(sam, purge, now=same_day) == 0
    assert act(sam, purge, now=same_day + timedelta(days=1)) == 1
    assert weeks_of(sam) == others
    # A clock that was set back, and a second run in the same night.
    assert act(sam, purge, now=same_day) == act(sam, purge, now=same_day + timedelta(days=1)) == 0
    assert weeks_of(sam) == others


@pytest.mark.parametrize(
    ("kept_for", "left"),
    [(None, 0), (KeptFor.ONE_YEAR, 0), (KeptFor.FIVE_YEARS, 3), (KeptFor.ALWAYS, 3)],
)
def test_each_keeps_as_long_as_they_chose(sam: User, kept_for: KeptFor | None, left: int) -> None:
    earlier_weeks(sam, [5, 6, 7], now=NOW)
    if kept_for is not None:
        keep_for(sam, kept_for)
    act(sam, purge, now=YEARS_LATER)
    assert len(weeks_of(sam)) == left


def test_two_years_stand_without_a_choice(sam: User) -> None:
    earlier_weeks(sam, [5], now=NOW)
    (week,) = weeks_of(sam)
    same_day = at(week.replace(year=week.year + 2))
    assert act(sam, purge, now=same_day) == 0
    assert act(sam, purge, now=same_day + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Around the nights in which Berlin's clocks change; a night ends at noon.
        ("2026-03-29T10:59:00+00:00", "2026-03-29T11:00:00+00:00"),
        ("2026-10-26T10:59:00+00:00", "2026-10-26T11:00:00+00:00"),
    ],
)
def test_a_change_of_clocks_takes_nothing_early_and_leaves_nothing_late(
    sam: User, before: str, after: str
) -> None:
    last, first = datetime.fromisoformat(before), datetime.fromisoformat(after)
    earlier_weeks(sam, [5], now=NOW)
    keep_for(sam, KeptFor.HALF_A_YEAR)
    day = {3: date(2025, 9, 28), 10: date(2026, 4, 25)}[first.month]
    with acting_as(sam.pk, now=NOW):
        CheckIn.objects.update(starts_on=day - timedelta(days=7), ends_on=day)
    assert act(sam, purge, now=last) == 0
    assert act(sam, purge, now=first) == 1


def test_opened_pictures_stay_for_both_whatever_either_chose(couple: Pair, sign_in) -> None:
    mira, jon = couple
    full_week(mira, jon, now=NOW, words="The walk by the river")
    pages = [reverse("checkins:us"), reverse("checkins:today"), reverse("accounts:connection")]
    theirs = sign_in(jon)
    keep_for(mira, KeptFor.HALF_A_YEAR)
    keep_for(jon, KeptFor.ALWAYS)
    before = ([masked(theirs.get(page)) for page in pages], copy_of(jon, now=YEARS_LATER))
    assert act(mira, purge, now=YEARS_LATER) >= 1
    assert weeks_of(mira) == []
    assert len(weeks_of(jon)) == 1
    assert ([masked(theirs.get(page)) for page in pages], copy_of(jon, now=YEARS_LATER)) == before
    assert seen_by(jon, Release.objects.count, now=YEARS_LATER) == 2
    assert seen_by(jon, ReleasedText.objects.count, now=YEARS_LATER) == 2


def test_after_parting_what_was_released_goes_like_its_week(couple: Pair) -> None:
    mira, jon = couple
    full_week(mira, jon, now=NOW, words="The walk by the river")
    for person in couple:
        keep_for(person, KeptFor.HALF_A_YEAR)
    act(jon, leave, keeps_door_closed=False, now=FIRST_MOMENT + timedelta(days=1))
    same_day = datetime(2026, 9, 8, 20, tzinfo=UTC)
    act(mira, purge, now=same_day)
    assert seen_by(mira, Release.objects.count) == 1
    act(mira, purge, now=same_day + timedelta(days=1))
    assert seen_by(mira, Release.objects.count) == seen_by(mira, ReleasedText.objects.count) == 0
    assert seen_by(jon, Release.objects.count) == seen_by(jon, ReleasedText.objects.count) == 1


def replies_of(person: User) -> int:
    return int(seen_by(person, InvitationReply.objects.filter(author=person).count))


def test_invitations_go_after_thirty_days_unless_somebody_took_them_up(couple: Pair) -> None:
    mira, jon = couple
    left = talks.invite(jon, now=NOW)
    act(mira, decline, pk=left)
    talks.accept(jon, talks.invite(mira, now=NOW), now=NOW)
    for person in couple:
        assert act(person, purge, now=NOW + timedelta(days=30)) == 0
    assert replies_of(mira) == 1
    after = NOW + timedelta(days=31)
    # Whoever comes first: neither needs the other's row.
    assert [act(each, purge, now=after) for each in (mira, jon, jon)] == [0, 1, 0]
    assert replies_of(mira) == 0
    act(mira, purge, now=YEARS_LATER)
    assert seen_by(mira, RepairInvitation.objects.count) == 1
    assert replies_of(jon) == 1


def note_beside(person: User, talk: UUID) -> None:
    with acting_as(person.pk, now=NOW):
        row = RepairNote(author=person, conversation_id=talk, kind=NoteKind.CLOSE)
        row.write({"text": "mine"})
        row.save()


def test_pages_beside_a_talk_go_after_a_year_during_a_connection_and_after(couple: Pair) -> None:
    mira, jon = couple
    talk = talks.begin(mira, jon, now=NOW)
    for person in couple:
        note_beside(person, talk)
    year = datetime(2027, 3, 4, 12, tzinfo=UTC)
    assert act(mira, purge, now=year) == 0
    assert act(mira, purge, now=year + timedelta(days=1)) == 1
    assert seen_by(mira, RepairNote.objects.count) == 0
    assert seen_by(jon, RepairNote.objects.count) == 1
    act(mira, leave, keeps_door_closed=False, now=NOW + timedelta(days=40))
    assert act(jon, purge, now=year + timedelta(days=40)) == 0
    assert act(jon, purge, now=year + timedelta(days=41)) == 1


def test_what_was_put_down_looking_inward_goes_after_a_year_and_notes_on_their_own_day(
    sam: User,
) -> None:
    look_inward(sam, {}, now=NOW)
    jot(sam, "Kept until I say so", now=NOW)
    jot(sam, "Kept for a month", now=NOW, after=EraseAfter.MONTH)
    assert act(sam, purge, now=NOW + timedelta(days=30)) == 1
    year = datetime(2027, 3, 4, 12, tzinfo=UTC)
    assert act(sam, purge, now=year) == 0
    assert act(sam, purge, now=year + timedelta(days=1)) == 1
    assert seen_by(sam, InnerCheckIn.objects.count) == 0
    assert act(sam, purge, now=YEARS_LATER) == 0
    assert seen_by(sam, Note.objects.count, now=YEARS_LATER) == 1


def test_days_go_like_weeks_and_a_month_with_its_last_day(sam: User) -> None:
    keeps_days(sam, now=NOW)
    some_days(sam, now=NOW, count=1)
    whole_month(sam, now=NOW)
    keep_for(sam, KeptFor.HALF_A_YEAR)
    assert act(sam, purge, now=at(date(2026, 9, 4))) == 0
    assert act(sam, purge, now=at(date(2026, 9, 5))) == 1
    assert seen_by(sam, Pulse.objects.count) == 0
    assert act(sam, purge, now=at(date(2026, 9, 30))) == 0
    assert act(sam, purge, now=at(date(2026, 10, 1))) == 1
    assert seen_by(sam, MonthlySet.objects.count) == 0


class Later:
    """What a later section does: it says when it is old, and is asked."""

    slug, title = "later", "Later"
    covers: Fields = {}

    def __init__(self) -> None:
        self.asked: list[Horizon] = []

    def export(self, user: User, now: datetime) -> list[Row]:
        return []

    def erase(self, user: User, now: datetime) -> None:
        pass

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        self.asked.append(horizon)
        return 3


def test_new_section_joins_by_saying_how_it_ages(sam: User) -> None:
    section = Later()
    register.add(section)
    try:
        assert act(sam, purge) == 3
    finally:
        register.remove("later")
    assert section.asked == [{Kept.CHECK_INS: date(2024, 3, 4), Kept.INWARD: date(2025, 3, 4)}]


def run() -> str:
    out = StringIO()
    call_command("purge_expired", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("transactional_db")
def test_a_night_takes_what_is_old_of_everybody_and_tells_numbers_alone(
    clock: TestClock,
) -> None:
    clock.move_to(LATER)
    world: World = plant()
    people = (world.author, world.partner, world.stranger, world.solo)
    # Those of the codes by which the two came to know therapists.
    assert run() == (
        "Deleted: 0 things people wrote, 0 codes, 0 sessions, 0 devices, 4 counters.\n"
    )
    clock.move_to(YEARS_LATER)
    told = run()
    assert [each for each in people if str(each.pk) in told or each.email in told] == []
    assert "Deleted: 0 things" not in told
    # The author chose five years.
    assert len(weeks_of(world.author)) == 2
    assert weeks_of(world.partner) == weeks_of(world.stranger) == []
    assert seen_by(world.partner, Memory.objects.count) == 0
    assert run() == (
        "Deleted: 0 things people wrote, 0 codes, 0 sessions, 0 devices, 0 counters.\n"
    )
