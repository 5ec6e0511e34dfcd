"""Everything one person may take along, as one file (PR-06)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.logic import notes
from accounts.logic.rhythm import local_day
from accounts.models import User
from accounts.personal_data import RAW, Row, register
from accounts.personal_data.labels import label, value

# S0-36, in every copy that leaves the site.
DISCLAIMER = gettext_lazy(
    "This is not therapy, not a diagnosis and not treatment. Nobody watches it, and it is not for "
    "emergencies: in danger please call the emergency number where you are, or people near you "
    "who help."
)
CAUTION = gettext_lazy(
    "Whoever has this file can read it. Keep it where nobody else looks, or delete it once you "
    "have what you need from it."
)
STYLE = Path(__file__).resolve().parents[1] / "content" / "notes.css"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section with what is in it; ``things`` are lines of a label and a text each."""

    slug: str
    title: str
    rows: Sequence[Row]

    @property
    def things(self) -> list[list[tuple[str, object]]]:
        return [
            [(label(path), value(each)) for path, each in notes.lines(row, without=(RAW,))]
            for row in self.rows
        ]


def file_of(user: User, now: datetime) -> bytes:
    """An archive with the same things three times: to read, for tables, and for programs.

    Acts as this person, and changes nothing. Nothing of it is kept on the server.
    """
    made_on = local_day(now, user.time_zone)
    chapters = [
        Chapter(section.slug, str(section.title), section.export(user, now)) for section in register
    ]
    full = [chapter for chapter in chapters if chapter.rows]
    files = {
        "notes.html": _page(full, made_on),
        "notes.css": STYLE.read_text(encoding="utf-8"),
        "notes.json": _document(chapters, made_on),
        **{
            f"tables/{chapter.slug}.csv": notes.table(chapter.rows, without=(RAW,))
            for chapter in full
        },
    }
    return notes.archive(files, made_on)


def _page(chapters: Sequence[Chapter], made_on: date) -> str:
    context = {
        "chapters": chapters,
        "made_on": made_on,
        "disclaimer": DISCLAIMER,
        "caution": CAUTION,
        "site_name": settings.SITE_NAME,
    }
    return render_to_string("accounts/notes.html", context)


def _document(chapters: Sequence[Chapter], made_on: date) -> str:
    document = {
        "made_on": made_on.isoformat(),
        "about": [str(DISCLAIMER), str(CAUTION)],
        "sections": {
            chapter.slug: {"title": chapter.title, "rows": list(chapter.rows)}
            for chapter in chapters
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=_said)


def _said(value: object) -> str:
    if isinstance(value, Promise):
        return str(value)
    message = f"{type(value).__name__} is nothing that a file can hold."
    raise TypeError(message)
