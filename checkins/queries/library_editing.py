"""The library as those who write it see it: versions, rules that are broken, what changed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums import LibraryPart
from checkins.logic.library import Library, read_library
from checkins.logic.library_editing import Told, changes
from checkins.logic.library_rules import examine
from checkins.logic.prompt_changes import Change
from checkins.models import LibraryVersion
from checkins.queries.library import shipped

# The library as a whole, where no part of it breaks a rule.
WHOLE = (LibraryPart.GROUP, "")


def versions() -> QuerySet[LibraryVersion]:
    """Every version, as far as whoever acts may see them; ``newest`` is the number of the one that
    is read now in its language, None where the shipped texts are.
    """
    in_force = LibraryVersion.objects.filter(
        language=OuterRef("language"), published_at__isnull=False, retired_at__isnull=True
    ).order_by("-number")
    newest = Subquery(in_force.values("number")[:1])
    return LibraryVersion.objects.annotate(newest=newest).order_by("language", "-number")


def library_of(version: LibraryVersion) -> Library:
    """What stands in a version, published or not."""
    return read_library(version.text)


def failures_of(version: LibraryVersion) -> Mapping[tuple[LibraryPart, str], tuple[str, ...]]:
    """By part and name, WHOLE for none of them: the sentences that say which rules are broken."""
    _library, found = examine(version.text, version.language, shipped(version.language))
    sentences: dict[tuple[LibraryPart, str], tuple[str, ...]] = {}
    for each in found:
        key = each.part, each.name
        sentences[key] = (*sentences.get(key, ()), each.reason)
    return MappingProxyType(sentences)


def one_before(version: LibraryVersion) -> LibraryVersion | None:
    """The published version that a version follows on; None where it follows the shipped texts."""
    earlier = LibraryVersion.objects.filter(
        language=version.language, published_at__isnull=False, number__lt=version.number
    )
    return earlier.order_by("-number").first()


def changes_of(version: LibraryVersion) -> tuple[Change[Told], ...]:
    """What differs from the version before, or from the shipped texts where it is the first."""
    before = one_before(version)
    was = shipped(version.language) if before is None else library_of(before)
    return changes(was, library_of(version))


def standing_of(version: Any) -> Promise:
    """In words: a draft, read now, followed by another one, or retired. Of ``versions``."""
    if version.published_at is None:
        return _("Draft")
    if version.retired_at is not None:
        return _("Retired")
    return _("In use") if version.number == version.newest else _("Earlier")
