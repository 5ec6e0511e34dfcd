"""Envelope encryption: what people write is readable with their key alone.

Each person has one random 256-bit data key, stored wrapped by a master key that never touches
the database. Content is sealed with AES-256-GCM; where it belongs (table and field, row, author,
key) is bound in as associated data, so a sealed text moved to another row does not open.
Format, 12-byte nonce, 16-byte tag: ``0x01 | key id (16) | nonce | ciphertext and tag``.
Plaintext is padded, so that a stored length tells one of four sizes and no more
(security.md 5.1, decisions.md 6 and 39).
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from accounts.vault.box import Box, CannotOpen, TooLong
from accounts.vault.keys import load_master_keys
from accounts.vault.models import DataKey
from accounts.vault.secrets import rewrap_secret, staff_keys, unwrap_secret, wrap_secret

__all__ = [
    "CannotOpen",
    "KeyGone",
    "TooLong",
    "fresh_keys",
    "make_key",
    "open_keys",
    "rewrap_keys",
    "rewrap_secret",
    "seal",
    "staff_keys",
    "unseal",
    "unwrap_secret",
    "wrap_secret",
]

_open_keys: ContextVar[dict[UUID, Box] | None] = ContextVar("open_keys", default=None)


@contextmanager
def fresh_keys() -> Iterator[None]:
    """Unwrapped keys live inside this block (one request, one task) and nowhere else."""
    token = _open_keys.set({})
    try:
        yield
    finally:
        _open_keys.reset(token)


def open_keys(authors: Iterable[UUID]) -> None:
    """Open the keys of several people in one query, for a page that reads all of them."""
    boxes = _open_keys.get()
    if boxes is None:
        return
    wanted = {author for author in authors if author not in boxes}
    for key in DataKey.objects.filter(user_id__in=wanted) if wanted else ():
        master = load_master_keys().named(key.master_key)
        # A key that does not open is as good as gone; whoever reads a row of it finds out there.
        with suppress(CannotOpen):
            boxes[key.user_id] = master.unwrap(key.wrapped, key.pk, key.user_id)


def make_key(user_id: UUID) -> None:
    """Give a person their data key, in the transaction that makes the person."""
    master = load_master_keys().first
    key = DataKey(user_id=user_id, master_key=master.name)
    key.wrapped = master.wrap(key.pk, user_id)
    key.save(force_insert=True)


class KeyGone(CannotOpen):
    """The author was erased, and nothing can be sealed in their name any more."""


def seal(content: Any, *, place: str, row: UUID, author: UUID) -> bytes:
    """Seal JSON-serialisable content. `place` is `table.field`.

    Raises TooLong where the padded text would pass 16 384 bytes, and
    KeyGone where the author has been erased.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return _box(author).seal(text.encode(), place=place, row=row, author=author)


def unseal(sealed: bytes, *, place: str, row: UUID, author: UUID) -> Any:
    """What seal() was given. Raises CannotOpen for a changed, moved or foreign ciphertext
    and where the author's key is gone.
    """
    return json.loads(_box(author).open(sealed, place=place, row=row, author=author))


def rewrap_keys(*, batch: int = 500) -> int:
    """Wrap every data key with the first master key; returns how many were wrapped anew.

    May be stopped and started again at any time: a key already under the first master key
    is left alone, and content is not touched.
    """
    masters = load_master_keys()
    done = 0
    while keys := list(DataKey.objects.exclude(master_key=masters.first.name)[:batch]):
        for key in keys:
            box = masters.named(key.master_key).unwrap(key.wrapped, key.pk, key.user_id)
            key.wrapped = masters.first.rewrap(box, key.pk, key.user_id)
            key.master_key = masters.first.name
            key.save(update_fields=["wrapped", "master_key"])
            done += 1
    return done


def _box(author: UUID) -> Box:
    boxes = _open_keys.get()
    if boxes is not None and author in boxes:
        return boxes[author]
    key = DataKey.objects.filter(user_id=author).first()
    if key is None:
        raise KeyGone
    box = load_master_keys().named(key.master_key).unwrap(key.wrapped, key.pk, author)
    if boxes is not None:
        boxes[author] = box
    return box
