"""Fill an empty database with the people of the demo. Safe to run again: it makes them once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from accounts.access import bond_of
from accounts.actions import couple as couples
from accounts.actions.consent import give_sharing
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.enums import Purpose
from accounts.logic.rhythm import Rhythm, local_day
from accounts.models import User
from accounts.queries.couple import default_rhythm, proposals_for
from checkins.access import conversations_reachable_by
from checkins.actions import checkin, release, repair, rupture
from checkins.actions import follow_up as follow_ups
from checkins.actions import invitation as invitations
from checkins.demo import plan, story
from checkins.demo.alone import ALONE
from checkins.demo.plan import PlannedCheckIn
from checkins.demo.story import ALICE, BOB, HURTS, SAM, Character, HurtStory
from checkins.demo.talks import TALKS, Line, TalkStory
from checkins.enums import Held, HurtState, HurtWish
from checkins.enums.repair import Outcome
from checkins.logic.rupture import HurtContent
from checkins.logic.sheet import Sheet
from checkins.management.alone import live_alone
from checkins.management.good import live_well
from checkins.management.people import connect, sign_up
from checkins.queries.conversation import Place, place_in
from checkins.queries.prompt import specs_of, steps_of
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace, around

CAST = (
    (ALICE, "a year with Bob; this week is half done, and a question waits for her alone"),
    (BOB, "a year with Alice; in a conversation it is his turn to listen"),
    (SAM, "alone, for a quarter of a year"),
)
DAYS_TO_THE_MOMENT = 2
STARTED_STEPS = 2
WEEK = timedelta(days=7)
A_TURN = timedelta(minutes=4)
EVENING = time(19, 30)


class Command(BaseCommand):
    help = "Make the people of the demo and their weeks, and print how to log in as them."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("This is a server for real people: the demo does not belong here.")
        _claim()
        if not User.objects.filter(email=ALICE.email).exists():
            # All of it or nothing: nobody could finish what was half made.
            with transaction.atomic():
                _Seeding(clock.now()).run()
        self.stdout.write(
            f"Log in with one of these addresses and the password {story.PASSWORD!r}:"
        )
        for each, what in CAST:
            self.stdout.write(f"  {each.email}  {what}")


def _claim() -> None:
    """Mark the database as one of a demo; refuse where people are in it who never said so."""
    with connections["owner"].cursor() as owner:
        owner.execute("select exists (select from demo_mark), exists (select from accounts_user)")
        is_marked, has_people = owner.fetchone()
        if not is_marked and has_people:
            raise CommandError("There are people in this database: the demo needs one of its own.")
        if not is_marked:
            owner.execute("insert into demo_mark default values")


class _Seeding:
    """The story, lived through by the real actions from its beginning to ``now``."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.users: dict[Character, User] = {}
        self.named: dict[HurtStory, UUID] = {}
        self.talked: list[TalkStory] = []

    def run(self) -> None:
        self._sign_up(SAM, self.now - (story.WEEKS_ALONE + 1) * WEEK)
        self._live_alone()
        today = local_day(self.now, story.TIME_ZONE)
        moment = today + timedelta(days=DAYS_TO_THE_MOMENT)
        # The first round ends on the Sunday that the change of rhythm then follows by its rule.
        sunday = moment - (len(story.WEEKS_TOGETHER) - 1) * WEEK - timedelta(days=4)
        sunday -= timedelta(days=(sunday.weekday() - default_rhythm("UTC").weekday) % 7)
        met = datetime.combine(sunday - timedelta(days=5), EVENING, UTC)
        self._sign_up(ALICE, met - WEEK)
        self._sign_up(BOB, met - timedelta(hours=1))
        self._connect(met, weekday=moment.weekday())
        self._live_together(met)
        live_well(self.users, self.now)
        for told in ALONE:
            live_alone(self.users[told.of], told, self.now)

    @contextmanager
    def _being(self, who: Character, at: datetime) -> Iterator[User]:
        with acting_as(self.users[who].pk, now=at):
            yield self.users[who]

    def _sign_up(self, who: Character, at: datetime) -> None:
        self.users[who] = sign_up(who.name, at=at, pronouns=who.pronouns)

    def _connect(self, at: datetime, *, weekday: int) -> None:
        connect(self.users[ALICE], self.users[BOB], at=at)
        standing = default_rhythm(story.TIME_ZONE)
        wished = Rhythm(standing.every_weeks, weekday, standing.at, standing.time_zone)
        if wished == standing:
            return
        with self._being(ALICE, at) as alice:
            couples.propose_rhythm(by=alice, rhythm=wished, now=at)
        with self._being(BOB, at) as bob:
            proposal = proposals_for(bob).get()
            couples.accept_rhythm(by=bob, proposal_id=proposal.pk, now=at)

    def _live_alone(self) -> None:
        for week in range(story.WEEKS_ALONE):
            at = self.now - (story.WEEKS_ALONE - week) * WEEK
            with self._being(SAM, at) as sam:
                place = around(sam, at).running
            self._check_in(SAM, place, week)

    def _live_together(self, met: datetime) -> None:
        at = met
        for week in story.WEEKS_TOGETHER:
            place = self._place(ALICE, at)
            self._talk_until(place.span.starts_at)
            for who in (ALICE, BOB):
                self._check_in(who, self._place(who, at), week)
            for hurt in HURTS:
                if hurt.week == week:
                    self._name(hurt, place.span.ends_at - plan.LATEST)
                if hurt.closed_in_week == week:
                    self._close(hurt, place.span.ends_at - plan.LATEST)
            at = place.span.ends_at
        self._begin_this_week()
        self._talk_until(self.now)

    def _place(self, who: Character, at: datetime) -> RoundPlace:
        with self._being(who, at) as user:
            return around(user, at).running

    def _check_in(self, who: Character, place: RoundPlace, week: int) -> None:
        named = any(hurt.of == who and hurt.week == week for hurt in HURTS)
        specs = specs_of(place.version_id)
        planned = plan.check_in(who, week, specs, named_a_hurt=named)
        if planned is None:
            return
        at = place.span.ends_at - planned.before_end
        with self._being(who, at) as user:
            for step in steps_of(place.version_id):
                entries = {each.code: planned.entries[each.code] for each in step.prompts}
                checkin.keep_answers(by=user, place=place, entries=entries, now=at)
            self._give(user, around(user, at).running, planned, at)

    def _give(self, user: User, place: RoundPlace, planned: PlannedCheckIn, at: datetime) -> None:
        if place.bond is None:
            checkin.finish(by=user, place=place, now=at)
        elif planned.keep_back is None:
            release.keep_all(by=user, place=place, now=at)
        else:
            sheet = Sheet().with_entries(specs_of(place.version_id), planned.entries)
            seen = preview_of(place.version_id, sheet, planned.keep_back, resolution_of(place))
            release.release(
                by=user,
                place=place,
                keep_back=planned.keep_back,
                seen=fingerprint(seen, let_in_by(place, at)),
                now=at,
            )

    def _begin_this_week(self) -> None:
        at = self.now - timedelta(hours=3)
        place = self._place(ALICE, at)
        planned = plan.check_in(ALICE, story.WEEKS_TOGETHER.stop, specs_of(place.version_id))
        if planned is None:
            return
        with self._being(ALICE, at) as alice:
            for step in steps_of(place.version_id)[:STARTED_STEPS]:
                entries = {each.code: planned.entries[each.code] for each in step.prompts}
                checkin.keep_answers(by=alice, place=place, entries=entries, now=at)

    def _name(self, hurt: HurtStory, at: datetime) -> None:
        content = HurtContent(hurt.areas, hurt.weight, hurt.tags, hurt.note)
        wish = HurtWish.SHOW if hurt.shown else HurtWish.KEEP
        with self._being(hurt.of, at) as user:
            self.named[hurt] = rupture.name_hurt(
                by=user, key=uuid4(), content=content, wish=wish, now=at
            )
            if not hurt.shown:
                return
            shown = rupture.show_hurt(by=user, pk=self.named[hurt], words=hurt.shown, now=at)
        if hurt.heard_after_days is not None:
            other = BOB if hurt.of == ALICE else ALICE
            at += timedelta(days=hurt.heard_after_days)
            with self._being(other, at) as user:
                rupture.hear_hurt(by=user, pk=shown, now=at)

    def _close(self, hurt: HurtStory, at: datetime) -> None:
        with self._being(hurt.of, at) as user:
            rupture.move_hurt(by=user, pk=self.named[hurt], to=HurtState.CLOSED, now=at)

    def _talk_until(self, at: datetime) -> None:
        """Conversations that had begun by then, each once: a check-in may depend on what became of
        one.
        """
        for talk in TALKS:
            if self.now - talk.before_now <= at and talk not in self.talked:
                self.talked.append(talk)
                self._talk(talk)

    def _talk(self, talk: TalkStory) -> None:
        """Live through a conversation, a few minutes a turn."""
        at = self.now - talk.before_now
        other = BOB if talk.of == ALICE else ALICE
        for who in (talk.of, other):
            with self._being(who, at) as user:
                give_sharing(by=user, purpose=Purpose.REPAIR, now=at)
        hurt = next((h for h in HURTS if h.of == talk.of and h.week == talk.about_week), None)
        with self._being(talk.of, at) as user:
            asked = invitations.invite(
                by=user,
                key=uuid4(),
                content=talk.invitation,
                rupture=self.named[hurt] if hurt else None,
                now=at,
            )
        with self._being(other, at) as user:
            pk = invitations.accept(by=user, pk=asked, cooling=talk.cooling, now=at)
        at += talk.cooling
        for line in talk.lines:
            at += A_TURN
            self._say(line, pk, at)
        if talk.repaired:
            for who in (ALICE, BOB):
                self._look_back(who, pk)

    def _say(self, line: Line, pk: UUID, at: datetime) -> None:
        with self._being(line.of, at) as user:
            place = self._in(user, pk, at)
            if place.turn is None:
                raise CommandError("The demo’s own conversation is over too soon.")
            repair.take_turn(
                by=user, pk=pk, turn=place.turn, key=place.key, content=line.content, now=at
            )

    def _in(self, user: User, pk: UUID, at: datetime) -> Place:
        bond = bond_of(user)
        if bond is None:
            raise CommandError("The demo’s couple is none.")
        return place_in(user, bond, conversations_reachable_by(bond).get(pk=pk), at)

    def _look_back(self, who: Character, pk: UUID) -> None:
        with self._being(who, self.now) as user:
            day = self._in(user, pk, self.now).row.review_on
        if day is None:
            raise CommandError("The demo’s own conversation did not come to its end.")
        at = datetime.combine(day, EVENING, UTC)
        with self._being(who, at) as user:
            follow_ups.look_back(
                by=user,
                pk=pk,
                document={"held": Held.HELD, "again": "no"},
                outcome=Outcome.REPAIRED,
                now=at,
            )
