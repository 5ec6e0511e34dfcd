"""Writing a new version of the library: a draft, until it is published (docs/decisions/0026)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.actions.verification import NotYours
from accounts.models import User
from checkins.enums import LibraryPart
from checkins.logic import library_editing as editing
from checkins.logic.library import Card, Library, Reading
from checkins.logic.library_file import written
from checkins.models import LibraryVersion
from checkins.queries.library_editing import failures_of, library_of

MAY_EDIT = "checkins.edit_libraryversion"


class DraftStands(Refusal):
    sentence = _("There is a draft in this language already. Publish or delete it first.")


class NoDraft(Refusal):
    sentence = _("This is no draft any more. A published version does not change.")


class BreaksRules(Refusal):
    sentence = _("Something in this draft breaks a rule. The page says what.")


class NameTaken(Refusal):
    sentence = _("Something in this library has this name already.")


class NotEmpty(Refusal):
    sentence = _("There are cards in this group. Put them elsewhere or take them out first.")


def begin_draft(*, by: User, language: str, library: Library) -> UUID:
    """A draft with these texts; its key. Raises NotYours, DraftStands."""
    _check(by)
    try:
        with transaction.atomic():
            versions = LibraryVersion.objects.filter(language=language)
            if versions.filter(published_at__isnull=True).exists():
                raise DraftStands
            last = versions.aggregate(last=Max("number"))["last"] or 0
            draft = LibraryVersion.objects.create(
                language=language, number=last + 1, text=written(library)
            )
    except IntegrityError:
        # Somebody began one in the same instant.
        raise DraftStands from None
    return draft.pk


def keep_part(
    *, by: User, draft: UUID, part: LibraryPart, was: str, values: Mapping[str, Any]
) -> None:
    """Change a card, group or reading, or add one where ``was`` is empty.

    ``values`` by the names of its fields; a card's ``more`` by ids, and ``group`` by its slug.
    Raises NotYours, NoDraft, NameTaken.
    """
    name = values["id" if part is LibraryPart.READING else "slug"]

    def change(library: Library) -> Library:
        others = [each for each in editing.names(library, part) if each != was]
        if name in others:
            raise NameTaken
        match part:
            case LibraryPart.CARD:
                card = _card(library, was, values)
                return editing.keep_card(library, card, group=values["group"], was=was)
            case LibraryPart.GROUP:
                return editing.keep_group(library, name, values["title"], was=was)
            case LibraryPart.READING:
                return editing.keep_reading(library, Reading(**values), was=was)

    _change(by, draft, change)


def move_part(*, by: User, draft: UUID, part: LibraryPart, name: str, steps: int) -> None:
    """Move a part up (``steps`` < 0) or down; at the ends it stays. Raises NotYours, NoDraft."""
    _change(by, draft, lambda library: editing.move(library, part, name, steps))


def drop_part(*, by: User, draft: UUID, part: LibraryPart, name: str) -> None:
    """Take a card or reading out of a draft, or a group without cards.

    Raises NotYours, NoDraft, NotEmpty.
    """

    def change(library: Library) -> Library:
        if part is LibraryPart.GROUP and any(g.cards for g in library.groups if g.slug == name):
            raise NotEmpty
        return editing.drop(library, part, name)

    _change(by, draft, change)


@transaction.atomic
def drop_draft(*, by: User, draft: UUID) -> None:
    """Delete a draft. Raises NotYours, NoDraft."""
    _draft(by, draft).delete()


@transaction.atomic
def publish_draft(*, by: User, draft: UUID, now: datetime) -> None:
    """Make a draft what everybody reads from now on.

    Raises NotYours, NoDraft, and BreaksRules where a rule is broken.
    """
    version = _draft(by, draft)
    if failures_of(version):
        raise BreaksRules
    version.published_at = now
    version.save(update_fields=["published_at"])


@transaction.atomic
def retire(*, by: User, version: UUID, now: datetime) -> None:
    """Go back to the version before, in the end to the shipped texts. Raises NotYours, NoDraft."""
    _check(by)
    found = LibraryVersion.objects.select_for_update().get(pk=version)
    if found.published_at is None or found.retired_at is not None:
        raise NoDraft
    found.retired_at = now
    found.save(update_fields=["retired_at"])


def _check(by: User) -> None:
    if not by.has_perm(MAY_EDIT):
        raise NotYours


def _draft(by: User, pk: UUID) -> LibraryVersion:
    """The draft, locked, so that two changes at once are both kept."""
    _check(by)
    drafts = LibraryVersion.objects.select_for_update()
    found = drafts.filter(pk=pk, published_at__isnull=True).first()
    if found is None:
        raise NoDraft
    return found


@transaction.atomic
def _change(by: User, pk: UUID, change: Callable[[Library], Library]) -> None:
    draft = _draft(by, pk)
    draft.text = written(change(library_of(draft)))
    draft.save(update_fields=["text"])


def _card(library: Library, was: str, values: Mapping[str, Any]) -> Card:
    """What was typed; which ideas a shipped card serves stays with it."""
    own = {name: value for name, value in values.items() if name != "group"}
    own["more"] = tuple(each for each in library.readings if each.id in values["more"])
    before = library.card(was) if was else None
    return Card(covers=(), **own) if before is None else replace(before, **own)
