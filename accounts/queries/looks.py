"""Who looked at what on which day: the same lines for both partners, and never a time of day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditAction
from accounts.models import AuditEvent, TherapistConsent, User
from accounts.queries.therapist import SCOPES

# What a therapist does that is written down at those whom it is about (TR-07).
LOOKS: Mapping[AuditAction, Promise] = MappingProxyType(
    {
        AuditAction.THERAPIST_VIEWED: _("%(name)s looked at"),
        AuditAction.THERAPIST_PRINTED: _("%(name)s opened a page to print"),
        AuditAction.THERAPIST_TOOK_ALONG: _("%(name)s took along a file"),
    }
)
LINES = 400
SOMEBODY = _("Your therapist")


@dataclass(frozen=True, slots=True)
class Look:
    """What one therapist did on one day in one way, with the titles of all they saw in it."""

    day: date
    action: AuditAction
    therapist: str
    titles: Sequence[Promise]

    @property
    def sentence(self) -> str:
        return str(LOOKS[self.action]) % {"name": self.therapist}


def looks_at(user: User, *, time_zone: str, therapist: UUID | None = None) -> list[Look]:
    """By day in ``time_zone``, the latest first; of one therapist, or of all. Two queries."""
    rows = AuditEvent.objects.filter(subject_id=user.pk, action__in=LOOKS)
    if therapist is not None:
        rows = rows.filter(actor_id=therapist)
    found = (
        rows.annotate(day=TruncDate("at", tzinfo=ZoneInfo(time_zone)))
        .order_by("-day", "action", "actor_id")
        .values_list("day", "action", "actor_id", "scope")
        .distinct()[:LINES]
    )
    if not found:
        return []
    names = therapists_named(user)
    return [
        Look(
            day,
            AuditAction(action),
            # Whoever has left this place for good stands there without a name.
            names.get(actor, str(SOMEBODY)) if actor else str(SOMEBODY),
            titles_of(",".join(scopes for *_rest, scopes in same)),
        )
        for (day, action, actor), same in groupby(found, key=lambda row: row[:3])
    ]


def therapists_named(user: User) -> dict[UUID, str]:
    """Therapists by the names under which this person consented last; one query."""
    rows = TherapistConsent.objects.filter(user=user).order_by("given_at")
    return dict(rows.values_list("therapist_id", "therapist_name"))


def titles_of(scopes: str) -> list[Promise]:
    """What a line of the record names, in the words of the boxes."""
    return [wording.title for scope, wording in SCOPES.items() if scope in scopes.split(",")]
