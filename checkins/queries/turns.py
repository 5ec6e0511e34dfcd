"""What was said in a conversation, and what one of the two has written and not sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from checkins.enums import DraftField
from checkins.enums.repair import Choice, Ritual, Turn
from checkins.logic.repair import READ_AT_ONCE
from checkins.logic.turns import FIELDS, TurnContent, both_chose, chooses_something
from checkins.models import RepairConversation, RepairDraft, RepairTurn

# What stands over each part of a turn where it is read.
LABELS: dict[DraftField, Promise] = {
    DraftField.HAPPENED: _("What happened"),
    DraftField.FELT: _("What I felt"),
    DraftField.MEANT: _("What it touched in me"),
    DraftField.NEED: _("What I need, or needed"),
    DraftField.UNDERSTOOD: _("What I understood"),
    DraftField.MAKES_SENSE: _("What makes sense to me about it"),
    DraftField.QUESTION: _("One thing I would like to know"),
    DraftField.MISSING: _("What is missing"),
    DraftField.MY_PART: _("My part was"),
    DraftField.EFFECT: _("What it did to you, as I see it"),
    DraftField.APOLOGY: _("What I am sorry for"),
    DraftField.REGRET: _("How I feel about it"),
    DraftField.AMENDS: _("What I would like to offer"),
    DraftField.CHANGE: _("What I am willing to do"),
    DraftField.WHEN: _("When"),
    DraftField.NOTICED: _("How we notice it"),
    DraftField.STOP_WORD: _("Stop word"),
    DraftField.RITUAL: _("Something I would like to do together"),
}

# A choice that is read without own words, by step.
CHOICE_LINES: dict[tuple[Turn, Choice], Promise] = {
    (Turn.CONFIRM, Choice.YES): _("Yes, that’s it."),
    (Turn.CONFIRM, Choice.NOT_QUITE): _("Not quite yet."),
    (Turn.CONFIRM, Choice.LEAVE_IT): _("We can leave it at this for now."),
    (Turn.SWAP, Choice.NOT_TODAY): _("Not today."),
    (Turn.OWN, Choice.NO_PART_YET): _("I don’t see my part yet. I take your hurt seriously."),
    (Turn.RECEIVE, Choice.HEARD): _("I heard it."),
    (Turn.RECEIVE, Choice.NEED_TIME): _("I need time with it."),
    (Turn.RECEIVE, Choice.NOT_THERE_YET): _("I am not there yet."),
}

RITUALS: dict[Ritual, Promise] = {
    Ritual.WALK: _("a walk"),
    Ritual.TEA: _("a cup of tea"),
    Ritual.WORDS: _("one kind sentence each"),
    Ritual.MUSIC: _("a song"),
    Ritual.SIT: _("ten quiet minutes side by side"),
    Ritual.HUG: _("a hug"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a turn, with what stands over it."""

    label: Promise
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as one of the two reads it. ``line`` says a choice; one's own may be withdrawn."""

    pk: UUID
    is_mine: bool
    turn: Turn
    stage: int
    line: Promise | str
    parts: tuple[Part, ...]
    days: int | None
    on: date
    is_withdrawn: bool

    @property
    def opens_theirs(self) -> bool:
        """Whether the other's words at this step are read for it, as long as it is there."""
        return self.turn not in READ_AT_ONCE


@dataclass(frozen=True, slots=True)
class OfferedChange:
    """One small change that one of the two is willing to make, and the day it was offered."""

    is_mine: bool
    content: TurnContent
    on: date


def own_turn(user: User, row: RepairConversation, turn: Turn, key: int) -> RepairTurn | None:
    """What this person has sent at one step; one query."""
    return RepairTurn.objects.filter(author=user, conversation=row, turn=turn, stage=key).first()


def their_turn(user: User, row: RepairConversation, turn: Turn, key: int) -> TurnContent | None:
    """What the other has sent at one step, as far as it may be read: where each acts alone not
    before one has sent one's own. One query.
    """
    found = RepairTurn.objects.filter(conversation=row, turn=turn, stage=key).exclude(author=user)
    theirs = found.first()
    document = theirs.read_if_it_opens() if theirs else None
    return TurnContent.of(document) if document is not None else None


def drafts_of(user: User, row: RepairConversation | UUID) -> QuerySet[RepairDraft]:
    """What this person has written here and not sent."""
    return RepairDraft.objects.filter(author=user, conversation=row)


def draft_at(
    user: User, row: RepairConversation | UUID, turn: Turn, key: int
) -> TurnContent | None:
    """What this person has written at one step and not sent; one query. Raises vault.CannotOpen."""
    found = drafts_of(user, row).filter(turn=turn, stage=key).first()
    return TurnContent.of(found.read()) if found else None


def turns_of(row: RepairConversation) -> list[RepairTurn]:
    """Every turn within the reader's reach, in the order of the steps; one query."""
    found = RepairTurn.objects.filter(conversation=row)
    return sorted(found, key=lambda turn: (turn.stage, list(Turn).index(Turn(turn.turn))))


def said_by(user: User, rows: Iterable[RepairTurn]) -> list[Said]:
    """What these turns say to this person; those without words or choice are left out.

    The other's own words for a ritual are read by whoever chose something there, too. What was
    picked is not told here at all (ritual_of_both).
    """
    opened = [
        (row, TurnContent.of(document))
        for row in rows
        if (document := row.read_if_it_opens()) is not None
    ]
    chosen_at = {
        row.stage
        for row, content in opened
        if row.author_id == user.pk and row.turn == Turn.RITUAL and chooses_something(content)
    }
    found = [
        _said(user, row, content)
        for row, content in opened
        if row.turn != Turn.RITUAL or row.author_id == user.pk or row.stage in chosen_at
    ]
    return [each for each in found if each is not None]


def ritual_of_both(rows: Iterable[RepairTurn]) -> tuple[Promise, ...]:
    """The rituals that both picked at the last step; what one alone picked never leaves here, and
    what one has taken back is picked by both no more.
    """
    match [
        TurnContent.of(document)
        for row in rows
        if row.turn == Turn.RITUAL
        and not row.is_withdrawn
        and (document := row.read_if_it_opens()) is not None
    ]:
        case [mine, theirs]:
            return tuple(RITUALS[each] for each in both_chose(mine, theirs))
        case _:
            return ()


def last_changes(user: User, row: RepairConversation, stage: int) -> list[OfferedChange]:
    """What was offered to change at this stage, by whoever did offer and has not taken it back;
    one query. In the same order for both, so that what each keeps of it is the same.
    """
    rows = RepairTurn.objects.filter(
        conversation=row, turn=Turn.CHANGE, stage=stage, is_withdrawn=False
    )
    found = [
        OfferedChange(each.author_id == user.pk, TurnContent.of(document), each.said_on)
        for each in sorted(rows, key=lambda each: each.author_id != row.first_id)
        if (document := each.read_if_it_opens()) is not None
    ]
    return [each for each in found if each.content.choice is Choice.SAID]


def _said(user: User, row: RepairTurn, content: TurnContent) -> Said | None:
    turn = Turn(row.turn)
    parts = tuple(
        Part(LABELS[field], content.texts[field])
        for field in FIELDS[turn]
        if content.texts.get(field)
    )
    line = CHOICE_LINES.get((turn, content.choice), "")
    if not parts and not line:
        return None
    return Said(
        pk=row.pk,
        is_mine=row.author_id == user.pk,
        turn=turn,
        stage=row.stage,
        line=line,
        parts=parts,
        days=content.days,
        on=row.said_on,
        is_withdrawn=row.is_withdrawn,
    )
