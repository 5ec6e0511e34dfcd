"""Applying as a therapist, meeting by a code, letting one in and ending it."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit, endings, ledger
from accounts.access import Refusal, couple_of, lock_couple
from accounts.actions.codes import draw_code, found_by_code
from accounts.enums import (
    AccountKind,
    AuditAction,
    Scope,
    SecretsPolicy,
    TherapistState,
    Undone,
)
from accounts.logic import scopes as logic
from accounts.logic.codes import PairingCode
from accounts.logic.rhythm import local_day
from accounts.models import (
    Couple,
    KnownTherapist,
    Membership,
    Therapist,
    TherapistConsent,
    User,
    functions,
)
from accounts.queries.therapist import SCOPES, own_therapist


class IsAPartner(Refusal):
    sentence = _(
        "This account has been used as a partner’s. Please make another one, with another address, "
        "for your practice."
    )


class IsDecided(Refusal):
    sentence = _("This has been decided already. It does not change here.")


class NotVerified(Refusal):
    sentence = _("Your account has not been verified yet. Codes come after that.")


class NobodyKnown(Refusal):
    sentence = _("This therapist is not on your list any more.")


class PolicyChanged(Refusal):
    sentence = _("What this therapist says about secrets has changed. Please read it again first.")


class NeedsAnother(Refusal):
    """``by`` is the scope that was ticked; ``sentence`` names the one that is missing."""

    def __init__(self, by: Scope) -> None:
        needed = logic.NEEDS[by]
        self.by = by
        self.sentence = _("This needs “%(scope)s” as well.") % {"scope": SCOPES[needed].title}


class EndsTooLate(Refusal):
    sentence = _("A year from now is the furthest. You can always say yes again.")


class EndsTooSoon(Refusal):
    sentence = _("The last day comes before the first one.")


def check_may_apply(user: User) -> None:
    """Raises IsAPartner where something of a partner's was done with this account."""
    if user.kind != AccountKind.PARTNER:
        return
    if (
        Membership.objects.filter(user=user).exists()
        or functions.my_pairing() is not None
        or endings.has_practised(user)
    ):
        raise IsAPartner


def may_apply(user: User) -> bool:
    """Whether this account could still become a therapist's."""
    try:
        check_may_apply(user)
    except IsAPartner:
        return False
    return user.kind == AccountKind.PARTNER


