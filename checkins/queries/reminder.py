"""What somebody wants to be reminded of, and what is open for them now.

Nothing here depends on what the other one of a couple did, but for what both know: their rounds,
and when they end. Nor is anything opened that is sealed.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts import emails
from accounts.access import Bond, bond_of
from accounts.enums import Purpose, Weekday
from accounts.logic.rhythm import local_day
from accounts.models import Consent, Pause, User
from accounts.queries.consent import WORDINGS, Standing, standings_of
from checkins.enums.reminder import ReminderKind
from checkins.logic import reminder as logic
from checkins.logic.month import first_of
from checkins.logic.reminder import Plan
from checkins.models import KeptMark, MonthlySet, Promise, PromiseAnswer, ReminderWish, functions
from checkins.queries import checkin as checkins
from checkins.queries.beside import beside
from checkins.queries.round import around_in

MONTHS_IN_USE = 3
# In place of a token, on the page that shows a mail.
SAMPLE = "a-link-of-your-own"
# Of whoever a wish belongs to, in the words that stand on the page now.
_CONSENT = Consent.objects.filter(
    user=OuterRef("person"),
    purpose=Purpose.REMINDERS,
    version=WORDINGS[Purpose.REMINDERS].version,
    withdrawn_at__isnull=True,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person chose, or what stands without a choice: nothing, and no kind ticked."""

    kinds: frozenset[ReminderKind]
    plan: Plan


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """``is_on``: mails go. ``must_be_asked``: they rest until their person has said anew that they
    alone read the address; ``asked_again_on`` is when that will be.
    """

    wishes: Wishes
    consent: Standing
    is_on: bool
    must_be_asked: bool
    asked_again_on: date | None
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Locked:
    """A wish that nobody else changes before the end of this transaction."""

    row: ReminderWish
    is_agreed: bool
    is_paused: bool


# What the page offers where nothing was chosen yet: no kind is ticked beforehand.
NOTHING = Wishes(frozenset(), Plan(frozenset(Weekday), time(18), time(21), time(8)))


def wishes_of(row: ReminderWish) -> Wishes:
    """A row as the pure values."""
    return Wishes(
        kinds=frozenset(kind for kind in ReminderKind if getattr(row, kind)),
        plan=Plan(logic.from_bits(row.days), row.at, row.quiet_from, row.quiet_until),
    )


def reminders_page(user: User, now: datetime) -> RemindersPage:
    """Three queries."""
    row = ReminderWish.objects.filter(person=user).first()
    consent = standings_of(user)[Purpose.REMINDERS]
    is_on = consent.is_given and row is not None and row.next_look_at is not None
    must_be_asked = row is not None and is_on and not is_only_theirs(row, user, now)
    subject, body = emails.reminder_text(site=log_in_address(), stop=stop_address(SAMPLE))
    return RemindersPage(
        wishes=wishes_of(row) if row else NOTHING,
        consent=consent,
        is_on=is_on,
        must_be_asked=must_be_asked,
        asked_again_on=(
            row.asked_on + logic.ASKED_AGAIN_AFTER if row and is_on and not must_be_asked else None
        ),
        address=user.email,
        subject=subject,
        body=body,
    )


def asks_whose_address(user: User, now: datetime) -> bool:
    """Whether somebody wants mails, and will soon have to say again that the address is only
    theirs, or has to now; one query.
    """
    row = ReminderWish.objects.filter(Exists(_CONSENT), person=user).first()
    if row is None or row.next_look_at is None:
        return False
    today = local_day(now, user.time_zone)
    return row.address_mark != mark(user.email) or logic.may_be_asked(row.asked_on, today)


def locked(person: UUID) -> Locked | None:
    """What this person wants, with what their own acts say of whether mails may go; one query.

    Whoever answers, pauses, erases or changes the wish elsewhere this moment waits, or is waited
    for.
    """
    row = (
        ReminderWish.objects.select_related("person")
        .select_for_update(of=("self", "person"), no_key=True)
        .filter(person=person)
        .annotate(
            is_agreed=Exists(_CONSENT),
            is_paused=Exists(Pause.objects.filter(author=OuterRef("person"))),
        )
        .first()
    )
    return Locked(row, is_agreed=row.is_agreed, is_paused=row.is_paused) if row else None


