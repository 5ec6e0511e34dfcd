"""Hurts for tests: made by the real actions, as the person concerned."""

import uuid
from datetime import datetime

from accounts.actor import acting_as
from accounts.models import User
from checkins.actions.rupture import name_hurt, show_hurt
from checkins.enums import Element, HurtTag, HurtWish
from checkins.logic.rupture import HurtContent


def name_one(person: User, *, now: datetime, note: str = "") -> uuid.UUID:
    """Name a hurt and keep it."""
    content = HurtContent(areas=[Element.REPAIR], weight=5, tags=[HurtTag.OTHER], note=note)
    with acting_as(person.pk, now=now):
        return name_hurt(by=person, key=uuid.uuid4(), content=content, wish=HurtWish.KEEP, now=now)


def show_one(person: User, words: str, *, now: datetime) -> uuid.UUID:
    """Name a hurt and show these words of it; returns the key of the hurt."""
    hurt = name_one(person, now=now)
    with acting_as(person.pk, now=now):
        show_hurt(by=person, pk=hurt, words=words, now=now)
    return hurt
