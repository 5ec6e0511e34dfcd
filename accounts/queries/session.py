"""Where a person is signed in."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PHONE, COMPUTER = "phone", "computer"
LABELS: dict[str, Promise] = {PHONE: _("Phone or tablet"), COMPUTER: _("Computer")}


@dataclass(frozen=True, slots=True)
class Device:
    """One session as its list shows it: no address, no browser (decisions.md 39)."""

    handle: str
    label: Promise
    started_at: datetime
    is_current: bool


def devices(user: User, current_key: str | None) -> list[Device]:
    """The living sessions of a person, the current one first, then the newest."""
    found = [
        Device(
            handle(session),
            LABELS.get(session.user_agent, LABELS[COMPUTER]),
            session.created_at,
            session.session_key == current_key,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda d: (d.is_current, d.started_at), reverse=True)


def handle(session: UserSession) -> str:
    """A name for a session in a form: its number would count everybody's, its key would be it."""
    key = f"device|{session.session_key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), key, sha256).hexdigest()[:32]


def label_of(user_agent: str) -> str:
    """What is kept of a browser's name: "phone" or "computer"."""
    if user_agent in LABELS:
        return user_agent
    signs = ("mobi", "android", "iphone", "ipad", "tablet")
    return PHONE if any(sign in user_agent.lower() for sign in signs) else COMPUTER
