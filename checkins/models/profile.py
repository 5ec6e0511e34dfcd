"""What somebody knows about themselves: one sealed document, its author's alone."""

from typing import ClassVar

from django.db import models

from accounts.models import SealedModel


class Profile(SealedModel):
    """Which sections were filled in stands inside the document."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author"], name="%(app_label)s_%(class)s_one_each"),
        ]
