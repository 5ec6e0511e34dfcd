"""What is kept of therapists, and of what somebody let a therapist see."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import KnownTherapist, Therapist, TherapistConsent, User, functions
from accounts.personal_data import RAW, Fields, GoesWithThePerson, Row, plain


class LetIn:
    """The history of consents to therapists, and whom the couple knows. It goes with the person."""

    slug = "let-in"
    title = _("What you let a therapist see")
    covers: Fields = {
        "accounts.TherapistConsent": {
            "id",
            "user",
            "couple_id",
            "therapist_id",
            "therapist_name",
            "name",
            "scope",
            "policy",
            "policy_version",
            "version",
            "text_hash",
            "given_at",
            "since",
            "until",
            "ended_at",
        },
        "accounts.KnownTherapist": {"id", "couple", "therapist", "is_listed"},
        "accounts.TherapistCode": {
            "id",
            "maker",
            "public_id",
            "secret_hash",
            "expires_at",
            "tries_left",
            "is_over",
        },
    }

    def export(self, user: User, now: datetime) -> Sequence[Row]:
        rows: list[Row] = [
            {
                "therapist": row.therapist_name,
                "they_read_my_name_as": row.name,
                "what": row.scope,
                "their_policy_then": row.policy,
                "given_at": plain(row.given_at),
                "since": plain(row.since),
                "until": plain(row.until),
                "ended_at": plain(row.ended_at),
                RAW: {"version": row.version, "text_hash": row.text_hash},
            }
            for row in TherapistConsent.objects.filter(user=user).order_by("given_at", "scope")
        ]
        known = KnownTherapist.objects.exclude(therapist=user).values_list("therapist_id")
        rows += [
            {
                "known_therapist": each.name,
                "licence": each.licence,
                "register": each.register_url,
                "their_policy": each.policy,
                "their_policy_in_their_words": each.policy_words,
            }
            for each in Therapist.objects.filter(user__in=known).order_by("name")
        ]
        if (until := functions.my_therapist_code_until()) is not None:
            rows.append({"code_until": plain(until)})
        return rows

    def erase(self, user: User, now: datetime) -> None:
        pass


SECTIONS = (
    LetIn(),
    GoesWithThePerson(
        slug="practice",
        title=_("Your account as a therapist"),
        model="accounts.Therapist",
        owner="user",
        shows=(
            "name",
            "licence",
            "register_url",
            "policy",
            "policy_words",
            "policy_version",
            "state",
            "applied_at",
            "decided_at",
            "trained_on",
        ),
        keeps=("decided_by",),
    ),
)
