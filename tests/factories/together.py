"""What two people agree on, made by the real actions, as the person concerned."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from accounts.access import require_couple
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.agreement import accept_rules, agree, suggest_rules
from checkins.actions.promise import make_promise
from checkins.actions.recommitment import keep_words, send_words
from checkins.enums import AgreementKind
from checkins.logic.recommitment import Beginning, Content, Meaning
from checkins.models import FairConflictProposal, Recommitment


def say_yes(
    person: User,
    subject: uuid.UUID,
    *,
    now: datetime,
    what: str = "I come home by six.",
    review_on: date | None = None,
    is_mine: bool = True,
) -> bool:
    """One person's yes to a change; True where it stands by it."""
    part = {"by": "Alice", "mine": is_mine, "what": what, "when": "Tuesdays", "noticed": "Dinner."}
    with acting_as(person.pk, now=now):
        return agree(
            by=person,
            couple=require_couple(person),
            subject=subject,
            kind=AgreementKind.CHANGE,
            document={"parts": [part]},
            review_on=review_on,
            now=now,
        )


def agree_change(
    one: User,
    other: User,
    *,
    now: datetime,
    what: str = "I come home by six.",
    review_on: date | None = None,
) -> uuid.UUID:
    """Both say yes to a change; returns its subject."""
    subject = uuid.uuid4()
    for person in (one, other):
        say_yes(person, subject, now=now, what=what, review_on=review_on, is_mine=person == one)
    return subject


def suggest(person: User, rules: Sequence[str], *, now: datetime) -> uuid.UUID:
    """Suggest a list; returns the key of the suggestion."""
    with acting_as(person.pk, now=now):
        suggest_rules(by=person, key=uuid.uuid4(), rules=rules, now=now)
        return FairConflictProposal.objects.get().pk


def accept(person: User, suggestion: uuid.UUID, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        accept_rules(by=person, suggestion=suggestion, now=now)


def agree_rules(one: User, other: User, rules: Sequence[str], *, now: datetime) -> uuid.UUID:
    """One suggests, the other says yes."""
    suggestion = suggest(one, rules, now=now)
    accept(other, suggestion, now=now)
    return suggestion


def promise(person: User, words: str, *, due_on: date, now: datetime) -> uuid.UUID:
    with acting_as(person.pk, now=now):
        return make_promise(by=person, key=uuid.uuid4(), words=words, due_on=due_on, now=now)


def begin(person: User, hold_on: str, *, is_sent: bool, now: datetime) -> bool:
    """Write for a new beginning; True where both read both by it."""
    return _write(person, Beginning(hold_on, "Listen first."), is_sent=is_sent, now=now)


def mean(person: User, safe_means: str, *, is_sent: bool, now: datetime) -> bool:
    """Write what *safe* means; True where both read both by it."""
    return _write(person, Meaning(safe_means), is_sent=is_sent, now=now)


def _write(person: User, content: Content, *, is_sent: bool, now: datetime) -> bool:
    with acting_as(person.pk, now=now):
        keep_words(by=person, key=uuid.uuid4(), content=content, now=now)
        if not is_sent:
            return False
        own = Recommitment.objects.get(author=person, kind=content.kind, met_on__isnull=True)
        return send_words(by=person, pk=own.pk, now=now)
