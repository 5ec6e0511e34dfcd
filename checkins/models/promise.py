"""Promises: the words are the giver's; how it went is each one's own."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import BaseModel, Couple, SealedModel


class Promise(SealedModel):
    """A small commitment of its author with a date. Taken back, it is its author's alone."""

    couple = models.ForeignKey(Couple, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    is_taken_back = models.BooleanField(default=False)


class PromiseAnswer(SealedModel):
    """How it went, for one of the two. Nobody else can read it, or that it exists."""

    # No constraint: a promise that its author deletes must not need a look at what others hold.
    promise = models.ForeignKey(
        Promise, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "promise"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]


class KeptMark(BaseModel):
    """That one of the two calls a promise kept. It shows once both do."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    promise = models.ForeignKey(
        Promise, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "promise"], name="%(app_label)s_%(class)s_once_each"
            ),
        ]
