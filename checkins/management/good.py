"""The part of the demo in which its two people are glad of each other."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.actor import acting_as
from accounts.logic.rhythm import local_day
from accounts.models import User
from checkins.actions.appreciation import keep_glad, send_glad
from checkins.actions.promise import make_promise, mark_kept
from checkins.actions.ritual import accept_ritual, suggest_ritual
from checkins.demo.good import GLAD, PROMISES, RITUALS, UNSENT, Promised, Ritual
from checkins.demo.story import ALICE, BOB, Character
from checkins.queries.ritual import rituals_page

DAY = timedelta(days=1)


def live_well(users: Mapping[Character, User], now: datetime) -> None:
    """Live it by the real actions, each at its own time before ``now``."""
    for each in GLAD:
        by, at = users[each.of], now - each.days * DAY
        with acting_as(by.pk, now=at):
            send_glad(by=by, key=uuid4(), draft=None, words=each.words, now=at)
    by = users[UNSENT.of]
    with acting_as(by.pk, now=now):
        keep_glad(by=by, key=uuid4(), draft=None, words=UNSENT.words, now=now)
    for promised in PROMISES:
        _promise(users, promised, now)
    for ritual in RITUALS:
        _begin(users, ritual, now)


def _promise(users: Mapping[Character, User], told: Promised, now: datetime) -> None:
    by, at = users[told.of], now - told.made * DAY
    due = now - told.due * DAY
    with acting_as(by.pk, now=at):
        on = local_day(due, by.time_zone)
        pk = make_promise(by=by, key=uuid4(), words=told.words, due_on=on, now=at)
    for each in (ALICE, BOB):
        with acting_as(users[each].pk, now=due + DAY):
            mark_kept(by=users[each], pk=pk, now=due + DAY)


def _begin(users: Mapping[Character, User], told: Ritual, now: datetime) -> None:
    by, at = users[told.of], now - told.days * DAY
    other = users[BOB if told.of is ALICE else ALICE]
    with acting_as(by.pk, now=at):
        suggest_ritual(by=by, key=uuid4(), text=told.words, repeats=told.repeats, now=at)
    with acting_as(other.pk, now=at + DAY):
        (suggested,) = rituals_page(other, at + DAY).theirs
        accept_ritual(by=other, proposal=suggested.pk, now=at + DAY)
