"""The inner check-in: one sealed document for each time, its author's alone and always."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel


class InnerCheckIn(SealedModel):
    """How far it has got stands inside the document: a table should not tell who stopped where."""

    held_on = models.DateField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "-held_on"], name="checkins_inner_by_author"),
        ]
