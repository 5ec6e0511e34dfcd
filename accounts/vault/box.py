"""A data key that is open in memory: seals and opens bytes, and nothing else."""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE = 12
HEAD = len(VERSION) + 16
SIZES = (256, 1024, 4096, 16384)
LENGTH = 2


class CannotOpen(Exception):
    """The sealed bytes are not what this author sealed at this place."""


class TooLong(Exception):
    """The text does not fit the largest size."""


class Box:
    """One person's data key."""

    def __init__(self, key_id: UUID, secret: bytes) -> None:
        self.key_id = key_id
        self.secret = secret
        self._cipher = AESGCM(secret)

    def seal(self, plain: bytes, *, place: str, row: UUID, author: UUID) -> bytes:
        nonce = os.urandom(NONCE)
        bound = _bound(place, row, author, self.key_id)
        return VERSION + self.key_id.bytes + nonce + self._cipher.encrypt(nonce, _pad(plain), bound)

    def open(self, sealed: bytes, *, place: str, row: UUID, author: UUID) -> bytes:
        sealed = bytes(sealed)
        if sealed[:HEAD] != VERSION + self.key_id.bytes:
            raise CannotOpen
        nonce, ciphertext = sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
        try:
            bound = _bound(place, row, author, self.key_id)
            padded = self._cipher.decrypt(nonce, ciphertext, bound)
        except (InvalidTag, ValueError):
            raise CannotOpen from None
        return padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH])]


def _bound(place: str, row: UUID, author: UUID, key_id: UUID) -> bytes:
    return b"|".join([place.encode(), row.bytes, author.bytes, key_id.bytes])


def _pad(plain: bytes) -> bytes:
    needed = LENGTH + len(plain)
    for size in SIZES:
        if needed <= size:
            return len(plain).to_bytes(LENGTH) + plain + bytes(size - needed)
    raise TooLong
