"""A person's file, taken apart."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from accounts.actor import acting_as
from accounts.models import User
from accounts.personal_data.file import file_of
from tests.factories.people import NOW


def copy_of(person: User, *, now: datetime = NOW) -> bytes:
    with acting_as(person.pk, now=now):
        return file_of(person, now)


def unpacked(copy: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def sections(copy: bytes) -> dict[str, list[dict[str, Any]]]:
    found = json.loads(unpacked(copy)["notes.json"])["sections"]
    return {slug: section["rows"] for slug, section in found.items()}


def words_of(copy: bytes) -> str:
    """All of it in one text."""
    return "\n".join(unpacked(copy).values())
