"""When a private note erases itself."""

from datetime import date, timedelta

from checkins.enums.inner import EraseAfter


def erases_on(today: date, after: EraseAfter) -> date | None:
    """The first day on which the note is gone; None where it does not erase itself."""
    if after is EraseAfter.NEVER:
        return None
    return today + timedelta(days=int(after))
