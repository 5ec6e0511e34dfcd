"""Letting go of what the preview shows, and taking it back until the moment."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, F, Func

from accounts.access import Bond, NotConnected, lock_couple
from accounts.models import Couple, User
from checkins.access import HasChanged, HasOpened, check_can_release
from checkins.actions.checkin import own_row, write
from checkins.actions.memory import forget, lock_author
from checkins.actions.question import follow
from checkins.actions.round import lock
from checkins.enums import FREEDOMS, RELEASABLE, Element, Resolution
from checkins.logic import release as logic
from checkins.logic.schedule import day_bounds
from checkins.logic.sheet import Sheet
from checkins.models import (
    CheckIn,
    OpenWish,
    Release,
    ReleasedNumbers,
    ReleasedText,
    Round,
    functions,
)
from checkins.queries.month import from_the_month
from checkins.queries.question import place_of
from checkins.queries.release import fingerprint, let_in_by, preview_of, resolution_of
from checkins.queries.round import RoundPlace


@transaction.atomic
def release(
    *,
    by: User,
    place: RoundPlace,
    keep_back: Collection[Element],
    seen: str,
    now: datetime,
    added: Collection[Element] = (),
    statements: Collection[str] = (),
) -> bool:
    """Write exactly what the preview showed, less what is kept back; False where nothing is left.

    Of the month's freedoms only what is ``added`` goes along, of its statements those whose codes
    are among ``statements``. ``seen`` is the fingerprint of the
    preview that was on the screen. Pressing again replaces. Raises NotConnected, Paused, NoConsent,
    WeekIsClosed, HasOpened, and HasChanged where the answers are no longer those that were
    previewed.
    """
    couple = lock_couple(by)
    if place.bond is None or place.bond.couple != couple:
        raise NotConnected
    check_can_release(by, place.phase(now))
    row, round_row, sheet = _take_hold(by, place, now)
    month = from_the_month(by, now, added=added, statements=statements)
    preview = preview_of(row.prompt_set_version_id, sheet, keep_back, resolution_of(place), month)
    let_in = let_in_by(place, now)
    if fingerprint(preview, let_in) != seen:
        raise HasChanged
    row.is_done = True
    write(row, sheet.with_keep_back(keep_back).with_added(added, statements))
    follow(by=by, row=row, now=now)
    given = preview.release
    if given is None:
        _delete(by, round_row)
        return False
    kept = _write(by, couple, round_row, given)
    exact = preview_of(row.prompt_set_version_id, sheet, keep_back, Resolution.NUMBERS, month)
    _write_numbers(kept, exact.release if let_in.numbers_for else None)
    return True


@transaction.atomic
def keep_all(*, by: User, place: RoundPlace, now: datetime) -> None:
    """Finish without giving anything, or take back what was given, and the tap with it.

    Raises NotConnected, WeekIsClosed or HasOpened.
    """
    if place.bond is None:
        raise NotConnected
    row, round_row, _ = _take_hold(by, place, now)
    row.is_done = True
    row.save(update_fields=["is_done"])
    follow(by=by, row=row, now=now)
    _delete(by, round_row)


@transaction.atomic
def withdraw_words(*, by: User, bond: Bond, day: date) -> None:
    """Take own released words out of the round that ended on ``day``, also after its moment.

    Ratings stay. Before the moment a release that holds nothing else goes as well, and the tap
    with it: an empty one would open the other's (decisions.md 34). Taking out what is not there
    changes nothing.
    """
    after, until = day_bounds(day, bond.couple.time_zone)
    given = Release.objects.filter(
        author=by, couple=bond.couple, round__ends_at__gt=after, round__ends_at__lte=until
    ).select_related("round")
    for round_row in [each.round for each in given]:
        lock(round_row)
        ReleasedText.objects.filter(author=by, round=round_row).delete()
        standing = Release.objects.filter(author=by, round=round_row).first()
        is_empty = standing is not None and not has_ratings(standing.read())
        if is_empty and not functions.round_is_open(round_row.pk):
            _delete(by, round_row)


@transaction.atomic
def withdraw_statement(*, by: User, couple: Couple, code: str) -> None:
    """Take a statement out of own releases that have not opened; what has opened stays.

    A release that holds nothing else goes as well, and the tap with it. Safe to repeat.
    """

    def without(document: Mapping[str, Any]) -> dict[str, Any]:
        kept = [each for each in document.get("statements", ()) if each[0] != code]
        return {**document, "statements": kept}

    _take_out(by, couple, without)


@transaction.atomic
def withdraw_month(*, by: User, couple: Couple) -> None:
    """Take what came from one's months out of own releases, as ``withdraw_statement`` does."""

    def without(document: Mapping[str, Any]) -> dict[str, Any]:
        weekly = {
            each: value for each, value in document["elements"].items() if each not in FREEDOMS
        }
        return {**document, "elements": weekly, "statements": []}

    _take_out(by, couple, without)


