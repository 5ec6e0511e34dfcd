"""Master keys, from a file outside database and repository."""

import base64
import binascii
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from accounts.vault.box import NONCE, Box, CannotOpen

# Of a key for AES-256.
LENGTH = 32


@dataclass(frozen=True, slots=True)
class MasterKey:
    """Wraps data keys; which row and person a key belongs to is bound in."""

    name: str
    secret: bytes

    def wrap(self, key_id: UUID, user_id: UUID) -> bytes:
        """A new random data key, wrapped."""
        return self._encrypt(AESGCM.generate_key(256), key_id, user_id)

    def rewrap(self, box: Box, key_id: UUID, user_id: UUID) -> bytes:
        return self._encrypt(box.secret, key_id, user_id)

    def unwrap(self, wrapped: bytes | memoryview, key_id: UUID, user_id: UUID) -> Box:
        wrapped = bytes(wrapped)
        try:
            secret = AESGCM(self.secret).decrypt(
                wrapped[:NONCE], wrapped[NONCE:], self._bound(key_id, user_id)
            )
        except InvalidTag:
            raise CannotOpen from None
        return Box(key_id, secret)

    def _encrypt(self, secret: bytes, key_id: UUID, user_id: UUID) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self.secret).encrypt(nonce, secret, self._bound(key_id, user_id))

    def _bound(self, key_id: UUID, user_id: UUID) -> bytes:
        return b"|".join([b"data key", key_id.bytes, user_id.bytes, self.name.encode()])


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The keys of the file in its order; the first one seals."""

    keys: tuple[MasterKey, ...]

    @property
    def first(self) -> MasterKey:
        return self.keys[0]

    def named(self, name: str) -> MasterKey:
        for key in self.keys:
            if key.name == name:
                return key
        raise ImproperlyConfigured(
            f"A data key is wrapped by the master key {name!r}, which MASTER_KEYS_FILE lacks."
        )


def load_master_keys() -> MasterKeys:
    """The master keys of MASTER_KEYS_FILE, read once per process.

    Raises ImproperlyConfigured in the process that is given none (security.md 5.2).
    """
    if settings.MASTER_KEYS_FILE is None:
        raise ImproperlyConfigured("This process has no key to what people write.")
    return read_master_keys(Path(settings.MASTER_KEYS_FILE))


@cache
def read_master_keys(path: Path) -> MasterKeys:
    """Parse a key file: `name:base64 of 32 bytes`, one a line, `#` begins a comment.

    Raises ImproperlyConfigured with the line number where a line is not of that form.
    """
    keys: list[MasterKey] = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        name, _, encoded = entry.partition(":")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            secret = b""
        if not name or len(secret) != LENGTH or name in {key.name for key in keys}:
            raise ImproperlyConfigured(
                f"Line {number} of MASTER_KEYS_FILE is not `name:base64 of 32 bytes`."
            )
        keys.append(MasterKey(name, secret))
    if not keys:
        raise ImproperlyConfigured("MASTER_KEYS_FILE holds no key.")
    return MasterKeys(tuple(keys))
