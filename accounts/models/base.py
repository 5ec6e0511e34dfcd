"""What every model of ours shares."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from accounts import vault


class BaseModel(models.Model):
    """A random key: serial ids would count what people do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SealedModel(BaseModel):
    """Content of one author, as one sealed document."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField(editable=False)

    class Meta:
        abstract = True

    def write(self, content: Any) -> None:
        """Seal JSON-serialisable content into this row; saving is the caller's."""
        self.sealed = vault.seal(content, place=self._place(), row=self.pk, author=self.author_id)

    def read(self) -> Any:
        """The document as it was written. Raises vault.CannotOpen."""
        return vault.unseal(
            bytes(self.sealed), place=self._place(), row=self.pk, author=self.author_id
        )

    def read_if_it_opens(self) -> Any | None:
        """The document, or None where it does not open: its author may have been erased."""
        try:
            return self.read()
        except vault.CannotOpen:
            return None

    def _place(self) -> str:
        return f"{self._meta.db_table}.sealed"
