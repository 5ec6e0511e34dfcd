"""Looking after the lines of the support page, and writing the file that the web reads."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.actions.verification import NotYours
from accounts.logic.helplines import written
from accounts.models import Directory, Helpline, User
from accounts.queries.helpline import all_directories, all_lines
from accounts.queries.support import shipped

MAY_EDIT = "accounts.edit_helpline"
# Whoever changes one of these has checked nothing yet.
TO_BE_CHECKED: Mapping[type[Helpline | Directory], Sequence[str]] = {
    Helpline: ("country", "name", "audience", "phone", "text_or_chat", "hours", "url"),
    Directory: ("name", "region", "about", "url"),
}
# Two that have all of these are one.
ONE_BY: Mapping[type[Helpline | Directory], Sequence[str]] = {
    Helpline: ("country", "name", "phone"),
    Directory: ("name", "region"),
}


class LineStands(Refusal):
    sentence = _("This line is there already.")


class LineChanged(Refusal):
    sentence = _("This line has changed meanwhile. Please look at it again.")


@transaction.atomic
def keep_line(
    *, by: User, kind: type[Helpline | Directory], pk: UUID | None, values: Mapping[str, Any]
) -> UUID:
    """Change a line or directory, or add one where ``pk`` is None; ``values`` by its names.

    One whose number, hours or name changes has to be checked anew. Raises NotYours, LineStands.
    """
    _check(by)
    rows: Any = kind.objects
    others = rows.exclude(pk=pk) if pk else rows.all()
    if others.filter(**{name: values[name] for name in ONE_BY[kind]}).exists():
        raise LineStands
    if pk is None:
        last = rows.aggregate(last=Max("position"))["last"] or 0
        line = kind(position=last + 1)
    else:
        line = rows.select_for_update().get(pk=pk)
    before = [getattr(line, name) for name in TO_BE_CHECKED[kind]]
    for name, value in values.items():
        setattr(line, name, value)
    if before != [getattr(line, name) for name in TO_BE_CHECKED[kind]]:
        line.verified_on, line.verified_by = None, ""
    line.save(force_insert=pk is None)
    _write_afterwards()
    return line.pk


@transaction.atomic
def verify_line(
    *,
    by: User,
    kind: type[Helpline | Directory],
    pk: UUID,
    seen: Mapping[str, str],
    source: str,
    now: datetime,
) -> None:
    """Say that it was checked today, and where; ``seen`` is the number or address looked at.

    Raises NotYours, and LineChanged where another one stands there by now.
    """
    _check(by)
    rows = kind.objects.filter(pk=pk, **seen)
    if not rows.update(verified_on=now.date(), verified_by=by.email, source=source):
        raise LineChanged
    _write_afterwards()


def load_shipped(*, using: str) -> int:
    """The shipped lines and directories, each where there are none yet; how many.

    Afterwards they are this server's.
    """
    with transaction.atomic(using=using):
        return _load_lines(using) + _load_directories(using)


def _load_lines(using: str) -> int:
    if Helpline.objects.using(using).exists():
        return 0
    rows = [
        Helpline(
            country=line.country,
            name=line.name,
            audience=line.audience,
            phone=line.phone,
            text_or_chat=line.text_or_chat,
            hours=line.hours,
            languages=list(line.languages),
            url=line.url,
            note=line.note,
            source=line.source,
            verified_by=line.verified_by,
            verified_on=line.verified_on,
            is_enabled=line.is_enabled,
            position=place,
        )
        for place, line in enumerate(shipped().lines)
    ]
    return len(Helpline.objects.using(using).bulk_create(rows))


def _load_directories(using: str) -> int:
    if Directory.objects.using(using).exists():
        return 0
    rows = [
        Directory(
            name=each.name,
            region=each.region,
            about=each.about,
            url=each.url,
            source=each.source,
            verified_by=each.verified_by,
            verified_on=each.verified_on,
            is_enabled=each.is_enabled,
            position=place,
        )
        for place, each in enumerate(shipped().directories)
    ]
    return len(Directory.objects.using(using).bulk_create(rows))


def write_file(text: str) -> bool:
    """Put ``text`` in the place of HELPLINES_FILE, at once and whole; False where none is named.

    Raises OSError where it cannot be written: the old one stands then.
    """
    if not settings.HELPLINES_FILE:
        return False
    file = Path(settings.HELPLINES_FILE)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return True


def _check(by: User) -> None:
    if not by.has_perm(MAY_EDIT):
        raise NotYours


def _write_afterwards() -> None:
    """Read now, since nobody acts once the transaction is over; written once it stands.

    Where this process may not write the file, `manage.py helplines` does at night.
    """
    text = written(all_lines(), all_directories())

    def write() -> None:
        with suppress(OSError):
            write_file(text)

    transaction.on_commit(write)
