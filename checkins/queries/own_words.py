"""Everything one person wrote in conversations, also of one that has ended (safety.md V1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from checkins.logic.turns import TurnContent
from checkins.models import RepairDraft, RepairTurn
from checkins.queries.turns import Said, said_by


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What one said on a day, in the order of the steps."""

    on: date
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """Words that were typed and not sent."""

    pk: UUID
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnWords:
    days: Sequence[OwnDay]
    drafts: Sequence[OwnDraft]


def own_words(user: User) -> OwnWords:
    """Latest day first; two queries, however much it is."""
    by_day: dict[date, list[RepairTurn]] = {}
    for row in RepairTurn.objects.filter(author=user).order_by("-said_on", "stage", "id"):
        by_day.setdefault(row.said_on, []).append(row)
    days = [OwnDay(day, said_by(user, rows)) for day, rows in by_day.items()]
    drafts = [
        OwnDraft(row.pk, list(TurnContent.of(row.read()).texts.values()))
        for row in RepairDraft.objects.filter(author=user).order_by("stage", "id")
    ]
    return OwnWords([day for day in days if day.said], [each for each in drafts if each.texts])
