"""The demo's therapist and whom she sees. Safe to run again; after seed_demo."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from accounts import demo_factor
from accounts.access import require_couple
from accounts.actions import therapist as therapists
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.enums import AuditAction, SecretsPolicy, TherapistState
from accounts.logic.rhythm import local_day
from accounts.logic.scopes import LONGEST_MONTHS, months_after
from accounts.models import User
from accounts.queries.therapist import known_by
from checkins.actions import case as cases
from checkins.actions import checkin, release
from checkins.demo import practice, story
from checkins.enums import Direction, Element, Scale
from checkins.logic.sheet import Sheet
from checkins.management.people import NETWORK, connect, sign_up
from checkins.queries.case import case_of, open_scopes
from checkins.queries.prompt import specs_of
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace, around

WEEK = timedelta(days=7)
EMAIL = demo_factor.EMAIL
USUAL = 7
KEPT_BACK = frozenset({Element.FELT})


class Command(BaseCommand):
    help = "Make the therapist of the demo and whom she sees, and print how to log in as her."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("This is a server for real people: the demo does not belong here.")
        now = clock.now()
        met = _met_at(now)
        if not User.objects.filter(email=EMAIL).exists():
            with transaction.atomic():
                _apply(met - WEEK)
        _verify(met)
        erin = User.objects.get(email=EMAIL)
        if not User.objects.filter(display_name=practice.OTHERS[0]).exists():
            # All of it or nothing: nobody could finish what was half made.
            with transaction.atomic():
                _see_alice_and_bob(erin, met, now)
                _see_the_others(erin, now)
        self.stdout.write(
            f"  {EMAIL}  a therapist whom Alice and Bob let in, and Carol and Dan did until"
            " yesterday; the code that is asked for after the password stands at /mailbox/"
        )


def _met_at(now: datetime) -> datetime:
    """When alice and bob connected."""
    alice = User.objects.get(email=story.ALICE.email)
    with acting_as(alice.pk, now=now):
        return require_couple(alice).connected_at


def _apply(at: datetime) -> None:
    erin = sign_up(practice.NAME, at=at, pronouns=practice.PRONOUNS)
    with acting_as(erin.pk, now=at):
        TOTP.activate(erin, demo_factor.FACTOR)
        therapists.apply(
            by=erin,
            name=practice.PROFESSIONAL_NAME,
            licence=practice.LICENCE,
            register_url=practice.REGISTER,
            policy=SecretsPolicy.LIMITED,
            policy_words=practice.POLICY_WORDS,
            now=at,
        )
        therapists.finish_training(by=erin, now=at)


def _verify(at: datetime) -> None:
    """What somebody who looks after the server does: the web's role may not."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as owner:
        owner.execute("set local role app_policy")
        owner.execute(
            "update accounts_therapist set state = %s, decided_at = %s"
            " where licence = %s and state = %s",
            [TherapistState.VERIFIED, at, practice.LICENCE, TherapistState.APPLIED],
        )


def _see_alice_and_bob(erin: User, met: datetime, now: datetime) -> None:
    pair = [User.objects.get(email=each.email) for each in (story.ALICE, story.BOB)]
    at = met + practice.LET_IN_AFTER_WEEKS * WEEK
    known = _let_in(erin, pair, at, months_after(local_day(at, story.TIME_ZONE), LONGEST_MONTHS))
    for days, text in practice.SESSIONS.items():
        then = now - timedelta(days=days)
        with acting_as(erin.pk, now=then):
            case = case_of(known)
            if case is None:
                raise CommandError("The demo’s own consents let nobody in.")
            cases.write_case_note(
                by=erin,
                case=case,
                key=uuid4(),
                on=local_day(then, story.TIME_ZONE),
                text=text,
                is_session=True,
                now=then,
            )
    last = now - timedelta(days=practice.LAST_LOOK)
    with acting_as(erin.pk, now=last):
        case = case_of(known)
        if case is not None:
            cases.look(
                by=erin,
                case=case,
                scopes=open_scopes(case),
                how=AuditAction.THERAPIST_VIEWED,
                now=last,
            )


def _see_the_others(erin: User, now: datetime) -> None:
    began = now - (practice.OTHERS_WEEKS + 1) * WEEK
    pair = [sign_up(name, at=began) for name in practice.OTHERS]
    connect(*pair, at=began)
    at = began + timedelta(hours=1)
    _let_in(erin, pair, at, local_day(now, story.TIME_ZONE) - timedelta(days=1))
    for week in range(1, practice.OTHERS_WEEKS + 1):
        for person in pair:
            _release(person, began + week * WEEK - timedelta(days=1), week)


def _let_in(erin: User, pair: list[User], at: datetime, last_day: date) -> UUID:
    """By a code of hers, and then by each of the two alone; the key by which they know her."""
    with acting_as(erin.pk, now=at):
        code = therapists.make_code(by=erin, now=at)
    known = None
    for person in pair:
        with acting_as(person.pk, now=at):
            if known is None:
                therapists.redeem_code(by=person, typed=code.text, network=NETWORK, now=at)
            couple = require_couple(person)
            page = known_by(couple, person, at)[0]
            known = page.pk
            therapists.let_in(
                by=person,
                known=known,
                policy_version=page.policy_version,
                scopes=practice.SCOPES,
                first_day=local_day(at, couple.time_zone),
                last_day=last_day,
                now=at,
            )
    if known is None:
        raise CommandError("The demo’s own code was refused.")
    return known


def _release(person: User, at: datetime, week: int) -> None:
    with acting_as(person.pk, now=at):
        place = around(person, at).running
        entries = _entries(person, place, week)
        checkin.keep_answers(by=person, place=place, entries=entries, now=at)
        place = around(person, at).running
        sheet = Sheet().with_entries(specs_of(place.version_id), entries)
        preview = preview_of(place.version_id, sheet, KEPT_BACK, resolution_of(place))
        release.release(
            by=person,
            place=place,
            keep_back=KEPT_BACK,
            seen=fingerprint(preview, let_in_by(place, at)),
            now=at,
        )


def _entries(person: User, place: RoundPlace, week: int) -> dict[str, Any]:
    usual = practice.OTHERS_USUAL[person.display_name]
    entries: dict[str, Any] = {}
    for spec in specs_of(place.version_id):
        if spec.scale is Scale.RATING:
            # Up and down a little, the same on every machine.
            score = usual.get(spec.element, USUAL) + (week % 3) - 1
            entries[spec.code] = 10 - score if spec.direction is Direction.NEGATIVE else score
    return entries
