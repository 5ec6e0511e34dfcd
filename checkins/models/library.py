"""Texts of the library as they were written on this server: not content of anybody.

Each version is a whole library of one language. A published one is immutable (migration 0020).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import BaseModel


class LibraryVersion(BaseModel):
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    # YAML, as the shipped file of the language.
    text = models.TextField()
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "number"], name="%(app_label)s_%(class)s_number_once"
            ),
            models.UniqueConstraint(
                fields=["language"],
                condition=Q(published_at__isnull=True),
                name="%(app_label)s_%(class)s_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_retires_after_publishing",
            ),
        ]
