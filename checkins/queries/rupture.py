"""What a page may say about hurts: the owner's own list, and what was shown to both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond, couple_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.enums import Element, HurtState, HurtTag
from checkins.logic.rupture import HurtContent, is_heavy, needs_support_first
from checkins.models import HurtReply, RepairConversation, Rupture, ShownHurt
from checkins.queries.conversation import settled_hurts

OPEN_FOR = timedelta(weeks=6)

AREA_LABELS: dict[Element, Promise] = {
    Element.RELIABILITY: _("Reliability"),
    Element.COMMUNICATION: _("Communication"),
    Element.BOUNDARIES: _("Boundaries and consent"),
    Element.REPAIR: _("Finding our way back"),
    Element.ACCEPTANCE: _("Acceptance"),
}

TAG_LABELS: dict[HurtTag, Promise] = {
    HurtTag.RIDICULED: _("ridiculed"),
    HurtTag.DISMISSED: _("dismissed"),
    HurtTag.IGNORED: _("ignored"),
    HurtTag.PUSHED: _("pushed"),
    HurtTag.LET_DOWN: _("let down"),
    HurtTag.CONTROLLED: _("controlled"),
    HurtTag.BLAMED: _("blamed"),
    HurtTag.FRIGHTENED: _("frightened"),
    HurtTag.OTHER: _("other"),
}


@dataclass(frozen=True, slots=True)
class ShownWords:
    """The exact words somebody chose to show, as both may read them. ``on`` is a date and has
    no time of day; ``is_answered`` says that the one who did not write it pressed *I hear you*.
    """

    pk: UUID
    by: str
    is_mine: bool
    on: date
    words: str
    is_answered: bool
    hurt_pk: UUID | None


@dataclass(frozen=True, slots=True)
class Hurt:
    """A hurt as its owner reads it. ``shown`` is None unless the partner can read it now.

    ``typed`` and ``words`` were written while the private area was shut: neither has replaced
    anything, neither was shown.
    """

    pk: UUID
    named_on: date
    look_again_on: date | None
    state: HurtState
    areas: tuple[Element, ...]
    weight: int | None
    tags: frozenset[HurtTag]
    note: str
    shown: ShownWords | None
    typed: HurtContent | None
    words: str

    @property
    def area_labels(self) -> list[Promise]:
        return [AREA_LABELS[area] for area in self.areas]

    @property
    def tag_labels(self) -> list[Promise]:
        return [label for tag, label in TAG_LABELS.items() if tag in self.tags]

    @property
    def needs_support(self) -> bool:
        return needs_support_first(self.tags)

    @property
    def is_heavy(self) -> bool:
        return is_heavy(self.weight, self.tags)

    @property
    def is_put_away(self) -> bool:
        return self.state in {HurtState.CLOSED, HurtState.SET_ASIDE}

    def is_due_on(self, today: date) -> bool:
        """Whether its owner wanted to look at it again by now."""
        return self.look_again_on is not None and self.look_again_on <= today


def owned_by(user: User) -> QuerySet[Rupture]:
    """Every hurt this person named; nobody else's is within reach."""
    return Rupture.objects.filter(author=user)


def has_open_hurt(user: User, now: datetime) -> bool:
    """Whether a hurt of theirs is open, so that numbers ask nothing (decisions.md 28): it is shown,
    talked about, or was named within six weeks and is not closed. One query.
    """
    since = local_day(now, user.time_zone) - OPEN_FOR
    lately = Q(named_on__gt=since) & ~Q(state=HurtState.CLOSED)
    in_talk = Exists(RepairConversation.objects.filter(is_open=True, rupture_id=OuterRef("pk")))
    standing = owned_by(user).exclude(pk__in=settled_hurts())
    return standing.filter(Q(state=HurtState.SHOWN) | lately | in_talk).exists()


def readable_by(user: User) -> QuerySet[ShownHurt]:
    """What either of the couple shows now; nothing of a couple that has ended."""
    couple = couple_of(user)
    if couple is None:
        return ShownHurt.objects.none()
    return ShownHurt.objects.filter(couple=couple).select_related("author")


def shown_between(bond: Bond) -> QuerySet[ShownHurt]:
    """What stands on the page of both: what was repaired has left it."""
    shown = ShownHurt.objects.filter(couple=bond.couple)
    return shown.exclude(rupture__in=settled_hurts()).select_related("author")


def hurts_of(user: User) -> list[Hurt]:
    """The owner's own list, latest day first. Three queries, however long it is."""
    rows = list(owned_by(user).order_by("-named_on", "id"))
    shown = {words.hurt_pk: words for words in shown_to(user) if words.is_mine}
    return [_hurt(row, shown.get(row.pk)) for row in rows]


def hurt_of(user: User, row: Rupture) -> Hurt:
    """One own hurt with what stands in it. Raises vault.CannotOpen."""
    shown = shown_words(user, readable_by(user).filter(author=user, rupture=row.pk))
    return _hurt(row, shown[0] if shown else None)


def shown_to(user: User) -> list[ShownWords]:
    """Everything the couple shows each other now, latest day first. Empty without a couple."""
    return shown_words(user, readable_by(user).order_by("-shown_on", "id"))


def shown_on(user: User, now: datetime) -> date:
    """The date that would stand at what this person shows now: the couple's, so that both agree."""
    couple = couple_of(user)
    return local_day(now, couple.time_zone if couple else user.time_zone)


def shown_words(user: User, rows: Iterable[ShownHurt]) -> list[ShownWords]:
    """Open rows that are within this person's reach; one that does not open is not there."""
    rows = list(rows)
    if not rows:
        return []
    answered = set(
        HurtReply.objects.filter(shown_hurt__in=[row.pk for row in rows]).values_list(
            "shown_hurt_id", flat=True
        )
    )
    return [
        ShownWords(
            pk=row.pk,
            by=row.author.display_name,
            is_mine=row.author_id == user.pk,
            on=row.shown_on,
            words=document["words"],
            is_answered=row.pk in answered,
            hurt_pk=row.rupture_id if row.author_id == user.pk else None,
        )
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]


def _hurt(row: Rupture, shown: ShownWords | None) -> Hurt:
    content = row.read()
    return Hurt(
        pk=row.pk,
        named_on=row.named_on,
        look_again_on=row.look_again_on,
        state=HurtState(row.state),
        areas=tuple(Element(area) for area in content["areas"]),
        weight=content["weight"],
        tags=frozenset(HurtTag(tag) for tag in content["tags"]),
        note=content["note"],
        shown=shown,
        typed=_typed(content.get("typed")),
        words=content.get("words", ""),
    )


def _typed(content: dict[str, Any] | None) -> HurtContent | None:
    if content is None:
        return None
    return HurtContent(
        areas=[Element(area) for area in content["areas"]],
        weight=content["weight"],
        tags=[HurtTag(tag) for tag in content["tags"]],
        note=content["note"],
    )
