"""Invitations and conversations for tests: made by the real actions, as the person concerned."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from accounts.access import bond_of
from accounts.actor import acting_as
from accounts.models import User
from checkins.actions import invitation, repair
from checkins.actions.draft import keep_draft
from checkins.enums import DraftField, Element
from checkins.enums.repair import Choice, InvitationLine, Ritual, SuggestedTime, Turn
from checkins.logic.invitation import InvitationContent
from checkins.logic.turns import FIELDS, TurnContent
from checkins.models import RepairConversation
from checkins.queries.conversation import Place, place_in

COOLING = timedelta(minutes=20)
INVITATION = InvitationContent(
    Element.COMMUNICATION, InvitationLine.UNDERSTAND, SuggestedTime.WHENEVER
)


def words(text: str) -> InvitationContent:
    """An invitation with own words."""
    return replace(INVITATION, words=text)


def invite(
    person: User, *, now: datetime, content: InvitationContent = INVITATION, **more: object
) -> uuid.UUID:
    with acting_as(person.pk, now=now):
        return invitation.invite(
            by=person,
            key=uuid.uuid4(),
            content=content,
            now=now,
            **more,  # type: ignore[arg-type]
        )


def accept(person: User, pk: uuid.UUID, *, now: datetime) -> uuid.UUID:
    with acting_as(person.pk, now=now):
        return invitation.accept(by=person, pk=pk, cooling=COOLING, now=now)


def begin(one: User, other: User, *, now: datetime, **more: object) -> uuid.UUID:
    """``one`` invites, ``other`` accepts; returns the conversation."""
    return accept(other, invite(one, now=now, **more), now=now)  # type: ignore[arg-type]


def place_of(person: User, pk: uuid.UUID, *, now: datetime) -> Place:
    with acting_as(person.pk, now=now):
        bond = bond_of(person)
        assert bond is not None
        return place_in(person, bond, RepairConversation.objects.get(pk=pk), now)


def say(
    person: User,
    pk: uuid.UUID,
    choice: Choice = Choice.SAID,
    *,
    now: datetime,
    picks: Iterable[Ritual] = (),
    days: int | None = None,
    **texts: str,
) -> None:
    """Take the turn that the step asks for."""
    place = place_of(person, pk, now=now)
    assert place.turn is not None
    content = TurnContent(
        choice, {DraftField(name): text for name, text in texts.items()}, tuple(picks), days
    )
    with acting_as(person.pk, now=now):
        repair.take_turn(by=person, pk=pk, turn=place.turn, key=place.key, content=content, now=now)


def draft(person: User, pk: uuid.UUID, turn: Turn, text: str, *, now: datetime) -> None:
    """Type something at the step that runs, and do not send it."""
    content = TurnContent(Choice.SAID, {FIELDS[turn][0]: text})
    key = place_of(person, pk, now=now).key
    with acting_as(person.pk, now=now):
        keep_draft(by=person, pk=pk, turn=turn, key=key, content=content, now=now)


def both_say(
    one: User, other: User, pk: uuid.UUID, choice: Choice = Choice.YES, *, now: datetime
) -> None:
    for person in (one, other):
        say(person, pk, choice, now=now)


def up_to(
    turn: Turn, one: User, other: User, *, now: datetime, **more: object
) -> tuple[uuid.UUID, datetime]:
    """A conversation that ``one`` began, at the step that asks for ``turn``; and the time it is."""
    pk = begin(one, other, now=now, **more)
    now += COOLING
    steps: dict[Turn, Callable[[], None]] = {
        Turn.READY: lambda: both_say(one, other, pk, now=now),
        Turn.RULES: lambda: both_say(one, other, pk, now=now),
        Turn.TELL: lambda: say(one, pk, happened="told", now=now),
        Turn.REFLECT: lambda: say(other, pk, understood="heard", now=now),
        Turn.CONFIRM: lambda: say(one, pk, Choice.YES, now=now),
        Turn.SWAP: lambda: say(other, pk, Choice.NOT_TODAY, now=now),
        Turn.OWN: lambda: both_say(one, other, pk, Choice.NO_PART_YET, now=now),
        Turn.APOLOGISE: partial(_one_apologises, one, other, pk, now),
        Turn.RECEIVE: lambda: say(one, pk, Choice.HEARD, now=now),
        Turn.CHANGE: partial(_both_offer, one, other, pk, now),
        Turn.AGREE: lambda: both_say(one, other, pk, now=now),
        Turn.RITUAL: partial(_both_pick, one, other, pk, now),
    }
    for each, act in steps.items():
        if each is turn:
            break
        act()
    return pk, now


def _one_apologises(one: User, other: User, pk: uuid.UUID, now: datetime) -> None:
    say(one, pk, Choice.PASS, now=now)
    say(other, pk, apology="sorry", now=now)


def _both_offer(one: User, other: User, pk: uuid.UUID, now: datetime) -> None:
    say(one, pk, change="ask first", days=14, now=now)
    say(other, pk, change="call", days=7, now=now)


def _both_pick(one: User, other: User, pk: uuid.UUID, now: datetime) -> None:
    say(one, pk, picks=[Ritual.TEA, Ritual.HUG], now=now)
    say(other, pk, picks=[Ritual.TEA], now=now)


def through(one: User, other: User, *, now: datetime, **more: object) -> tuple[uuid.UUID, datetime]:
    """A whole conversation, up to its end."""
    return up_to(Turn.BACK, one, other, now=now, **more)
