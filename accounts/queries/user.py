"""Questions about an account that pages and forms have."""

from allauth.mfa.models import Authenticator

from accounts.models import User

# Recovery codes come with one of these and are none by themselves.
FACTORS = frozenset({"totp", "webauthn"})


def active_with_address(email: str) -> list[User]:
    """The person of an address, in a list of at most one; one query either way."""
    return list(User.objects.filter(email=email.lower(), is_active=True))


def second_factors(user: User) -> set[str]:
    """Which kinds a person has: "totp", "recovery_codes", "webauthn"."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey stands beside the password (TR-01); one query."""
    return not FACTORS.isdisjoint(second_factors(user))
