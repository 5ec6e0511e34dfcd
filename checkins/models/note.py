"""Private notes, and copies of what the other let somebody read."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel


class Note(SealedModel):
    """Its words never change, so that its date can be trusted. From ``erase_on`` on, nobody reads
    it: a policy sees to that, whenever the row goes.
    """

    written_on = models.DateField()
    erase_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "-written_on"], name="checkins_note_by_author"),
        ]
