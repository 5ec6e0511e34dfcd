"""Which connection may change the schema: the owner's and no other."""

from typing import Any


class OwnerMigrates:
    """Keeps Django from looking for, or making, tables as the web's role."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
