"""What somebody knows about themselves: keeping a section, and deleting it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.db import transaction

from accounts import vault
from accounts.models import User
from checkins.actions.memory import lock_author
from checkins.actions.rupture import DoesNotFit
from checkins.enums.inner import ProfilePart
from checkins.models import Profile
from checkins.queries.profile import PartContent, owned_by

Document = dict[str, Any]


@transaction.atomic
def keep_part(*, by: User, part: ProfilePart, content: PartContent, now: datetime) -> None:
    """Replace what stands in a section; an empty one is deleted. Raises DoesNotFit."""

    def replace(document: Document) -> None:
        document["typed"].pop(part, None)
        document["parts"].pop(part, None)
        if content:
            document["parts"][part.value] = content.as_document()

    _change(by, replace)


@transaction.atomic
def keep_part_typed(*, by: User, part: ProfilePart, content: PartContent, now: datetime) -> None:
    """Keep a change beside what stands, which it does not replace. Raises DoesNotFit."""

    def put_beside(document: Document) -> None:
        document["typed"][part.value] = content.as_document()

    _change(by, put_beside)


@transaction.atomic
def delete_part(*, by: User, part: ProfilePart, now: datetime) -> None:
    """Delete a section; after the last one nothing remains, no row either."""
    keep_part(by=by, part=part, content=PartContent(), now=now)


@transaction.atomic
def delete_profile(*, by: User, now: datetime) -> None:
    """Delete all of it; nothing remains in its place."""
    lock_author(by)
    owned_by(by).delete()


def _change(by: User, change: Callable[[Document], None]) -> None:
    """Change the one document of this person; make it where there is none."""
    # The person and not the row: another tab may delete the row, or make it, at the same instant.
    lock_author(by)
    row = owned_by(by).first() or Profile(id=uuid5(by.pk, "profile"), author=by)
    document: Document = row.read() if row.sealed else {"parts": {}, "typed": {}}
    change(document)
    if not document["parts"] and not document["typed"]:
        owned_by(by).delete()
        return
    try:
        row.write(document)
    except vault.TooLong:
        raise DoesNotFit from None
    Profile.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["sealed"]
    )
