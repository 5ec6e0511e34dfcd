"""Writing one's own check-in. Each answer is kept as it is given; nothing here is shared."""

from datetime import datetime

from django.db import transaction

from accounts import vault
from accounts.models import User
from checkins.access import TooMuch, WeekIsClosed
from checkins.actions.question import follow
from checkins.actions.round import touch
from checkins.enums import Phase
from checkins.logic.sheet import Entries, Sheet
from checkins.models import CheckIn, Round
from checkins.queries import checkin as checkins
from checkins.queries.prompt import specs_of
from checkins.queries.round import RoundPlace


def keep_answers(
    *, by: User, place: RoundPlace, entries: Entries, now: datetime, is_done: bool = False
) -> None:
    """Keep some answers; what ``entries`` leaves out stays as it is. Safe to repeat.

    ``is_done`` when *Done* was pressed with them. Raises WeekIsClosed or TooMuch.
    """
    # No savepoint: the lock needs the person's transaction, which is open already, and one
    # statement follows it. A savepoint would cost as much as the write.
    row = own_row(by=by, place=place, now=now)
    row.is_done = row.is_done or is_done
    sheet = Sheet.of(row.read())
    specs = specs_of(row.prompt_set_version_id)
    write(row, sheet.with_entries(specs, entries, place.wordings))
    # What was entered late may have been followed without *Done* meanwhile.
    if row.is_done or place.phase(now) is Phase.LATE:
        follow(by=by, row=row, now=now)


@transaction.atomic
def finish(*, by: User, place: RoundPlace, now: datetime) -> CheckIn:
    """*Done*. Until the moment everything can still be changed. Raises WeekIsClosed."""
    row = own_row(by=by, place=place, now=now)
    row.is_done = True
    row.save(update_fields=["is_done"])
    follow(by=by, row=row, now=now)
    return row


def own_row(*, by: User, place: RoundPlace, now: datetime) -> CheckIn:
    """The row of ``by`` in this round, locked and read anew; made or moved where needed.

    Two tabs of one person come here at once: the lock puts one after the other.
    Raises WeekIsClosed.
    """
    row = _locked(by, place)
    check_can_write(place, now, is_done=row is not None and row.is_done)
    if row is not None:
        return row
    draft = checkins.of_place(place, now)
    row_of_round = touch(place)
    if draft is not None:
        return _moved(by, draft.row, row_of_round, place)
    made = CheckIn(
        author=by,
        round=row_of_round,
        prompt_set_version_id=row_of_round.prompt_set_version_id,
        starts_on=place.starts_on,
        ends_on=place.day,
    )
    made.write(Sheet().document(()))
    CheckIn.objects.bulk_create([made], ignore_conflicts=True)
    return CheckIn.objects.select_for_update(no_key=True).get(author=by, round=row_of_round)


def check_can_write(place: RoundPlace, now: datetime, *, is_done: bool) -> None:
    """Raises WeekIsClosed."""
    if not checkins.can_write(place, now, is_done=is_done):
        raise WeekIsClosed


def write(row: CheckIn, sheet: Sheet) -> None:
    """Seal a sheet into its row. Raises TooMuch."""
    try:
        row.write(sheet.document(specs_of(row.prompt_set_version_id)))
    except vault.TooLong:
        raise TooMuch from None
    row.save(update_fields=["sealed", "is_done"])


def _locked(by: User, place: RoundPlace) -> CheckIn | None:
    # Not its key: whoever finishes another week at the same time links to this row.
    rows = CheckIn.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(author=by, **place.within())
    return next(iter(found), None)


def _moved(by: User, draft: CheckIn, to: Round, place: RoundPlace) -> CheckIn:
    row = CheckIn.objects.select_for_update(no_key=True).get(author=by, pk=draft.pk)
    if row.round_id != to.pk:
        row.round = to
        row.prompt_set_version_id = to.prompt_set_version_id
        row.starts_on, row.ends_on = place.starts_on, place.day
        row.save(update_fields=["round", "prompt_set_version", "starts_on", "ends_on"])
    return row
