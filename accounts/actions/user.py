"""What a person does to the own account, and what a reset by mail does to it."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import audit, endings, ledger
from accounts.actions.consent import give_consent
from accounts.enums import AuditAction, Purpose, Undone
from accounts.models import User

SEAL = timedelta(hours=72)
NOTICE = timedelta(days=30)


@transaction.atomic
def begin(*, by: User, agreed_at: datetime, now: datetime) -> None:
    """An account has just been made by somebody who agreed to the use of data at `agreed_at`."""
    audit.record(AuditAction.ACCOUNT_MADE, subject=by.pk, actor=by.pk, now=now)
    give_consent(by=by, purpose=Purpose.DATA_USE, now=agreed_at)


@transaction.atomic
def agree(*, by: User, now: datetime) -> None:
    """Whoever has the account says, anew or at last, that they are an adult and agree."""
    by.adult_confirmed_on = now.date()
    by.save(update_fields=["adult_confirmed_on"])
    give_consent(by=by, purpose=Purpose.DATA_USE, now=now)


@transaction.atomic
def save_profile(
    *, by: User, display_name: str, pronouns: str, time_zone: str, language: str, now: datetime
) -> None:
    """Keep what a person says about themselves. `time_zone` is a name of the IANA database."""
    is_elsewhere = by.time_zone != time_zone
    by.display_name = display_name
    by.pronouns = pronouns
    by.time_zone = time_zone
    by.language = language
    by.save(update_fields=["display_name", "pronouns", "time_zone", "language"])
    for retime in endings.on_new_time_zone if is_elsewhere else ():
        retime(by=by, now=now)


@transaction.atomic
def seal_private(*, by: User, now: datetime) -> None:
    """After a reset by mail: what is private stays shut for 72 hours, and the account says so
    for 30 days (security.md 5.5). Whoever reads the mailbox is not always whose mailbox it is.
    """
    by.private_sealed_until = now + SEAL
    by.reset_notice_until = now + NOTICE
    by.save(update_fields=["private_sealed_until", "reset_notice_until"])
    audit.record(AuditAction.PASSWORD_RESET, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def lift_seal(*, by: User, now: datetime) -> None:
    """A second factor was shown. Nothing happens where there is no seal."""
    if by.private_sealed_until is None:
        return
    was_sealed = now < by.private_sealed_until
    by.private_sealed_until = None
    by.save(update_fields=["private_sealed_until"])
    if was_sealed:
        audit.record(AuditAction.SEAL_LIFTED, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def ask_agreement_again(*, by: User) -> None:
    """The address was proven by a reset before it was ever verified: somebody else may have typed
    it at sign-up, and their tick is not this person's (AB5).
    """
    by.adult_confirmed_on = None
    by.display_name = ""
    by.save(update_fields=["adult_confirmed_on", "display_name"])


@transaction.atomic
def record_sign_in(*, by: User, label: str, now: datetime) -> None:
    """Write down that somebody signed in, with the kind of device and nothing else of it."""
    audit.record(AuditAction.SIGNED_IN, subject=by.pk, actor=by.pk, now=now, result=label)


@transaction.atomic
def put_news_away(*, by: User, until: datetime) -> None:
    """The note was read, up to its newest line. What came later will still be told."""
    by.news_seen_until = until
    by.save(update_fields=["news_seen_until"])


@transaction.atomic
def record_security(*, by: User, action: AuditAction, now: datetime) -> None:
    """Write down a change to how this person signs in, where only they read it."""
    audit.record(action, subject=by.pk, actor=by.pk, now=now)


def note_password(*, by: User, now: datetime) -> None:
    """The password is another one: a restored backup must not let the old one in again."""
    since = ledger.mark(by.password, of=Undone.PASSWORD)
    ledger.note(ledger.mark(by.pk, of=Undone.PASSWORD), Undone.PASSWORD, now.date(), since)


def note_factor(*, by: User, factor: Authenticator, now: datetime) -> None:
    """A way to sign in was taken out: a restored backup must not let it in again."""
    ledger.note(mark_of(factor), Undone.FACTOR, now.date())


def mark_of(factor: Authenticator) -> UUID:
    """What stands for one passkey or app, and never for another that gets its number later."""
    return ledger.mark(factor.user_id, factor.type, factor.created_at.isoformat(), of=Undone.FACTOR)
