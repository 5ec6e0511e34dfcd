"""What two people agreed on, as one of them reads it: from the own copies alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.logic.rhythm import local_day
from accounts.models import Couple, User
from checkins.enums import AgreementKind
from checkins.enums.good import Every
from checkins.logic.ritual import Repeats
from checkins.models import Agreement, functions

DUE_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two is willing to do. ``by`` is the name as it was then."""

    by: str
    is_mine: bool
    what: str
    when: str
    noticed: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An own copy of something both agreed on. ``stands`` says whether both still do.

    ``parts`` of a CHANGE, ``rules`` and ``version`` of a FAIR_CONFLICT, ``text`` of a STATEMENT or
    a RITUAL and whether its reader suggested it, ``repeats`` of a RITUAL; the others are empty.
    """

    pk: UUID
    subject: UUID
    kind: AgreementKind
    agreed_on: date
    review_on: date | None
    stands: bool
    parts: Sequence[Part]
    rules: Sequence[str]
    version: int
    text: str = ""
    is_mine: bool = False
    repeats: Repeats | None = None


@dataclass(frozen=True, slots=True)
class AgreedPage:
    """Changes that stand, earliest review first, and those that do not any more."""

    standing: Sequence[Agreed]
    past: Sequence[Agreed]


def owned_by(user: User) -> QuerySet[Agreement]:
    """Every copy this person holds; nobody else's is within reach."""
    return Agreement.objects.filter(author=user)


def agreed(user: User, *where: AgreementKind) -> list[Agreed]:
    """Own copies of what both agreed on, latest first, standing or not; of these kinds.

    Two queries, however many. A copy that does not open is left out.
    """
    rows = list(
        owned_by(user).filter(kind__in=where, agreed_on__isnull=False).order_by("-agreed_on", "id")
    )
    standing_now = functions.my_agreed() if rows else set()
    return [
        _agreed(row, document, stands=row.subject in standing_now)
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]


def standing(user: User) -> list[Agreed]:
    """Changes that stand, earliest review first; those without a date come last."""
    found = [each for each in agreed(user, AgreementKind.CHANGE) if each.stands]
    return sorted(found, key=lambda each: each.review_on or date.max)


def standing_for(user: User, subject: UUID) -> Agreed | None:
    """The agreement from this conversation or suggestion, where it stands."""
    found = agreed(user, *AgreementKind)
    return next((each for each in found if each.stands and each.subject == subject), None)


def agreed_in(user: User, conversation: UUID) -> Sequence[Part]:
    """What both agreed on in a conversation, from the own copy, whether or not it stands any more;
    empty where they agreed on nothing. One query.
    """
    row = (
        owned_by(user)
        .filter(kind=AgreementKind.CHANGE, subject=conversation, agreed_on__isnull=False)
        .first()
    )
    document = row.read_if_it_opens() if row else None
    return _parts(document) if document is not None else ()


def due(user: User, couple: Couple, now: datetime) -> list[Agreed]:
    """Changes that stand and were to be looked at again by today, as the couple's calendar has it.

    For two weeks from that date on, and the same for both; the latest date comes first. Two
    queries. What was not looked at by then rests on its page: nobody is held to it.
    """
    today = local_day(now, couple.time_zone)
    found = [
        each
        for each in standing(user)
        if each.review_on and each.review_on <= today < each.review_on + DUE_FOR
    ]
    return found[::-1]


def agreed_page(user: User) -> AgreedPage:
    """The page of agreements; two queries."""
    found = agreed(user, AgreementKind.CHANGE)
    return AgreedPage(
        standing=sorted(
            (each for each in found if each.stands), key=lambda each: each.review_on or date.max
        ),
        past=[each for each in found if not each.stands],
    )


def _agreed(row: Agreement, document: dict[str, Any], *, stands: bool) -> Agreed:
    if row.agreed_on is None:
        message = "What only one of them said yes to is not agreed."
        raise ValueError(message)
    return Agreed(
        pk=row.pk,
        subject=row.subject,
        kind=AgreementKind(row.kind),
        agreed_on=row.agreed_on,
        review_on=row.review_on,
        stands=stands,
        parts=_parts(document),
        rules=document.get("rules", ()),
        version=document.get("version", 0),
        text=document.get("text", ""),
        is_mine=document.get("mine", False),
        repeats=repeats_in(document) if row.kind == AgreementKind.RITUAL else None,
    )


def repeats_in(document: Mapping[str, Any]) -> Repeats:
    """The rhythm that a ritual's document holds."""
    return Repeats(Every(document["every"]), document["weekday"])


def _parts(document: dict[str, Any]) -> list[Part]:
    return [
        Part(part["by"], part["mine"], part["what"], part["when"], part["noticed"])
        for part in document.get("parts", ())
    ]
