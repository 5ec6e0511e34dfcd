"""The part of the demo in which its people are alone with themselves."""

from datetime import datetime, timedelta
from uuid import uuid4

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.inner import begin_inner, keep_inner
from checkins.actions.note import write_note
from checkins.actions.profile import keep_part
from checkins.demo.alone import AloneStory
from checkins.enums.inner import InnerStep
from checkins.queries.profile import PartContent


def live_alone(user: User, told: AloneStory, now: datetime) -> None:
    """Live one person's part of it, by the real actions, each at its own time before ``now``."""
    for days, answers in told.inward.items():
        at = now - timedelta(days=days)
        with acting_as(user.pk, now=at):
            pk = begin_inner(by=user, key=uuid4(), answers=answers, now=at)
            keep_inner(by=user, pk=pk, step=InnerStep.ASK, answers={}, now=at, is_done=True)
    for days, (text, after) in told.notes.items():
        at = now - timedelta(days=days)
        with acting_as(user.pk, now=at):
            write_note(by=user, key=uuid4(), text=text, after=after, now=at)
    with acting_as(user.pk, now=now):
        for part, (text, picks) in told.about.items():
            keep_part(by=user, part=part, content=PartContent(text, picks), now=now)
