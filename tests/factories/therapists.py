"""Therapists and what couples let them see, by the real actions, each as the person concerned."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection

from accounts.access import require_couple
from accounts.actions import therapist as actions
from accounts.actor import acting_as
from accounts.enums import Scope, SecretsPolicy
from accounts.logic.rhythm import local_day
from accounts.logic.scopes import months_after
from accounts.models import User
from accounts.queries.therapist import known_by
from checkins.actions.case import write_case_note
from checkins.queries.case import case_of
from tests.factories.people import NOW, make_user

EVERYTHING = tuple(Scope)


def make_therapist(
    name: str = "Erin",
    *,
    now: datetime = NOW,
    verified: bool = True,
    trained: bool = True,
    factor: bool = True,
) -> User:
    """Somebody who applied; verified as the admin process would do it, in the same transaction."""
    person = make_user(name)
    with acting_as(person.pk, now=now):
        if factor:
            TOTP.activate(person, generate_totp_secret())
        actions.apply(
            by=person,
            name=f"{name} Example",
            licence=f"LIC-{name}",
            register_url="https://register.example.org/",
            policy=SecretsPolicy.NO_SECRETS,
            policy_words="",
            now=now,
        )
        if trained:
            actions.finish_training(by=person, now=now)
    person.refresh_from_db()
    if verified:
        verify(person, now=now)
    return person


def verify(person: User, *, state: str = "verified", now: datetime = NOW) -> None:
    """What the admin process writes; the web may not (tests/database.py)."""
    with connection.cursor() as cursor:
        cursor.execute("select testing.decide_therapist(%s, %s, %s)", [person.pk, state, now])


def make_staff(name: str = "Grace") -> User:
    """Somebody who looks after the server: the owner makes these, and the web may not."""
    person = make_user(name)
    with connection.cursor() as cursor:
        cursor.execute("select testing.make_staff(%s)", [person.pk])
    person.refresh_from_db()
    return person


def introduce(therapist: User, partner: User, *, now: datetime = NOW) -> UUID:
    """The therapist's code, typed by a partner; the key by which the couple knows them."""
    with acting_as(therapist.pk, now=now):
        code = actions.make_code(by=therapist, now=now)
    with acting_as(partner.pk, now=now):
        assert actions.redeem_code(by=partner, typed=code.text, network="-", now=now)
        known = known_by(require_couple(partner), partner, now)
    return next(each.pk for each in known if each.therapist_id == therapist.pk)


def let_in(
    partner: User,
    known: UUID,
    scopes: Collection[Scope] = EVERYTHING,
    *,
    now: datetime = NOW,
    first_day: date | None = None,
    last_day: date | None = None,
) -> None:
    """One partner's own consent."""
    with acting_as(partner.pk, now=now):
        couple = require_couple(partner)
        today = local_day(now, couple.time_zone)
        (page,) = (each for each in known_by(couple, partner, now) if each.pk == known)
        actions.let_in(
            by=partner,
            known=known,
            scopes=scopes,
            first_day=first_day or today,
            last_day=last_day or months_after(today, 6),
            policy_version=page.policy_version,
            now=now,
        )


def end_access(partner: User, known: UUID, *, now: datetime = NOW) -> None:
    with acting_as(partner.pk, now=now):
        actions.end_access(by=partner, known=known, now=now)


def plant_therapists(
    plant: Callable[..., str], pair: tuple[User, User], therapists: tuple[User, User]
) -> dict[str, UUID]:
    """One whom both let in from the first round on, with a note of hers, and one whom the two only
    know; each with a policy of their own.
    """
    erin = therapists[0]
    things = {}
    for name, therapist in zip(("known", "other known"), therapists, strict=True):
        words = plant(f"policy-{name}", therapist, *pair)
        with acting_as(therapist.pk, now=NOW):
            actions.change_policy(
                by=therapist, policy=SecretsPolicy.LIMITED, policy_words=words, now=NOW
            )
        things[name] = introduce(therapist, pair[0], now=NOW)
    for person in pair:
        let_in(person, things["known"], now=NOW)
    with acting_as(erin.pk, now=NOW):
        case = case_of(things["known"])
        assert case is not None
        things["note"] = uuid4()
        write_case_note(
            by=erin,
            case=case,
            key=things["note"],
            on=NOW.date(),
            text=plant("note-of-a-session", erin),
            is_session=True,
            now=NOW,
        )
    return things