def _take_out(
    by: User, couple: Couple, without: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> None:
    rows = Release.objects.filter(author=by, couple=couple).annotate(is_open=_is_open())
    for given in rows.filter(is_open=False).select_related("round"):
        lock(given.round)
        if functions.round_is_open(given.round_id):
            continue
        before = {"statements": [], **given.read()}
        after = without(before)
        if after == before:
            continue
        has_words = ReleasedText.objects.filter(author=by, round=given.round).exists()
        if not has_ratings(after) and not has_words:
            _delete(by, given.round)
        else:
            given.write(after)
            given.save()


def has_ratings(document: Mapping[str, Any]) -> bool:
    """Whether a stored release holds more than words."""
    return bool(document["elements"] or document.get("statements"))


@transaction.atomic
def erase_week(*, by: User, pk: UUID) -> None:
    """Delete one's own check-in, and what was released of it where that has not opened.

    What has opened stays in the shared picture until leaving (decisions.md 5). Erasing what is
    not there changes nothing.
    """
    row = CheckIn.objects.select_for_update(no_key=True).filter(author=by, pk=pk).first()
    if row is None:
        return
    # The round of a connection that has ended is out of reach; leaving took the rest back.
    round_row = Round.objects.filter(pk__in=[row.round_id], couple__isnull=False).first()
    if round_row is not None:
        lock(round_row)
        if not functions.round_is_open(round_row.pk):
            _delete(by, round_row)
    place = place_of(row)
    # Before the row goes: whoever follows another week holds this lock and may link to it.
    lock_author(by)
    row.delete()
    forget(by=by, place=place)


def take_back_unopened(*, by: User, couple: Couple, now: datetime) -> None:
    """The ending for pause, leaving and a withdrawn consent: what has not opened comes back.

    Asks the database which rounds are open, because the rounds of a connection that has ended
    are out of reach.
    """
    for rows in (ReleasedText, Release):
        unopened = rows.objects.filter(author=by, couple=couple).annotate(is_open=_is_open())
        unopened.filter(is_open=False).delete()
    OpenWish.objects.filter(author=by, couple=couple).delete()


def _is_open() -> Func:
    return Func(F("round_id"), function="round_is_open", output_field=BooleanField())


def _take_hold(by: User, place: RoundPlace, now: datetime) -> tuple[CheckIn, Round, Sheet]:
    row = own_row(by=by, place=place, now=now)
    round_row = row.round
    if round_row is None:
        raise NotConnected
    lock(round_row)
    if functions.round_is_open(round_row.pk):
        raise HasOpened
    return row, round_row, Sheet.of(row.read())


def _write(by: User, couple: Couple, round_row: Round, given: logic.Release) -> Release:
    standing = Release.objects.filter(author=by, round=round_row).first()
    kept = standing or Release(author=by, round=round_row, couple=couple)
    kept.resolution = given.resolution
    kept.write(
        {
            "elements": {each.element: each.value for each in given.elements},
            "statements": [
                [each.statement.code, each.statement.text, each.value] for each in given.statements
            ],
        }
    )
    kept.save()
    ReleasedText.objects.filter(author=by, round=round_row).delete()
    for words in given.texts:
        text = ReleasedText(
            release=kept,
            round=round_row,
            couple=couple,
            author=by,
            kind=words.kind,
        )
        text.write({"text": words.text})
        text.save()
    return kept


def _write_numbers(kept: Release, exact: logic.Release | None) -> None:
    """The numbers for a therapist, in a row that the partner cannot reach; none without consent."""
    ReleasedNumbers.objects.filter(author=kept.author, release=kept).delete()
    weekly = {each.element: each.value for each in exact.elements} if exact else {}
    numbers = {element: weekly[element] for element in RELEASABLE if element in weekly}
    if numbers:
        row = ReleasedNumbers(
            author=kept.author, release=kept, round=kept.round, couple=kept.couple
        )
        row.write({"elements": numbers})
        row.save()


def _delete(by: User, round_row: Round) -> None:
    ReleasedText.objects.filter(author=by, round=round_row).delete()
    Release.objects.filter(author=by, round=round_row).delete()
    OpenWish.objects.filter(author=by, round=round_row).delete()
