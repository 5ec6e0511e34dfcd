"""What somebody looks at and writes alone, made by the real actions."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.inner import begin_inner, keep_inner
from checkins.actions.note import keep_copy, write_note
from checkins.actions.profile import keep_part
from checkins.enums.inner import EraseAfter, InnerCode, InnerStep, Keepable, ProfilePart
from checkins.queries.profile import PartContent


def look_inward(person: User, answers: Mapping[InnerCode, Any], *, now: datetime) -> uuid.UUID:
    """A finished inner check-in with these answers; returns its key."""
    with acting_as(person.pk, now=now):
        pk = begin_inner(by=person, key=uuid.uuid4(), answers=answers, now=now)
        keep_inner(by=person, pk=pk, step=InnerStep.ASK, answers={}, now=now, is_done=True)
        return pk


def jot(
    person: User, text: str, *, now: datetime, after: EraseAfter = EraseAfter.NEVER
) -> uuid.UUID:
    """A private note; returns its key."""
    with acting_as(person.pk, now=now):
        return write_note(by=person, key=uuid.uuid4(), text=text, after=after, now=now)


def tell_of_oneself(person: User, part: ProfilePart, text: str, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        keep_part(by=person, part=part, content=PartContent(text), now=now)


def keep_words(person: User, what: Keepable, pk: uuid.UUID, *, now: datetime) -> str:
    """A copy of words of the other; returns where those stand."""
    with acting_as(person.pk, now=now):
        return keep_copy(by=person, what=what, pk=pk, now=now)
