"""Writing one's own month. Each answer is kept as it is given; nothing here is shared."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from accounts import vault
from accounts.access import bond_of
from accounts.models import User
from checkins.access import MonthIsClosed, TooMuch
from checkins.actions.memory import lock_author
from checkins.actions.release import withdraw_month
from checkins.logic.month import month_before
from checkins.logic.sheet import ONE_WORDING, Entries, Sheet
from checkins.models import Look, MonthlySet, Pulse
from checkins.queries.month import owned_by, place_of, this_month
from checkins.queries.prompt import specs_of

# Where no statements are asked.
NO_WORDINGS: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def keep_month(*, by: User, month: date, entries: Entries, now: datetime) -> None:
    """Keep some answers; what ``entries`` leaves out stays as it is. Safe to repeat.

    ``month`` is its first day. Raises MonthIsClosed or TooMuch.
    """
    # Two tabs of one person come here at once: the lock puts one after the other.
    lock_author(by)
    place = place_of(by, month)
    if not place.can_write(now):
        raise MonthIsClosed
    row = place.row or MonthlySet(author=by, month=month, prompt_set_version_id=place.version_id)
    keep_entries(row, entries, wordings=place.wordings)


@transaction.atomic
def erase_month(*, by: User, month: date, now: datetime) -> None:
    """Delete what was answered in a month; nothing remains. Twice is once.

    As with a week, what its author added to a release that has not opened goes with it, and what
    has opened stays there (decisions.md 5). Only this month and the one before are ever added.
    """
    bond = bond_of(by)
    if bond is not None and month >= month_before(this_month(by, now)):
        withdraw_month(by=by, couple=bond.couple)
    # What another tab is saving this moment would come back whole.
    lock_author(by)
    owned_by(by).filter(month=month).delete()


def keep_entries(
    row: MonthlySet | Pulse | Look,
    entries: Entries,
    *,
    wordings: Mapping[str, str] = NO_WORDINGS,
    turn: Mapping[str, int] = ONE_WORDING,
) -> None:
    """Seal these entries over what stands in a row of their author. The caller holds the lock.

    ``wordings`` are those of the statements that are asked now, ``turn`` says which of several
    wordings is; both by code.

    Where nothing stood and nothing is said, no row is made. Raises TooMuch.
    """
    specs = specs_of(row.prompt_set_version_id)
    before = Sheet.of(row.read()) if row.sealed else Sheet()
    sheet = before.with_entries(specs, entries, turn).with_wordings(wordings)
    if not row.sealed and sheet.is_blank and not sheet.skipped:
        return
    try:
        row.write(sheet.document(specs))
    except vault.TooLong:
        raise TooMuch from None
    row.save()
