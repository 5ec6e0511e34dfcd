"""Every category of personal data, each of which can both be handed out and erased.

One class does both, so that neither can forget what the other knows. Each section names the fields
it stands for; a field that no section names and nobody called impersonal fails a system check
(``accounts/checks.py``). ``accounts/personal_data/own.py`` and ``checkins/personal_data/`` fill the
register, as ``checkins/apps.py`` does for what ends with a connection.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from accounts.enums import Kept
from accounts.models import SealedModel, User

# What one thing is handed out as: names and values that JSON knows.
Row = Mapping[str, Any]
# Fields by the label of their model, as in ``{"accounts.Consent": {"purpose"}}``.
Fields = Mapping[str, Collection[str]]
# For each kind, the first day that is kept tonight; None keeps all of it.
Horizon = Mapping[Kept, date | None]
SEALED = "sealed"
# As it was written, for whoever reads it by program: left out where people read.
RAW = "as_stored"


class Section(Protocol):
    """A category of personal data. ``slug`` names its file, neutrally; ``title`` is for reading."""

    @property
    def slug(self) -> str: ...

    @property
    def title(self) -> str | Promise: ...

    @property
    def covers(self) -> Fields: ...

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        """What this person has here, or what they were shown and can see at ``now``. It holds
        nothing of anybody else's beside that.
        """
        ...

    def erase(self, user: User, now: datetime) -> None:
        """Delete all of it, for good. Runs as this person, whom no connection holds any more, in
        the transaction that deletes them; their key is gone with it.
        """
        ...


@runtime_checkable
class Ageing(Protocol):
    """A section of which something goes by itself when its time has come."""

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        """Delete what is older than its owner keeps it; how many things that were. Runs as this
        person, safe to repeat, and changes nothing of anybody else's.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRows:
    """The rows of one model that belong to one person, with the document sealed in each.

    ``shows`` are the fields that are handed out, ``keeps`` those that mean nothing outside: keys
    and links. Both are written out, so that a new field asks to be thought of. ``ages_as`` and
    ``dated`` say after which choice of their owner, and by which date, rows go by themselves;
    without them they stay until somebody deletes them.
    """

    slug: str
    title: str | Promise
    model: str
    shows: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    owner: str = "author"
    order: tuple[str, ...] = ("pk",)
    # Fields of the document that are no words or answers of its author.
    leaves_out: tuple[str, ...] = ()
    ages_as: Kept | None = None
    dated: str = ""

    @property
    def covers(self) -> Fields:
        is_sealed = issubclass(self.of(), SealedModel)
        sealed = (SEALED,) if is_sealed else ()
        return {self.model: {"id", self.owner, *self.shows, *self.keeps, *sealed}}

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        return [self.row(row) for row in self.rows_of(user).order_by(*self.order)]

    def erase(self, user: User, now: datetime) -> None:
        self.rows_of(user).delete()

    def purge(self, user: User, horizon: Horizon, now: datetime) -> int:
        oldest = horizon[self.ages_as] if self.ages_as else None
        if oldest is None:
            return 0
        _, deleted = self.rows_of(user).filter(**{f"{self.dated}__lt": oldest}).delete()
        return deleted.get(self.model, 0)

    def rows_of(self, user: User) -> QuerySet[Any]:
        """Every row of this person."""
        manager = self.of()._default_manager  # noqa: SLF001 - Django's name for it in general
        return manager.filter(**{self.owner: user})

    def row(self, row: Model) -> Row:
        """One of them as it is handed out. ``content`` is None where it does not open."""
        shown = {name: plain(getattr(row, name)) for name in self.shows}
        if not isinstance(row, SealedModel):
            return shown
        document = row.read_if_it_opens()
        if isinstance(document, dict):
            document = {key: each for key, each in document.items() if key not in self.leaves_out}
        return shown | {"content": document}

    def of(self) -> type[Model]:
        """The model whose rows they are."""
        return apps.get_model(self.model)


class GoesWithThePerson(OwnRows):
    """Rows which the web may not delete one by one: an SQL function does, with the person."""

    __slots__ = ()

    def erase(self, user: User, now: datetime) -> None:
        pass


@dataclass(slots=True)
class Register:
    """Sections in the order they came, and what is nobody's."""

    _sections: dict[str, Section] = field(default_factory=dict)
    _impersonal: dict[str, str] = field(default_factory=dict)

    def add(self, *sections: Section) -> None:
        """Register. The same slug twice is the same section."""
        for section in sections:
            self._sections[section.slug] = section

    def leave_out(self, reasons: Mapping[str, str]) -> None:
        """Say of models ("accounts.RateCounter") or fields ("accounts.Couple.at") why they tell
        nothing of anybody.
        """
        self._impersonal.update(reasons)

    def __iter__(self) -> Iterator[Section]:
        return iter(tuple(self._sections.values()))

    @property
    def impersonal(self) -> Mapping[str, str]:
        return self._impersonal

    def remove(self, slug: str) -> None:
        """For tests: what one of them added."""
        del self._sections[slug]

    @contextmanager
    def without(self, slug: str) -> Iterator[None]:
        """For tests: one less, for a while."""
        kept = dict(self._sections)
        del self._sections[slug]
        try:
            yield
        finally:
            self._sections = kept


register = Register()


def plain(value: Any) -> Any:
    """A field's value as JSON has it: instants and dates in ISO form."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value
