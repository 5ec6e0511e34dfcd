"""The lines that verifiers look after, as the support page tells them."""

from datetime import date

from django.db.models import Q

from accounts.enums import Audience
from accounts.logic.helplines import CHECKED_FOR, needs_checking
from accounts.logic.helplines import Directory as Listed
from accounts.logic.helplines import Helpline as Line
from accounts.models import Directory, Helpline


def all_lines(*, using: str = "default") -> tuple[Line, ...]:
    """Every line in its order, shown or not."""
    return tuple(map(line_of, Helpline.objects.using(using).order_by("position")))


def line_of(row: Helpline) -> Line:
    """One row as it stands in a file."""
    return Line(
        country=row.country,
        name=row.name,
        audience=Audience(row.audience),
        phone=row.phone,
        text_or_chat=row.text_or_chat,
        hours=row.hours,
        languages=tuple(row.languages),
        url=row.url,
        note=row.note,
        source=row.source,
        verified_by=row.verified_by,
        verified_on=row.verified_on,
        is_enabled=row.is_enabled,
    )


def all_directories(*, using: str = "default") -> tuple[Listed, ...]:
    """Every directory in its order, shown or not."""
    return tuple(
        Listed(
            name=row.name,
            region=row.region,
            about=row.about,
            url=row.url,
            source=row.source,
            verified_by=row.verified_by,
            verified_on=row.verified_on,
            is_enabled=row.is_enabled,
        )
        for row in Directory.objects.using(using).order_by("position")
    )


def to_be_checked(today: date) -> dict[str, int]:
    """How many helplines and directories that are shown were not checked for 180 days, or ever.

    By the model's name; those of which there are none are left out.
    """
    oldest = today - CHECKED_FOR
    is_due = Q(verified_on__isnull=True) | Q(verified_on__lt=oldest)
    kinds: tuple[type[Helpline | Directory], ...] = (Helpline, Directory)
    found = {
        str(kind._meta.model_name): kind.objects.filter(is_due, is_enabled=True).count()
        for kind in kinds
    }
    return {name: many for name, many in found.items() if many}


def asks_to_be_checked(row: Helpline | Directory, today: date) -> bool:
    """Never checked, or longer ago than 180 days (SR-23): it is marked, and never hidden by it."""
    return needs_checking(row.verified_on, today)