@transaction.atomic
def apply(
    *,
    by: User,
    name: str,
    licence: str,
    register_url: str,
    policy: SecretsPolicy,
    policy_words: str,
    now: datetime,
) -> None:
    """Turn an account that nobody used as a partner's into a therapist's, to be verified; or
    change what was applied with while nobody has decided. Raises IsAPartner or IsDecided.
    """
    check_may_apply(by)
    functions.code_revoke()
    row = own_therapist(by)
    if row is not None and row.state not in {TherapistState.APPLIED, TherapistState.DECLINED}:
        raise IsDecided
    if not functions.therapist_apply(
        uuid.uuid4(),
        name=name,
        licence=licence,
        register_url=register_url,
        policy=policy,
        policy_words=policy_words,
    ):
        raise IsAPartner
    audit.record(AuditAction.THERAPIST_APPLIED, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def change_policy(*, by: User, policy: SecretsPolicy, policy_words: str, now: datetime) -> None:
    """Say another policy. Who agreed to the old one is asked again before anything more is seen;
    saying the same changes nothing.
    """
    row = Therapist.objects.select_for_update().get(user=by)
    if (row.policy, row.policy_words) == (policy, policy_words):
        return
    row.policy, row.policy_words = policy, policy_words
    row.policy_version += 1
    row.save(update_fields=["policy", "policy_words", "policy_version"])


@transaction.atomic
def finish_training(*, by: User, now: datetime) -> None:
    """The card that comes before the first view was read."""
    today = local_day(now, by.time_zone)
    Therapist.objects.filter(user=by, trained_on__isnull=True).update(trained_on=today)


@transaction.atomic
def make_code(*, by: User, now: datetime) -> PairingCode:
    """A code for the other side to type: by a verified therapist, or by a partner of a couple.

    Raises NotVerified, NotConnected or TooManyCodes.
    """
    if by.kind == AccountKind.THERAPIST:
        row = own_therapist(by)
        if row is None or row.state != TherapistState.VERIFIED:
            raise NotVerified
    else:
        lock_couple(by)
    return draw_code(by=by, make=functions.therapist_code_make, now=now)


@transaction.atomic
def end_code(*, by: User, now: datetime) -> None:
    """Nobody can use the code any more that this person made."""
    functions.therapist_code_end()


@transaction.atomic
def redeem_code(*, by: User, typed: str, network: str, now: datetime) -> bool:
    """Whether the typed code was good; then the couple knows the therapist, who sees nothing yet.

    False for whatever cause, as in actions.invitation. Raises TooManyTries.
    """
    found = found_by_code(
        by=by, typed=typed, network=network, look_up=functions.therapist_code_look_up, now=now
    )
    if found is None or not functions.therapist_code_claim(found):
        return False
    audit.record(AuditAction.THERAPIST_NAMED, subject=by.pk, actor=by.pk, now=now)
    return True


@transaction.atomic
def let_in(
    *,
    by: User,
    known: UUID,
    scopes: Collection[Scope],
    first_day: date,
    last_day: date,
    policy_version: int,
    now: datetime,
) -> None:
    """One partner's own consent to these scopes and no others, by the couple's calendar.

    What stands already keeps its beginning and gets the new end; what is not among ``scopes`` any
    more ends at once. ``policy_version`` is that of the policy they read: the yes is to it.
    Raises NotConnected, NobodyKnown, NotVerified, PolicyChanged, NeedsAnother, EndsTooSoon or
    EndsTooLate.
    """
    couple = lock_couple(by)
    therapist = _therapist(couple, known)
    if therapist.state != TherapistState.VERIFIED:
        raise NotVerified
    if therapist.policy_version != policy_version:
        raise PolicyChanged
    if (lonely := logic.lonely(scopes)) is not None:
        raise NeedsAnother(lonely)
    today = local_day(now, couple.time_zone)
    if last_day > logic.months_after(today, logic.LONGEST_MONTHS):
        raise EndsTooLate
    if last_day < max(today, first_day):
        raise EndsTooSoon
    until = logic.ends(last_day, couple.time_zone)
    held = _held(by, couple, therapist)
    for scope, row in held.items():
        goes_on = row.until > now and row.policy_version == therapist.policy_version
        # Ending waits for nobody, so it may have been ended meanwhile.
        standing = TherapistConsent.objects.filter(pk=row.pk, ended_at__isnull=True)
        if scope in scopes and goes_on and row.since < until:
            standing.update(until=until)
            _note(row, Undone.ENDS, last_day)
        else:
            standing.update(ended_at=max(now, row.given_at))
            _note(row, Undone.ENDED, now.date())
    stands = set(_held(by, couple, therapist))
    for scope in Scope:
        if scope in scopes and scope not in stands:
            TherapistConsent.objects.create(
                user=by,
                couple_id=couple.pk,
                therapist_id=therapist.user_id,
                therapist_name=therapist.name,
                name=by.display_name,
                scope=scope,
                policy=therapist.policy,
                policy_version=therapist.policy_version,
                version=logic.CURRENT,
                text_hash=SCOPES[scope].text_hash,
                given_at=now,
                since=logic.begins(first_day, now, couple.time_zone),
                until=until,
            )
    audit.record(
        AuditAction.THERAPIST_LET_IN if scopes else AuditAction.THERAPIST_ENDED,
        subject=by.pk,
        actor=by.pk,
        now=now,
        scopes=[scope for scope in Scope if scope in scopes],
    )


@transaction.atomic
def end_access(*, by: User, known: UUID, now: datetime) -> None:
    """End all of one's own consents to one therapist: the very next thing they ask for is refused.

    Waits for nobody, so that nothing can hold it up. Ending what has ended changes nothing.
    Raises NotConnected or NobodyKnown.
    """
    couple = couple_of(by)
    therapist = _therapist(couple, known)
    held = TherapistConsent.objects.filter(
        user=by, therapist_id=therapist.user_id, ended_at__isnull=True
    )
    for row in held:
        _note(row, Undone.ENDED, now.date())
    if held.update(ended_at=now):
        audit.record(AuditAction.THERAPIST_ENDED, subject=by.pk, actor=by.pk, now=now)


@transaction.atomic
def take_off(*, by: User, known: UUID, now: datetime) -> None:
    """Take a therapist off the couple's list, for both, and end what either let them see.

    A later code puts them on it again and opens nothing. It waits for a yes that is being given,
    or that one would stand and come back with the code. Raises NotConnected or NobodyKnown.
    """
    lock_couple(by)
    row = KnownTherapist.objects.filter(pk=known).first()
    if row is None:
        raise NobodyKnown
    ledger.note(mark_on_list(row, by), Undone.OFF_THE_LIST, now.date())
    if not functions.therapist_take_off(known):
        raise NobodyKnown


def mark_on_list(row: KnownTherapist, by: User) -> UUID:
    """What stands in the ledger for this therapist on the list, with what ``by`` lets them see.

    Whom a code puts on it again has another one, as soon as something is agreed to.
    """
    standing = TherapistConsent.objects.filter(
        user=by, couple_id=row.couple_id, therapist_id=row.therapist_id, ended_at__isnull=True
    )
    keys = sorted(str(each.pk) for each in standing)
    return ledger.mark(row.pk, by.pk, *keys, of=Undone.OFF_THE_LIST)


def end_all_access(*, by: User, now: datetime) -> None:
    """Consents to therapists end with the bond they were for. For the actions on couples."""
    TherapistConsent.objects.filter(user=by, ended_at__isnull=True).update(ended_at=now)


def _note(row: TherapistConsent, what: Undone, on: date) -> None:
    ledger.note(ledger.mark(row.pk, of=Undone.ENDED), what, on)


def _therapist(couple: Couple | None, known: UUID) -> Therapist:
    rows = KnownTherapist.objects.filter(pk=known, couple=couple)
    found = Therapist.objects.filter(user__in=rows.values("therapist")).first()
    if couple is None or found is None:
        raise NobodyKnown
    return found


def _held(by: User, couple: Couple, therapist: Therapist) -> dict[Scope, TherapistConsent]:
    rows = TherapistConsent.objects.filter(
        user=by, couple_id=couple.pk, therapist_id=therapist.user_id, ended_at__isnull=True
    )
    return {Scope(row.scope): row for row in rows}
