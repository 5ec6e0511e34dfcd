"""Pairing codes such as ``ABCD-EFGH-JKMN-PQRS``: a public part to find, a secret to prove.

Crockford's alphabet: digits and capitals without I, L, O and U. Four characters of public id,
twelve of secret (60 bits).
"""

import secrets
from collections.abc import Callable
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC_LENGTH = 4
SECRET_LENGTH = 12
_GROUP = 4
_LOOK_ALIKES = str.maketrans("OIL", "011")


class PairingCode(NamedTuple):
    """Both parts, canonical: capitals of the alphabet, no dashes."""

    public_id: str
    secret: str

    @property
    def text(self) -> str:
        """As it is shown once: groups of four with dashes."""
        whole = self.public_id + self.secret
        return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))

    def __repr__(self) -> str:
        """Without the secret, so that no log and no error page can carry it."""
        return f"PairingCode({self.public_id!r}, …)"


def new_code(choose: Callable[[str], str] = secrets.choice) -> PairingCode:
    """A fresh random code; ``choose`` picks one character of the alphabet."""
    return PairingCode(
        "".join(choose(ALPHABET) for _ in range(PUBLIC_LENGTH)),
        "".join(choose(ALPHABET) for _ in range(SECRET_LENGTH)),
    )


def split(typed: str) -> PairingCode | None:
    """The code that somebody typed, or None where it cannot be one.

    Forgives case, spaces, dashes of any kind, and the look-alikes O for 0, I and L for 1.
    """
    kept = "".join(letter for letter in typed if letter.isascii() and letter.isalnum())
    other = [letter for letter in typed if letter.isalnum() and not letter.isascii()]
    canonical = kept.upper().translate(_LOOK_ALIKES)
    if other or len(canonical) != PUBLIC_LENGTH + SECRET_LENGTH:
        return None
    if not set(canonical) <= set(ALPHABET):
        return None
    return PairingCode(canonical[:PUBLIC_LENGTH], canonical[PUBLIC_LENGTH:])
