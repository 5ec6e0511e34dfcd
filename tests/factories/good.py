"""What is good between two people, made by the real actions, as the person concerned."""

import uuid
from collections.abc import Callable
from datetime import datetime

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.appreciation import keep_glad, send_glad, take_glad_back
from checkins.actions.ritual import accept_ritual, drop_ritual, suggest_ritual
from checkins.enums.good import Every
from checkins.logic.ritual import Repeats
from checkins.models import Appreciation
from checkins.queries.ritual import rituals_page

SUNDAYS = Repeats(Every.WEEK, 6)


def be_glad(person: User, words: str, *, now: datetime) -> uuid.UUID:
    """Send words of thanks; returns their key."""
    return _write(person, words, now, is_sent=True)


def hold_back(person: User, words: str, *, now: datetime) -> uuid.UUID:
    """Keep words of thanks unsent; returns their key."""
    return _write(person, words, now, is_sent=False)


def take_back(person: User, pk: uuid.UUID, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        take_glad_back(by=person, pk=pk, now=now)


def suggest_again(
    person: User, text: str, *, now: datetime, repeats: Repeats = SUNDAYS
) -> uuid.UUID:
    """Suggest a ritual; returns the key of the suggestion."""
    with acting_as(person.pk, now=now):
        suggest_ritual(by=person, key=uuid.uuid4(), text=text, repeats=repeats, now=now)
        found = rituals_page(person, now).mine
        return next(each.pk for each in found if each.text == text)


def agree_ritual(
    one: User, other: User, text: str, *, now: datetime, repeats: Repeats = SUNDAYS
) -> uuid.UUID:
    """One suggests, the other says yes; returns the subject of both copies."""
    proposal = suggest_again(one, text, now=now, repeats=repeats)
    with acting_as(other.pk, now=now):
        accept_ritual(by=other, proposal=proposal, now=now)
    return proposal


def put_ritual_away(person: User, proposal: uuid.UUID, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        drop_ritual(by=person, proposal=proposal, now=now)


def _write(person: User, words: str, now: datetime, *, is_sent: bool) -> uuid.UUID:
    write = send_glad if is_sent else keep_glad
    with acting_as(person.pk, now=now):
        before = set(Appreciation.objects.values_list("pk", flat=True))
        write(by=person, key=uuid.uuid4(), draft=None, words=words, now=now)
        (made,) = set(Appreciation.objects.values_list("pk", flat=True)) - before
    return made


def plant_good(
    plant: Callable[..., str], person: User, other: User, *, now: datetime
) -> dict[str, uuid.UUID]:
    """Words sent, kept and taken back by either; a ritual that stands, one that waits and one put
    away. ``plant`` makes a sentence for those whom it names.
    """
    for each, reader in ((person, other), (other, person)):
        be_glad(each, plant("glad", each, reader), now=now)
        take_back(each, be_glad(each, plant("glad-back", each), now=now), now=now)
    hold_back(other, plant("glad-unsent", other), now=now)
    unsent = hold_back(person, plant("glad-unsent", person), now=now)
    agree_ritual(other, person, plant("ritual", other, person), now=now)
    put_ritual_away(person, suggest_again(other, "Not this one", now=now), now=now)
    waits = suggest_again(person, plant("suggested-ritual", person, other), now=now)
    return {"unsent": unsent, "ritual": waits}
