"""The only writer of the record of what was done to accounts, connections and consents.

Never content, and never a trace of what somebody else did (decisions.md 8): the subject alone
reads it. Where both did something together the other one's line names no actor.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts.enums import AuditAction, Scope
from accounts.models import AuditEvent


def record(
    action: AuditAction,
    *,
    subject: UUID,
    now: datetime,
    actor: UUID | None = None,
    result: str = "done",
    scopes: Iterable[Scope] = (),
) -> None:
    """Write one line, in the transaction of what it speaks of.

    ``actor`` is whoever acted where that is the subject or somebody the subject may know of;
    ``result`` is "done" or one word for how it ended; ``scopes`` what a therapist may see or saw.
    """
    AuditEvent(
        at=now,
        actor_id=actor,
        subject_id=subject,
        action=action,
        result=result,
        scope=",".join(scopes),
    ).save(force_insert=True)
