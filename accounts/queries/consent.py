"""What a person is asked to agree to, in the words on the screen, and where that stands.

The words live here and their versions in ``logic.consent``: raise the version whenever a wording
changes in meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import ConsentState, Purpose
from accounts.logic.consent import ASKED_AT_CONNECTION, CURRENT, SHARING, state, text_hash
from accounts.models import Consent, User


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands beside one tick box. ``ending`` says what taking it back does; ``ended`` says the
    same once it is done, and is no part of what was agreed to.
    """

    purpose: Purpose
    title: Promise
    text: Promise
    ending: Promise
    ended: Promise

    @property
    def version(self) -> int:
        return CURRENT[self.purpose]

    @property
    def text_hash(self) -> str:
        """Of everything the person read, in the language they read it in."""
        return text_hash(f"{self.title}\n{self.text}\n{self.ending}")


WORDINGS: Mapping[Purpose, Wording] = MappingProxyType(
    {
        Purpose.DATA_USE: Wording(
            Purpose.DATA_USE,
            _("Keep what I write"),
            _(
                "I agree that my answers about my relationship and my feelings are kept here, "
                "encrypted with a key of my own, so that I can use this site. They are not sold, "
                "not sent anywhere and not read by anybody, except what I release to my partner "
                "myself. The people who run this server could get at them technically."
            ),
            _("I can take this back at any time by deleting my account."),
            _("Taken back."),
        ),
        Purpose.WEEKLY_SHARING: Wording(
            Purpose.WEEKLY_SHARING,
            _("Share what I release each week"),
            _(
                "I agree that what I release after a check-in is shown to the person I am "
                "connected with, at the moment we chose, if they released theirs, too. I see "
                "beforehand exactly what that is, and can keep back any of it, every week anew."
            ),
            _(
                "I can take this back at any time. Then nothing more is shared, what I released "
                "and is not open yet comes back to me, and nobody is told. Pictures that have "
                "opened before stay visible to both while we are connected."
            ),
            _(
                "Taken back. Nothing more is shared, and what was not open yet is yours alone "
                "again. Nobody is told."
            ),
        ),
        Purpose.HURTS_SHARING: Wording(
            Purpose.HURTS_SHARING,
            _("Show a hurt when I choose to"),
            _(
                "I agree that a hurt which I have named is shown to the person I am connected "
                "with when I choose to show it, in the exact words I choose for it. Nothing is "
                "shown by itself. They could keep a copy of what they have seen."
            ),
            _(
                "I can take this back at any time. Then what I have shown is gone from their "
                "view, and nobody is told."
            ),
            _("Taken back. What you had shown is gone from their view. Nobody is told."),
        ),
        Purpose.REPAIR: Wording(
            Purpose.REPAIR,
            _("Talk with each other here"),
            _(
                "I agree that an invitation to talk, and what I send in a conversation, an "
                "agreement, a promise or a word of thanks, is shown to the person I am connected "
                "with, in my exact words and when I send it; drafts never are. They could keep a "
                "copy of what they have read. After we part, each keeps their own words and what "
                "both agreed on, and the other’s words are gone from view."
            ),
            _(
                "I can take this back at any time. Then what I sent is gone from their view, "
                "invitations close by themselves, and a conversation rests as in any pause. "
                "Nobody is told."
            ),
            _(
                "Taken back. What you sent is gone from their view, invitations close by "
                "themselves, and a talk rests. Nobody is told."
            ),
        ),
        Purpose.REMINDERS: Wording(
            Purpose.REMINDERS,
            _("Send me a short mail"),
            _(
                "I agree that a short mail goes to my own address while something I picked is "
                "still open. It says that a note is waiting, in the same words for everything. "
                "Whoever reads my mailbox sees that it came."
            ),
            _(
                "I can take this back at any time, here, or by the link in each mail without "
                "signing in. Nobody is told."
            ),
            _("Taken back. No more of these mails go out. Nobody is told."),
        ),
    }
)

ASKED_WITH_THE_CONNECTION = tuple(WORDINGS[purpose] for purpose in ASKED_AT_CONNECTION)


@dataclass(frozen=True, slots=True)
class Standing:
    """One purpose, its words, and where one person's consent to it stands."""

    wording: Wording
    state: ConsentState
    given_at: datetime | None

    @property
    def is_given(self) -> bool:
        return self.state is ConsentState.GIVEN

    @property
    def can_end(self) -> bool:
        return self.state in {ConsentState.GIVEN, ConsentState.OUTDATED}


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history: nothing is forgotten, nothing changed afterwards."""

    wording: Wording
    version: int
    text_hash: str
    given_at: datetime
    withdrawn_at: datetime | None

    @property
    def mark(self) -> str:
        """Enough of the hash to compare it with that of a text somebody kept."""
        return self.text_hash[:12]


def standings_of(user: User) -> dict[Purpose, Standing]:
    """Where each consent stands, in the order of the wordings; one query."""
    latest: dict[str, Consent] = {}
    for row in Consent.objects.filter(user=user).order_by("given_at"):
        latest[row.purpose] = row
    return {
        purpose: _standing(wording, latest.get(purpose)) for purpose, wording in WORDINGS.items()
    }


def sharing_of(user: User) -> list[Standing]:
    """Where the consents to share stand, in the order they are asked; one query."""
    standings = standings_of(user)
    return [standings[purpose] for purpose in SHARING]


def history_of(user: User) -> list[Past]:
    """Everything this person ever agreed to, newest first; one query."""
    return [
        Past(
            WORDINGS[Purpose(row.purpose)],
            row.version,
            row.text_hash,
            row.given_at,
            row.withdrawn_at,
        )
        for row in Consent.objects.filter(user=user).order_by("-given_at", "purpose")
    ]


def _standing(wording: Wording, row: Consent | None) -> Standing:
    if row is None:
        return Standing(wording, ConsentState.ABSENT, None)
    now_is = state(wording.purpose, row.version, is_withdrawn=row.withdrawn_at is not None)
    given_at = row.given_at if row.withdrawn_at is None else None
    return Standing(wording, now_is, given_at)
