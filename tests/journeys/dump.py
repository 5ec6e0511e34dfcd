"""The whole database as a thief of a backup would have it."""

import base64
import subprocess
from urllib.parse import quote

from config import embedded_postgres
from tests.database import backup_url


def dump() -> bytes:
    """A plain dump by the backup role, which reads past the policies."""
    command = [str(embedded_postgres.shipped_binaries() / "pg_dump"), "--no-password"]
    done = subprocess.run([*command, "--dbname", backup_url()], check=True, capture_output=True)
    return done.stdout


def spellings(text: str) -> dict[str, bytes]:
    """How a text could stand in a dump without being sealed."""
    plain = text.encode()
    found = {"plain": plain, "url": quote(text).encode(), "escaped": text.encode("unicode_escape")}
    # Base64 spells a text in three ways, by where it begins.
    for shift in range(3):
        spelt = base64.b64encode(b"\0" * shift + plain)
        found[f"base64 {shift}"] = spelt[4 if shift else 0 : -4]
    for code in ("utf-16-le", "utf-16-be"):
        found[code] = text.encode(code)
        found[f"{code} in hex"] = text.encode(code).hex().encode()
    return found | {"hex": plain.hex().encode()}


def assert_holds_none(of: bytes, texts: list[str]) -> None:
    for text in texts:
        for spelling, spelt in spellings(text).items():
            assert spelt not in of, f"{text!r} stands in the dump as {spelling}"
