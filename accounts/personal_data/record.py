"""The record of an account, as its owner takes it along."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.enums import AuditAction
from accounts.models import AuditEvent, User
from accounts.personal_data import Fields, Row, plain
from accounts.queries.audit import SENTENCES
from accounts.queries.looks import LOOKS, therapists_named, titles_of


class Record:
    """What was done to the account. It goes with the person; one line without them stays."""

    slug = "record"
    title = _("What was done to your account")
    covers: Fields = {
        "accounts.AuditEvent": {
            "id",
            "at",
            "actor_id",
            "subject_id",
            "action",
            "result",
            "scope",
        }
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        rows = AuditEvent.objects.filter(subject_id=user.pk).order_by("at", "id")
        names = therapists_named(user)
        return [
            {
                "at": plain(row.at.date() if row.action in LOOKS else row.at),
                "what": str(SENTENCES[AuditAction(row.action)]),
                "result": row.result,
                **_looked_at(row, names),
            }
            for row in rows
        ]

    def erase(self, user: User, now: datetime) -> None:
        pass


def _looked_at(row: AuditEvent, names: Mapping[UUID, str]) -> Row:
    """What a line of the record says of a therapist, where it says something."""
    seen = {"seen": [str(title) for title in titles_of(row.scope)]} if row.scope else {}
    who = {"therapist": names[row.actor_id]} if row.actor_id and row.actor_id in names else {}
    return {**seen, **who}