def is_only_theirs(row: ReminderWish, user: User, now: datetime) -> bool:
    """Whether this person said of this address, and not too long ago, that it is only theirs."""
    today = local_day(now, user.time_zone)
    return row.address_mark == mark(user.email) and not logic.must_be_asked(row.asked_on, today)


def open_occasions(user: User, kinds: frozenset[ReminderKind], now: datetime) -> list[UUID]:
    """What is open for this person now, of what they want to be reminded of: one key for each
    thing, which tells nothing. At most six queries.
    """
    bond = bond_of(user)
    found = [
        *(_week(user, bond, now) if ReminderKind.WEEK in kinds else ()),
        *(_month(user, now) if ReminderKind.MONTH in kinds else ()),
        *(_promises(user, bond, now) if ReminderKind.PROMISE in kinds and bond else ()),
        *(_looking_back(user, bond, now) if ReminderKind.LOOK_BACK in kinds and bond else ()),
    ]
    return [_key(user, thing) for thing in found]


def _week(user: User, bond: Bond | None, now: datetime) -> Iterator[str]:
    """A check-in that is not finished, in the last days of its round."""
    place = around_in(user, bond, now).running
    if not place.is_invited(now):
        return
    own = checkins.among(checkins.latest(user), place, now)
    if own is None or not own.is_done:
        yield f"week {place.day}"


def _month(user: User, now: datetime) -> Iterator[str]:
    """A month of which nothing is answered, in its last week, for whoever answered one lately."""
    today = local_day(now, user.time_zone)
    month = first_of(today)
    if not logic.month_closes(month, today):
        return
    since = logic.months_before(month, MONTHS_IN_USE)
    rows = MonthlySet.objects.filter(author=user, month__gte=since, month__lte=month)
    months = {row.month for row in rows.defer("sealed")}
    if months and month not in months:
        yield f"month {month}"


def _promises(user: User, bond: Bond, now: datetime) -> Iterator[str]:
    """Own promises whose date has come, and of which their giver has noted nothing."""
    today = local_day(now, bond.couple.time_zone)
    rows = Promise.objects.filter(
        ~Exists(KeptMark.objects.filter(author=user, promise=OuterRef("pk"))),
        ~Exists(PromiseAnswer.objects.filter(author=user, promise=OuterRef("pk"))),
        author=user,
        couple=bond.couple,
        is_taken_back=False,
        due_on__lte=today,
        due_on__gt=today - logic.PROMISE_FOR,
    )
    for row in rows.defer("sealed"):
        yield f"promise {row.pk}"


def _looking_back(user: User, bond: Bond, now: datetime) -> Iterator[str]:
    """The conversation that home would ask this person to look back on."""
    talk = beside(user, bond, now).to_look_back
    if talk is not None:
        yield f"look back {talk}"


def _key(user: User, thing: str) -> UUID:
    """Of a thing, for this person: from the database alone nobody can tell which it was."""
    return UUID(bytes=_keyed(f"occasion|{user.pk}|{thing}")[:16], version=4)


def mark(address: str) -> str:
    """An address as it is remembered beside what was said of it."""
    return _keyed(f"address|{address}").hex()


def token_hash(token: str) -> str:
    """What is stored of the token in a mail; it is too long to be guessed from this."""
    return sha256(token.encode()).hexdigest()


def message_id(occasion: UUID) -> str:
    """The same for the same occasion."""
    host = settings.SITE_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<{_keyed(f'message|{occasion}').hex()[:32]}@{host}>"


def log_in_address() -> str:
    """Where a mail leads to, as a whole address: nobody's request is there to tell it."""
    return settings.SITE_ADDRESS + reverse("account_login")


def stop_address(token: str) -> str:
    """The address that ends such mails."""
    return settings.SITE_ADDRESS + reverse("checkins:stop", args=[token])


def due(most: int, slot: int, slots: int) -> list[UUID]:
    """Whom to look at now, of one share of all people; one query, as nobody."""
    return functions.reminders_due(most, slot, slots)


def refused() -> int:
    """How many addresses took no mail the last time; one query, as nobody."""
    return functions.reminders_refused()


def _keyed(text: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"reminder|{text}".encode(), "sha256")
