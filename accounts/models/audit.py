"""What was done to accounts, connections and consents. Never content, never answers
(decisions.md 8). No foreign keys: the record outlives what it speaks of.
"""

from django.db import models

from accounts.models.base import BaseModel


class AuditEvent(BaseModel):
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    action = models.CharField(max_length=60)
    result = models.CharField(max_length=20, default="done")
    # What a therapist was let in to see, or looked at: scopes with commas between them.
    scope = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="accounts_auditevent_subject")]
