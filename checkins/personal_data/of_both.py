"""What the other one let this person see, as it is shown at this moment: made by the very queries
that make the pages, so that a file can hold nothing that a page would not (decisions.md 20).

None of it is this person's to erase; where it ends is where the other one ends it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Bond, bond_of
from accounts.logic.rhythm import local_day
from accounts.models import User
from accounts.personal_data import Fields, Row, plain
from checkins.access import conversations_reachable_by
from checkins.enums import RecommitmentKind
from checkins.logic.invitation import InvitationContent
from checkins.models import PromiseAnswer, RepairConversation, functions
from checkins.queries.appreciation import glad_between
from checkins.queries.fair_conflict import fair_conflict_page
from checkins.queries.invitation import reachable_by, standing_between
from checkins.queries.past_talks import talks_of
from checkins.queries.picture import PictureLine, PicturePage, picture_of
from checkins.queries.promise import promises_page
from checkins.queries.recommitment import words_page
from checkins.queries.ritual import rituals_page
from checkins.queries.rupture import AREA_LABELS, shown_between, shown_words
from checkins.queries.statement import sentence, statements_page
from checkins.queries.turns import Said, ritual_of_both, said_by, turns_of

NOTHING: Fields = {}


class Pictures:
    """Every shared picture that the page of both leads to, the latest first."""

    slug = "pictures"
    title = gettext_lazy("What you two shared")
    covers = NOTHING

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        bond = bond_of(user)
        if bond is None:
            return []
        return [_picture(page) for page in _pictures(user, bond, now)]

    def erase(self, user: User, now: datetime) -> None:
        pass


class Between:
    """What else the other one shows now, kind by kind."""

    slug = "between"
    title = gettext_lazy("What you can read of each other now")
    covers = NOTHING

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        bond = bond_of(user)
        if bond is None:
            return []
        return [
            *_shown(user, bond),
            *_invitations(user, bond, now),
            *_promises(user, now),
            *_beginnings(user),
            *_rules(user, bond),
            *_statements(user, bond, now),
            *_rituals(user, bond, now),
            *_glad(user, bond),
        ]

    def erase(self, user: User, now: datetime) -> None:
        pass


class Talks:
    """What was said in the conversations that the page of both leads to. What both share of them
    holds no words and goes with the first of the two, by an SQL function.
    """

    slug = "talks"
    title = gettext_lazy("Conversations")
    covers: Fields = {
        "checkins.RepairConversation": {
            "id",
            "couple",
            "first_id",
            "invitation_id",
            "rupture_id",
            "reopens_id",
            "started_on",
            "cools_until",
            "moved_at",
            "is_open",
            "review_on",
        },
        "checkins.RepairMove": {"id", "conversation", "couple", "number", "move"},
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        bond = bond_of(user)
        if bond is None:
            return []
        talks = talks_of(bond, now)
        keys = [talk.pk for talk in talks.past] + ([talks.running] if talks.running else [])
        rows = conversations_reachable_by(bond).filter(pk__in=keys)
        return [_talk(user, bond, row, now) for row in rows.order_by("started_on", "pk")]

    def erase(self, user: User, now: datetime) -> None:
        functions.practice_erase()


# What stands last erases last, when nothing points at rounds any more.
SECTIONS = (Pictures(), Between(), Talks())


def _pictures(user: User, bond: Bond, now: datetime) -> Iterator[PicturePage]:
    page = picture_of(user, bond, now)
    while page is not None:
        yield page
        page = picture_of(user, bond, now, on=page.earlier[0]) if page.earlier else None


def _picture(page: PicturePage) -> Row:
    return {
        "week": page.words,
        "with": page.partner_name,
        "elements": [_line(line) for line in page.lines],
        "freedoms": [_line(line) for line in page.freedoms],
        "lines": [_line(line) for line in page.statements],
        "my_words": list(page.my_words),
        "their_words": list(page.their_words),
        "came_back": page.came_back,
        "look_first": str(page.look_first) if page.look_first else None,
        "different_weeks": page.also_different,
        "opener": page.opener,
    }


def _line(line: PictureLine) -> dict[str, str]:
    return {
        "name": str(line.name),
        "mine": str(line.mine.words),
        "theirs": str(line.theirs.words),
    }


def _shown(user: User, bond: Bond) -> list[Row]:
    rows = shown_words(user, shown_between(bond).order_by("shown_on", "id"))
    return [
        {"what": _("Shown"), "by": each.by, "on": plain(each.on), "words": each.words}
        | ({"heard": True} if each.is_answered else {})
        for each in rows
        # One's own stand among one's own; that the other one heard them is theirs.
        if not each.is_mine or each.is_answered
    ]


def _invitations(user: User, bond: Bond, now: datetime) -> list[Row]:
    return [
        {
            "what": _("Invitation to talk"),
            "by": each.partner_name,
            "on": plain(each.sent_on),
            "area": str(each.area),
            "line": str(each.line),
            "when": str(each.when),
            "words": each.words,
        }
        for each in standing_between(user, bond, now)
        if not each.is_mine
    ]


def _promises(user: User, now: datetime) -> list[Row]:
    page = promises_page(user, now)
    own = {row.promise_id: row for row in PromiseAnswer.objects.filter(author=user)}
    return [
        {
            "what": _("Promise"),
            "by": line.by,
            "due_on": plain(line.due_on),
            "words": line.words,
            "kept": line.is_kept,
            "how_it_went": _held(own, line.pk),
        }
        for line in page.theirs
    ]


def _held(own: Mapping[UUID, PromiseAnswer], promise: UUID) -> str | None:
    document: dict[str, Any] | None = own[promise].read_if_it_opens() if promise in own else None
    return document["held"] if document else None


def _beginnings(user: User) -> list[Row]:
    names = {
        RecommitmentKind.BEGINNING: _("A new beginning"),
        RecommitmentKind.MEANING: _("What safe means to us"),
    }
    return [
        {"what": name, "by": each.by, "on": plain(each.met_on), **each.content.as_document()}
        for kind, name in names.items()
        for each in words_page(user, kind).met
        if not each.is_mine
    ]


def _rules(user: User, bond: Bond) -> list[Row]:
    suggestion = fair_conflict_page(user).suggestion
    if suggestion is None or suggestion.is_mine:
        return []
    return [
        {
            "what": _("A list that was suggested"),
            "by": bond.partner.display_name,
            "rules": list(suggestion.rules),
        }
    ]


def _statements(user: User, bond: Bond, now: datetime) -> list[Row]:
    return [
        {
            "what": _("A line that was suggested"),
            "by": bond.partner.display_name,
            "words": sentence(each.text),
        }
        for each in statements_page(user, now).theirs
    ]


def _rituals(user: User, bond: Bond, now: datetime) -> list[Row]:
    return [
        {
            "what": _("A ritual that was suggested"),
            "by": bond.partner.display_name,
            "words": each.text,
            "when": each.when,
        }
        for each in rituals_page(user, now).theirs
    ]


def _glad(user: User, bond: Bond) -> list[Row]:
    return [
        {"what": _("Glad of"), "by": each.by, "on": plain(each.on), "words": each.words}
        for each in glad_between(user, bond)
        if not each.is_mine
    ]


def _talk(user: User, bond: Bond, row: RepairConversation, now: datetime) -> Row:
    turns = turns_of(row)
    return {
        "started_on": plain(row.started_on),
        **_subject(user, bond, row, now),
        "said": [_said(user, bond, each) for each in said_by(user, turns)],
        "both_chose": [str(each) for each in ritual_of_both(turns)] if row.review_on else [],
        "look_back_on": plain(row.review_on),
    }


def _subject(user: User, bond: Bond, row: RepairConversation, now: datetime) -> Row:
    today = local_day(now, bond.couple.time_zone)
    invitation = reachable_by(user, bond, today).filter(pk=row.invitation_id).first()
    document = invitation.read_if_it_opens() if invitation else None
    if document is None:
        return {}
    content = InvitationContent.of(document)
    return {"about": str(AREA_LABELS[content.area]), "opening_words": content.words}


def _said(user: User, bond: Bond, said: Said) -> Row:
    return {
        "by": user.display_name if said.is_mine else bond.partner.display_name,
        "on": plain(said.on),
        "line": str(said.line),
        "parts": [{"label": str(part.label), "text": part.text} for part in said.parts],
        "days": said.days,
        "taken_back": said.is_withdrawn,
    }
