"""The second factor of the demo's therapist, for everybody to read: she exists in no other mode."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

EMAIL = "erin@example.org"
FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True, slots=True)
class Code:
    address: str
    digits: str


def code_now() -> Code:
    """What her authenticator would show; allauth reads the machine's clock for it."""
    counters = list(yield_hotp_counters_from_time())
    return Code(EMAIL, format_hotp_value(hotp_value(FACTOR, counters[len(counters) // 2])))
