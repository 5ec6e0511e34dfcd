"""The record of what was done to an account, for the one person it speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from accounts.queries.looks import LOOKS, looks_at, titles_of
from accounts.queries.session import LABELS

SENTENCES: Mapping[AuditAction, Promise] = MappingProxyType(
    {
        AuditAction.ACCOUNT_MADE: _("Account made"),
        AuditAction.SIGNED_IN: _("Signed in"),
        AuditAction.PASSWORD_CHANGED: _("Password changed"),
        AuditAction.PASSWORD_RESET: _("Password set anew by mail"),
        AuditAction.EMAIL_CHANGED: _("E-mail address changed"),
        AuditAction.FACTOR_ADDED: _("A way to sign in was added"),
        AuditAction.FACTOR_REMOVED: _("A way to sign in was removed"),
        AuditAction.CODES_RENEWED: _("Recovery codes renewed"),
        AuditAction.SESSIONS_ENDED: _("Signed out elsewhere"),
        AuditAction.SEAL_LIFTED: _("Private history opened again after a reset"),
        AuditAction.CONNECTION_CONFIRMED: _("You said yes to connecting"),
        AuditAction.CONNECTION_DROPPED: _("You dropped a connection before it stood"),
        AuditAction.CONNECTION_MADE: _("Connected"),
        AuditAction.CONNECTION_LEFT: _("You left the connection"),
        AuditAction.DATA_USE_GIVEN: _("You agreed to keeping what you write"),
        AuditAction.DATA_USE_WITHDRAWN: _("You took back: keeping what you write"),
        AuditAction.WEEKLY_SHARING_GIVEN: _("You agreed to sharing what you release"),
        AuditAction.WEEKLY_SHARING_WITHDRAWN: _("You took back: sharing what you release"),
        AuditAction.HURTS_SHARING_GIVEN: _("You agreed to showing a hurt when you choose"),
        AuditAction.HURTS_SHARING_WITHDRAWN: _("You took back: showing a hurt"),
        AuditAction.REPAIR_GIVEN: _("You agreed to talking with each other here"),
        AuditAction.REPAIR_WITHDRAWN: _("You took back: talking with each other here"),
        AuditAction.REMINDERS_GIVEN: _("You agreed to short mails to yourself"),
        AuditAction.REMINDERS_WITHDRAWN: _("You took back: short mails to yourself"),
        AuditAction.DOOR_OPENED: _("You opened the door to somebody again"),
        AuditAction.DATA_TAKEN_ALONG: _("A copy of your data was made"),
        AuditAction.KEEPING_CHANGED: _("How long things are kept was changed"),
        AuditAction.THERAPIST_APPLIED: _("You applied as a therapist"),
        AuditAction.THERAPIST_VERIFIED: _("Your account as a therapist was verified"),
        AuditAction.THERAPIST_DECLINED: _("Your account as a therapist was not verified"),
        AuditAction.THERAPIST_STOPPED: _("Your account as a therapist was stopped"),
        AuditAction.THERAPIST_NAMED: _("A therapist was added by a code"),
        AuditAction.THERAPIST_LET_IN: _("You let a therapist see"),
        AuditAction.THERAPIST_ENDED: _("You ended what a therapist may see"),
        AuditAction.THERAPIST_TAKEN_OFF: _("A therapist was taken off the list of you two"),
        AuditAction.THERAPIST_VIEWED: _("Your therapist looked at"),
        AuditAction.THERAPIST_PRINTED: _("Your therapist opened a page to print"),
        AuditAction.THERAPIST_TOOK_ALONG: _("Your therapist took along a file"),
        # Written by account_erase(), at nobody: no page ever shows it.
        AuditAction.ACCOUNT_ERASED: _("Account erased"),
    }
)
LINES = 200
# What a person is told of at the next sign-in: it may have been somebody else.
NEWS = (AuditAction.SIGNED_IN, AuditAction.FACTOR_ADDED)
NEWS_LINES = 20


# Where the time helps to tell whether it was oneself. Of what concerns two people the day will do.
TIMED = frozenset(
    {
        AuditAction.SIGNED_IN,
        AuditAction.PASSWORD_CHANGED,
        AuditAction.PASSWORD_RESET,
        AuditAction.EMAIL_CHANGED,
        AuditAction.FACTOR_ADDED,
        AuditAction.FACTOR_REMOVED,
        AuditAction.CODES_RENEWED,
        AuditAction.SESSIONS_ENDED,
        AuditAction.SEAL_LIFTED,
        AuditAction.DATA_TAKEN_ALONG,
        AuditAction.KEEPING_CHANGED,
    }
)
# Until which hour, by the clock of whoever reads.
PARTS_OF_A_DAY: Mapping[int, Promise] = MappingProxyType(
    {6: _("at night"), 12: _("in the morning"), 18: _("in the afternoon"), 24: _("in the evening")}
)


@dataclass(frozen=True, slots=True)
class Line:
    """``when`` is a part of the day, or nothing; ``device`` a coarse label, or nothing; ``titles``
    what a therapist may see, or saw.
    """

    day: date
    sentence: Promise | str
    when: Promise | str
    device: Promise | str
    titles: Sequence[Promise]


def record_of(user: User) -> list[Line]:
    """The latest lines of which this person is the subject, newest first; three queries at most.

    A therapist's looks come by day, apart from the rest: they must not push it out.
    """
    rows = AuditEvent.objects.filter(subject_id=user.pk).exclude(action__in=LOOKS)
    lines = [_line(row, ZoneInfo(user.time_zone)) for row in rows.order_by("-at", "id")[:LINES]]
    looks = [
        Line(look.day, look.sentence, "", "", look.titles)
        for look in looks_at(user, time_zone=user.time_zone)
    ]
    return sorted([*lines, *looks], key=lambda line: line.day, reverse=True)


def _line(row: AuditEvent, zone: ZoneInfo) -> Line:
    action, at = AuditAction(row.action), row.at.astimezone(zone)
    return Line(
        at.date(),
        SENTENCES[action],
        next(words for hour, words in PARTS_OF_A_DAY.items() if at.hour < hour)
        if action in TIMED
        else "",
        LABELS.get(row.result, ""),
        titles_of(row.scope),
    )


@dataclass(frozen=True, slots=True)
class News:
    """What was done to the account and not put away yet, the newest line first."""

    lines: list[AuditEvent]

    @property
    def until(self) -> datetime:
        return max(line.at for line in self.lines)

    @property
    def signed_in(self) -> AuditEvent | None:
        return next((row for row in self.lines if row.action == AuditAction.SIGNED_IN), None)

    @property
    def signed_in_label(self) -> Promise | None:
        return None if self.signed_in is None else LABELS.get(self.signed_in.result)

    @property
    def added(self) -> AuditEvent | None:
        return next((row for row in self.lines if row.action == AuditAction.FACTOR_ADDED), None)


def news_since(user: User) -> list[UUID]:
    """The keys of the lines that the session now beginning will tell of; one query.

    Asked before the sign-in itself is written down, which is no news to whoever does it.
    """
    rows = AuditEvent.objects.filter(subject_id=user.pk, action__in=NEWS)
    if user.news_seen_until is not None:
        rows = rows.filter(at__gt=user.news_seen_until)
    return list(rows.order_by("-at").values_list("pk", flat=True)[:NEWS_LINES])


def news_of(user: User, keys: Sequence[str]) -> News | None:
    """What one session tells of; no query where that is nothing, else one."""
    if not keys:
        return None
    rows = AuditEvent.objects.filter(subject_id=user.pk, pk__in=keys).order_by("-at")
    lines = list(rows)
    return News(lines) if lines else None
