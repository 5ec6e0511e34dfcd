"""Private notes as their author reads them, and words of the other that may be kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Bond, bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.access import (
    conversations_reachable_by,
    releases_reachable_by,
    texts_reachable_by,
)
from checkins.enums.inner import Keepable, MirrorCard
from checkins.logic.schedule import Span, round_day
from checkins.models import Note, ReleasedText, RepairTurn
from checkins.queries.appreciation import glad_in, sent_between
from checkins.queries.rupture import readable_by, shown_words
from checkins.queries.turns import said_by

CARDS: dict[MirrorCard, Promise] = {
    MirrorCard.SIMILAR: _("Do I hold something similar inside, towards myself?"),
    MirrorCard.LOOK_DOWN: _("Which parts of me do I look down on?"),
    MirrorCard.INSIDE_FIRST: _("How could it ease inside me first?"),
}

LONGEST_GLANCE = 80


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """A note of one's own. ``kept_from`` names who wrote the words where it is a copy, and
    ``kept_on`` the date they carried; ``card`` is the question it answers.
    """

    pk: UUID
    written_on: date
    erase_on: date | None
    text: str
    kept_from: str
    kept_on: date | None
    card: Promise | None

    @property
    def glance(self) -> str:
        """Its first line, shortened."""
        line = self.text.strip().partition("\n")[0]
        return line if len(line) <= LONGEST_GLANCE else line[: LONGEST_GLANCE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class TheirWords:
    """Words of the other as one may read them now; ``at`` is the address where they stand."""

    by: str
    on: date
    text: str
    at: str


def owned_by(user: User, now: datetime) -> QuerySet[Note]:
    """One's own that still stand; one whose day has come is as good as gone."""
    today = local_day(now, user.time_zone)
    standing = Q(erase_on__isnull=True) | Q(erase_on__gt=today)
    return Note.objects.filter(standing, author=user)


def notes_of(user: User, now: datetime) -> list[PrivateNote]:
    """Latest day first; one query, however many. Raises vault.CannotOpen."""
    return [note_of(row) for row in owned_by(user, now).order_by("-written_on", "id")]


def note_of(row: Note) -> PrivateNote:
    """One note with its words. Raises vault.CannotOpen."""
    document: dict[str, Any] = row.read()
    kept_on, card = document.get("on"), document.get("card")
    return PrivateNote(
        pk=row.pk,
        written_on=row.written_on,
        erase_on=row.erase_on,
        text=document["text"],
        kept_from=document.get("by", ""),
        kept_on=date.fromisoformat(kept_on) if kept_on else None,
        card=CARDS[MirrorCard(card)] if card else None,
    )


def visible_words(user: User, what: Keepable, pk: UUID, now: datetime) -> TheirWords | None:
    """Words that the partner lets this person read at this instant; None for all others, one's own
    among them.
    """
    bond = bond_of(user)
    if bond is None:
        return None
    match what:
        case Keepable.SHOWN:
            return _shown(user, bond, pk)
        case Keepable.SAID:
            return _said(user, bond, pk)
        case Keepable.PICTURE:
            return _of_picture(user, bond, pk, now)
        case Keepable.GLAD:
            return _glad(user, bond, pk)


def _shown(user: User, bond: Bond, pk: UUID) -> TheirWords | None:
    found = shown_words(user, readable_by(user).filter(author=bond.partner, pk=pk))
    if not found:
        return None
    at = reverse("checkins:shown", args=[pk])
    return TheirWords(found[0].by, found[0].on, found[0].words, at)


def _glad(user: User, bond: Bond, pk: UUID) -> TheirWords | None:
    rows = sent_between(bond).filter(author=bond.partner, pk=pk)
    found = next(iter(glad_in(user, bond.partner.display_name, rows)), None)
    if found is None or found.on is None:
        return None
    return TheirWords(found.by, found.on, found.words, reverse("checkins:good"))


def _said(user: User, bond: Bond, pk: UUID) -> TheirWords | None:
    turns = RepairTurn.objects.filter(conversation__in=conversations_reachable_by(bond))
    row = turns.filter(author=bond.partner, is_withdrawn=False, pk=pk).first()
    if row is None:
        return None
    # With one's own turn of the same step: some words are read by whoever chose something there.
    of_the_step = turns.filter(conversation=row.conversation_id, stage=row.stage, turn=row.turn)
    said = next((each for each in said_by(user, of_the_step) if each.pk == pk), None)
    if said is None:
        return None
    lines = [str(said.line)] if said.line else []
    lines += [f"{part.label}\n{part.text}" for part in said.parts]
    at = reverse("checkins:talk", args=[row.conversation_id])
    return TheirWords(bond.partner.display_name, said.on, "\n\n".join(lines), at)


def _of_picture(user: User, bond: Bond, pk: UUID, now: datetime) -> TheirWords | None:
    row = (
        ReleasedText.objects.filter(couple=bond.couple, author=bond.partner, pk=pk)
        .select_related("round")
        .first()
    )
    if row is None:
        return None
    releases = releases_reachable_by(user, bond, now, Q(round=row.round_id))
    if not texts_reachable_by(bond, releases).filter(pk=pk).exists():
        return None
    document = row.read_if_it_opens()
    if document is None:
        return None
    zone = bond.couple.time_zone
    at = reverse(
        "checkins:picture", args=[round_day(Span(row.round.starts_at, row.round.ends_at), zone)]
    )
    on = local_day(row.round.opens_at, zone)
    return TheirWords(bond.partner.display_name, on, document["text"], at)
