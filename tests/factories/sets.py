"""Questions chosen by two, and answers beside the week, made by the real actions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.look import keep_look
from checkins.actions.set_choice import accept_set, suggest_set
from checkins.enums import Cadence
from checkins.logic.look import first_day
from checkins.logic.sheet import Entries
from checkins.management.commands.load_content import SHIPPED
from checkins.models import SetProposal

MEASURE = SHIPPED / "optional" / "csi-4.en.yaml"


def suggest(person: User, slug: str, *, now: datetime) -> uuid.UUID:
    with acting_as(person.pk, now=now):
        suggest_set(by=person, slug=slug, now=now)
        return SetProposal.objects.get(author=person).pk


def plant(person: User, other: User, words: str, *, now: datetime) -> dict[str, Any]:
    """Other questions for two agreed on, and others again suggested; and a look at oneself at work,
    by what each is.
    """
    choose(other, person, "weekly-extended", now=now)
    look_at(person, "work", {"J-NOTE-1": words}, now=now)
    return {
        "set proposal": suggest(person, "weekly-friends", now=now),
        "look": first_day(Cadence.WEEKLY, now.date()),
    }


def choose(person: User, other: User, slug: str, *, now: datetime) -> None:
    """One suggests, the other says yes."""
    pk = suggest(person, slug, now=now)
    with acting_as(other.pk, now=now):
        accept_set(by=other, pk=pk, now=now)


def look_at(person: User, slug: str, entries: Entries, *, now: datetime) -> None:
    with acting_as(person.pk, now=now):
        keep_look(by=person, slug=slug, entries=entries, now=now)


@contextmanager
def published(slug: str, *files: Path) -> Iterator[None]:
    """A set beside those that are shipped; the owner takes it away again. Needs real commits."""
    try:
        for file in files:
            call_command("load_content", str(file), verbosity=0)
        yield
    finally:
        _take_away(slug)


def _take_away(slug: str) -> None:
    tables = ("checkins_prompt", "checkins_promptsetversion")
    versions = "select v.id from checkins_promptsetversion v join checkins_promptset s"
    versions += " on s.id = v.prompt_set_id where s.slug = %s"
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(f"delete from checkins_prompt where version_id in ({versions})", [slug])
        cursor.execute(f"delete from checkins_promptsetversion where id in ({versions})", [slug])
        cursor.execute("delete from checkins_promptset where slug = %s", [slug])
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")
