"""After an older backup was restored: see that it opens, and end again what had ended since
(security.md 5.9).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import endings, ledger
from accounts.access import couple_of
from accounts.actions.consent import withdraw_own, withdraw_sharing
from accounts.actions.couple import leave
from accounts.actions.personal_data import erase
from accounts.actions.therapist import mark_on_list
from accounts.actions.user import mark_of
from accounts.actor import acting_as
from accounts.enums import Purpose, Undone
from accounts.ledger import Line, mark
from accounts.logic import scopes
from accounts.logic.consent import SHARING
from accounts.models import (
    Consent,
    Couple,
    KnownTherapist,
    SealedModel,
    TherapistConsent,
    User,
    functions,
)

# Of these the last one counts: they can change back and forth.
CHANGING = {Undone.ENDS, Undone.PASSWORD}


@dataclass(frozen=True, slots=True)
class Place:
    """Whose something is that came back, and the row it is."""

    person: UUID
    row: UUID


def open_some(*, most: int, now: datetime) -> int:
    """Open sealed rows of people drawn at random, each as their author; how many they were.

    Raises vault.CannotOpen, vault.KeyGone or ImproperlyConfigured where keys and rows do not fit.
    """
    sealed = [model for model in apps.get_models() if issubclass(model, SealedModel)]
    opened = 0
    for person in User.objects.order_by("?").iterator():
        with acting_as(person.pk, now=now):
            for model in sealed:
                for row in model.objects.filter(author=person)[: most - opened]:  # type: ignore[attr-defined]
                    row.read()
                    opened += 1
        if opened >= most:
            break
    return opened


def replay(*, now: datetime) -> Counter[Undone]:
    """End again, in its order, what the ledger says had ended; how often each was found standing.

    Afterwards nobody is signed in, and whatever waits to be opened has come back to its author:
    they may have taken it back, or paused, on the day that is lost. May be repeated; each person's
    part is a transaction of its own.
    """
    end_sessions()
    done: Counter[Undone] = Counter()
    standing = _standing(now)
    lines = ledger.lines()
    last = {(line.mark, line.what): line for line in lines}
    for line in lines:
        place = standing.get(line.mark)
        is_outdated = line.what in CHANGING and last[line.mark, line.what] is not line
        if place is None or is_outdated:
            continue
        with acting_as(place.person, now=now):
            person = User.objects.filter(pk=place.person).first()
            if person is not None and _end(person, place, line, now):
                done[line.what] += 1
    _take_unopened_back(now)
    return done


@transaction.atomic
def end_sessions() -> None:
    """Sign everybody out: a session of the backup may have been ended since by its person."""
    UserSession.objects.all().delete()
    Session.objects.all().delete()


def _standing(now: datetime) -> dict[UUID, Place]:
    """Everything that could have come back, by its mark."""
    found: dict[UUID, Place] = {}
    for person in list(User.objects.iterator()):
        me = person.pk
        found[mark(me)] = Place(me, me)
        found[mark(me, of=Undone.PASSWORD)] = Place(me, me)
        with acting_as(me, now=now):
            if (couple := couple_of(person)) is not None:
                found[mark(couple.pk, me, of=Undone.LEFT)] = Place(me, couple.pk)
            for known in KnownTherapist.objects.all():
                found[mark_on_list(known, person)] = Place(me, known.pk)
            for factor in Authenticator.objects.filter(user=me):
                found[mark_of(factor)] = Place(me, me)
            for consent in Consent.objects.filter(user=me, withdrawn_at__isnull=True):
                found[mark(consent.pk, of=Undone.WITHDRAWN)] = Place(me, consent.pk)
            for yes in TherapistConsent.objects.filter(user=me, ended_at__isnull=True):
                found[mark(yes.pk, of=Undone.ENDED)] = Place(me, yes.pk)
    return found


def _end(person: User, place: Place, line: Line, now: datetime) -> bool:
    """Whether there was anything left to end."""
    ended = False
    match line.what:
        case Undone.ERASED:
            erase(by=person, now=now)
            ended = True
        case Undone.LEFT | Undone.SHUT:
            ended = leave(by=person, keeps_door_closed=line.what == Undone.SHUT, now=now)
        case Undone.WITHDRAWN:
            ended = _withdraw(person, place.row, now)
        case Undone.ENDED | Undone.ENDS:
            ended = _end_yes(place.row, line, now)
        case Undone.OFF_THE_LIST:
            ended = functions.therapist_take_off(place.row)
        case Undone.FACTOR:
            ended = _take_out(person, line)
        case Undone.PASSWORD:
            ended = line.since != mark(person.password, of=Undone.PASSWORD)
            if ended:
                person.set_unusable_password()
                person.save(update_fields=["password"])
    return ended


def _take_out(person: User, line: Line) -> bool:
    found = [
        each for each in Authenticator.objects.filter(user=person) if mark_of(each) == line.mark
    ]
    for factor in found:
        factor.delete()
    return bool(found)


def _withdraw(person: User, row: UUID, now: datetime) -> bool:
    consent = Consent.objects.filter(pk=row, withdrawn_at__isnull=True).first()
    if consent is None:
        return False
    purpose = Purpose(consent.purpose)
    withdraw = withdraw_sharing if purpose in SHARING else withdraw_own
    withdraw(by=person, purpose=purpose, now=now)
    return True


def _end_yes(row: UUID, line: Line, now: datetime) -> bool:
    yes = TherapistConsent.objects.filter(pk=row, ended_at__isnull=True).first()
    if yes is None:
        return False
    changed = TherapistConsent.objects.filter(pk=row)
    couple = Couple.objects.filter(pk=yes.couple_id).first()
    if line.what == Undone.ENDS and couple is not None:
        until = scopes.ends(line.on, couple.time_zone)
        if until >= yes.until:
            return False
        if until > yes.since:
            return bool(changed.update(until=until))
    return bool(changed.update(ended_at=max(now, yes.given_at)))


def _take_unopened_back(now: datetime) -> None:
    for person in list(User.objects.iterator()):
        with acting_as(person.pk, now=now):
            if (couple := couple_of(person)) is not None:
                endings.on_pause.run(by=person, couple=couple, now=now)
