"""Private notes: writing one, keeping a copy of what the other lets one read, erasing.

Nothing of this is audited, and nobody is told (SR-09, PR-09).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac

from accounts import vault
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.actions.rupture import DoesNotFit
from checkins.enums.inner import EraseAfter, Keepable, MirrorCard
from checkins.logic.note import erases_on
from checkins.models import Note, functions
from checkins.queries.note import owned_by, visible_words


@transaction.atomic
def write_note(*, by: User, key: UUID, text: str, after: EraseAfter, now: datetime) -> UUID:
    """Write a note with today's date, and return its key.

    ``key`` is made with the form: the same form sent twice writes one note. Raises DoesNotFit.
    """
    return _write(by, uuid5(by.pk, str(key)), {"text": text}, after, now)


@transaction.atomic
def write_cards(
    *, by: User, key: UUID, texts: Mapping[MirrorCard, str], after: EraseAfter, now: datetime
) -> None:
    """Keep what somebody wrote on cards, a note for each that holds words. Raises DoesNotFit."""
    for card, text in texts.items():
        if text:
            _write(by, uuid5(by.pk, f"{key} {card}"), {"text": text, "card": card}, after, now)


@transaction.atomic
def keep_copy(*, by: User, what: Keepable, pk: UUID, now: datetime) -> str:
    """Keep a private copy of words of the partner that this person may read now; returns the
    address where those stand.

    It says from whom and of which date, and stays when the words have gone; pressing twice is
    pressing once. Raises Http404 where they may not be read, DoesNotFit.
    """
    words = visible_words(by, what, pk, now)
    if words is None:
        raise Http404
    document = {"text": words.text, "by": words.by, "on": words.on.isoformat()}
    # An earlier copy whose day has come must not stand in the way of a new one.
    functions.notes_purge()
    _write(by, _key_of_copy(by, pk), document, EraseAfter.NEVER, now)
    return words.at


@transaction.atomic
def set_erase(*, by: User, pk: UUID, after: EraseAfter, now: datetime) -> None:
    """Let a note erase itself so many days from today, or not by itself."""
    erase_on = erases_on(local_day(now, by.time_zone), after)
    # Not by saving a row that was read before: a second tab may have deleted it since.
    if not owned_by(by, now).filter(pk=pk).update(erase_on=erase_on):
        raise Http404


@transaction.atomic
def delete_note(*, by: User, pk: UUID, now: datetime) -> None:
    """Delete one's own note; nothing remains in its place."""
    get_object_or_404(owned_by(by, now), pk=pk).delete()


def _key_of_copy(by: User, pk: UUID) -> UUID:
    """The same each time, so that pressing twice is pressing once; and not to be worked out from a
    dump, which would tell its reader whose words somebody keeps, and which.
    """
    digest = salted_hmac("checkins.note.kept", f"{by.pk} {pk}", algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


def _write(by: User, pk: UUID, document: dict[str, Any], after: EraseAfter, now: datetime) -> UUID:
    today = local_day(now, by.time_zone)
    row = Note(id=pk, author=by, written_on=today, erase_on=erases_on(today, after))
    try:
        row.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    Note.objects.bulk_create([row], ignore_conflicts=True)
    return pk
