"""Argon2 for tests about work done: counted, and cheap where cost is not the subject."""

from collections.abc import Iterator
from contextlib import contextmanager

from accounts.passwords import Argon2id

_counted: list[str] = []


class CountingArgon2id(Argon2id):
    """Each hashing of a password, to keep or to compare, is one entry."""

    memory_cost = 512
    time_cost = 1

    def encode(self, password: str, salt: str) -> str:
        _counted.append("encode")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        _counted.append("verify")
        return super().verify(password, encoded)

    def must_update(self, encoded: str) -> bool:
        return False


@contextmanager
def counting() -> Iterator[list[str]]:
    """The hash calls made inside the block."""
    _counted.clear()
    yield _counted
