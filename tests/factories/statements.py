"""Statements of one's own, made by the real actions, as the person concerned."""

import uuid
from datetime import datetime

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.statement import (
    accept_statement,
    drop_statement,
    keep_statement,
    suggest_statement,
)
from checkins.queries.statement import own_lines, statements_page


def suggest_line(person: User, text: str, *, now: datetime) -> uuid.UUID:
    """Suggest a statement; returns the key of the suggestion."""
    with acting_as(person.pk, now=now):
        suggest_statement(by=person, key=uuid.uuid4(), text=text, now=now)
        found = statements_page(person, now).mine
        return next(each.pk for each in found if each.text == text)


def accept_line(person: User, proposal: uuid.UUID, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        accept_statement(by=person, proposal=proposal, now=now)


def agree_statement(one: User, other: User, text: str, *, now: datetime) -> uuid.UUID:
    """One suggests, the other says yes; returns the subject of both copies."""
    proposal = suggest_line(one, text, now=now)
    accept_line(other, proposal, now=now)
    return proposal


def keep_alone(person: User, text: str, *, now: datetime) -> uuid.UUID:
    """Keep a statement for oneself; returns its key."""
    with acting_as(person.pk, now=now):
        keep_statement(by=person, key=uuid.uuid4(), text=text)
        return next(each.pk for each in own_lines(person) if each.text == text)


def put_away(person: User, other: User, text: str, *, now: datetime) -> None:
    """The other one suggests, this person puts it away."""
    proposal = suggest_line(other, text, now=now)
    with acting_as(person.pk, now=now):
        drop_statement(by=person, proposal=proposal, now=now)
