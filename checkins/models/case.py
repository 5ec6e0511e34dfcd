"""What a therapist writes about a couple whom they see. Neither partner reads it."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel


class CaseNote(SealedModel):
    """A session, or a thought between sessions. Not the clinical record (TR-06)."""

    # Without a link: it is the therapist's own, whatever becomes of the couple.
    couple_id = models.UUIDField()
    on = models.DateField()
    is_session = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "couple_id", "on"], name="checkins_casenote_by_author"),
        ]
