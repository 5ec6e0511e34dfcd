"""What the people's part knows of a person: themselves, how they sign in, what they agreed to."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from accounts.access import couple_of, is_paused
from accounts.enums import Purpose
from accounts.models import (
    Consent,
    Membership,
    NumbersWish,
    Pause,
    RhythmProposal,
    User,
)
from accounts.personal_data import RAW, Fields, OwnRows, Row, plain
from accounts.personal_data.record import Record
from accounts.queries.consent import WORDINGS
from accounts.queries.couple import (
    my_closed_doors,
    my_code_lives_until,
    my_pairing,
    proposal_for,
    rhythm_of,
    rhythm_words,
)

NOBODYS: Mapping[str, str] = {
    "accounts.CoupleLock": "content-free: it is locked, nothing else",
    "accounts.RateCounter": "a keyed hash and a number, for a day at most",
    "account.EmailConfirmation": "always empty: codes live in the session",
    "accounts.HeldDuty": "of those who look after the server: no partner's, and no therapist's",
    "accounts.Directory": "where a trade is listed, and which of the staff checked it",
    "accounts.Helpline": "numbers to call, and which of the staff checked them",
    "accounts.StaffSession": "of the admin process, for twelve hours at most",
    "admin.LogEntry": "what staff did in the admin process, by kinds and names of fields",
    "auth.Group": "unused",
    "auth.Group_permissions": "unused",
    "auth.Permission": "names of what could be granted",
    "contenttypes.ContentType": "names of models",
}


class Person:
    """Their row goes last, by an SQL function, and with it the key of all they wrote."""

    slug = "you"
    title = _("About you")
    covers: Fields = {
        "accounts.User": {
            "id",
            "email",
            "kind",
            "password",
            "display_name",
            "pronouns",
            "time_zone",
            "language",
            "adult_confirmed_on",
            "private_sealed_until",
            "reset_notice_until",
            "news_seen_until",
            "is_active",
        },
        "accounts.DataKey": {"id", "user", "wrapped", "master_key"},
        "account.EmailAddress": {"id", "user", "email", "verified", "primary"},
    }
    SHOWN = (
        "email",
        "display_name",
        "pronouns",
        "time_zone",
        "language",
        "adult_confirmed_on",
        "private_sealed_until",
        "reset_notice_until",
        "news_seen_until",
    )

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        addresses = EmailAddress.objects.filter(user=user).order_by("pk")
        about = {name: plain(getattr(user, name)) for name in self.SHOWN}
        return [
            about,
            *({"email": each.email, "verified": each.verified} for each in addresses),
        ]

    def erase(self, user: User, now: datetime) -> None:
        EmailAddress.objects.filter(user=user).delete()


class SigningIn:
    """Kinds and days. Secrets are handed to nobody, their owner included: they open the door."""

    slug = "signing-in"
    title = _("How you sign in")
    covers: Fields = {
        "mfa.Authenticator": {"id", "user", "type", "data", "created_at", "last_used_at"},
        "usersessions.UserSession": {
            "id",
            "user",
            "created_at",
            "ip",
            "last_seen_at",
            "session_key",
            "user_agent",
            "data",
        },
        "sessions.Session": {"session_key", "session_data", "expire_date"},
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        factors = Authenticator.objects.filter(user=user).order_by("pk")
        devices = UserSession.objects.filter(user=user).order_by("pk")
        return [
            *(
                {
                    "way": each.type,
                    "name": each.data.get("name", ""),
                    "since": each.created_at.date().isoformat(),
                }
                for each in factors
            ),
            *(
                {"device": each.user_agent, "since": each.created_at.date().isoformat()}
                for each in devices
            ),
        ]

    def erase(self, user: User, now: datetime) -> None:
        """A log-in that had only begun, elsewhere, leads nowhere and ends by itself in a day."""
        devices = UserSession.objects.filter(user=user)
        keys = [device.session_key for device in devices]
        Session.objects.filter(session_key__in=keys).delete()
        devices.delete()
        Authenticator.objects.filter(user=user).delete()


class Consents:
    """The history. The web may not delete from it; it goes with the person."""

    slug = "agreed-to"
    title = _("What you agreed to")
    covers: Fields = {
        "accounts.Consent": {
            "id",
            "user",
            "couple_id",
            "purpose",
            "version",
            "text_hash",
            "given_at",
            "withdrawn_at",
        }
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        rows = Consent.objects.filter(user=user).order_by("given_at", "purpose")
        return [
            {
                "purpose": str(WORDINGS[Purpose(row.purpose)].title),
                "version": row.version,
                "given_at": plain(row.given_at),
                "withdrawn_at": plain(row.withdrawn_at),
                RAW: {"text_hash": row.text_hash},
            }
            for row in rows
        ]

    def erase(self, user: User, now: datetime) -> None:
        pass


class Connection:
    """With whom, since when, and what this person wishes for it alone. It goes with the person,
    who must have left before; the other one keeps that they were connected once.
    """

    slug = "connection"
    title = _("Your connection")
    covers: Fields = {
        "accounts.Block": {"id", "blocker", "blocked", "blocked_name"},
        "accounts.Couple": {
            "id",
            "every_weeks",
            "weekday",
            "at",
            "time_zone",
            "connected_at",
            "first_moment_at",
            "prompt_set_slug",
        },
        "accounts.Invitation": {
            "id",
            "inviter",
            "public_id",
            "secret_hash",
            "expires_at",
            "tries_left",
            "revoked",
            "claimer",
            "confirm_by",
            "inviter_yes",
            "claimer_yes",
            "inviter_dropped",
            "claimer_dropped",
            "connected",
            "inviter_name",
            "inviter_pronouns",
            "inviter_time_zone",
            "claimer_name",
            "claimer_pronouns",
        },
        "accounts.Membership": {"id", "couple", "user", "left_on", "end_unseen"},
        "accounts.NumbersWish": {"id", "couple", "author"},
        "accounts.Pause": {"id", "couple", "author"},
        "accounts.RhythmProposal": {
            "id",
            "every_weeks",
            "weekday",
            "at",
            "time_zone",
            "couple",
            "author",
        },
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        rows: list[Row] = [*self._now(user), *self._before(user), *self._on_the_way()]
        rows += [{"closed_door_to": door.display_name} for door in my_closed_doors()]
        return rows

    def erase(self, user: User, now: datetime) -> None:
        for wishes in (NumbersWish.objects, Pause.objects, RhythmProposal.objects):
            wishes.filter(author=user).delete()

    def _now(self, user: User) -> list[Row]:
        couple = couple_of(user)
        if couple is None:
            return []
        suggested = proposal_for(couple, user)
        return [
            {
                "connected_at": plain(couple.connected_at),
                "first_moment_at": plain(couple.first_moment_at),
                "rhythm": rhythm_words(rhythm_of(couple)),
                "suggested_rhythm": suggested.words if suggested else None,
                "suggested_by_me": suggested.is_mine if suggested else None,
                "numbers_instead_of_bands": NumbersWish.objects.filter(author=user).exists(),
                "paused": is_paused(user),
            }
        ]

    def _before(self, user: User) -> list[Row]:
        ended = Membership.objects.filter(user=user, left_on__isnull=False).order_by("left_on")
        return [{"ended_on": plain(row.left_on)} for row in ended]

    def _on_the_way(self) -> list[Row]:
        rows: list[Row] = []
        if (until := my_code_lives_until()) is not None:
            rows.append({"code_until": plain(until)})
        if (pairing := my_pairing()) is not None:
            rows.append(
                {
                    "pairing_with": pairing.other_name,
                    "said_yes": pairing.i_said_yes,
                    "confirm_by": plain(pairing.confirm_by),
                }
            )
        return rows


SECTIONS = (
    Person(),
    SigningIn(),
    Consents(),
    Record(),
    Connection(),
    OwnRows(
        slug="kept-for",
        title=_("How long things are kept, in months; 0 is always"),
        model="accounts.Retention",
        shows=("check_ins", "inward"),
    ),
)
