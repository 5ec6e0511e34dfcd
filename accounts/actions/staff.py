"""Who looks after the server. The owner alone can make them, and change their duties."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.access import Refusal
from accounts.enums import AccountKind, Duty
from accounts.models import HeldDuty, StaffSession, User

OWNER = "owner"


class SomebodysAddress(Refusal):
    sentence = "This address belongs to an account of Twofold. Staff need one of their own."


@transaction.atomic(using=OWNER)
def make_staff(*, email: str, duties: Collection[Duty]) -> tuple[User, bool]:
    """Somebody who looks after the server, with these duties and no others; whether they are new.

    As the owner of the database. A new one has no password: they set it on the web's public page,
    with the code that is mailed to them. Raises SomebodysAddress (an account has one kind).
    """
    people = User.objects.using(OWNER)
    user = people.filter(email=email.lower()).first()
    if user is not None and not user.is_staff:
        raise SomebodysAddress
    is_new = user is None
    if user is None:
        user = User(email=email.lower(), kind=AccountKind.STAFF)
        user.set_unusable_password()
        user.save(using=OWNER)
        EmailAddress.objects.using(OWNER).create(
            user=user, email=user.email, verified=True, primary=True
        )
    held = HeldDuty.objects.using(OWNER).filter(user=user)
    held.exclude(duty__in=duties).delete()
    for duty in duties:
        held.get_or_create(user=user, duty=duty)
    people.filter(pk=user.pk).update(is_active=bool(duties))
    return user, is_new


@transaction.atomic(using=OWNER)
def forget_factors(*, email: str) -> int:
    """Take the second factors of one of the staff away, so that they set one up anew."""
    factors = Authenticator.objects.using(OWNER).filter(user__kind=AccountKind.STAFF)
    deleted, _ = factors.filter(user__email=email.lower()).delete()
    return int(deleted)


@transaction.atomic
def end_other_sessions(*, by: User, current_key: str | None) -> None:
    """End every session of this person in the admin process but the current one.

    Their rows name nobody, so each is opened; there are as many as people at work.
    """
    for session in StaffSession.objects.exclude(session_key=current_key):
        if session.get_decoded().get("_auth_user_id") == str(by.pk):
            session.delete()


@transaction.atomic
def forget_expired_sessions(*, now: datetime) -> None:
    """Sessions that have run out go at the next log-in: no other process can reach them."""
    StaffSession.objects.filter(expire_date__lt=now).delete()
