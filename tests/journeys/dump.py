"""The whole database as a thief of a backup would have it."""

import base64
import subprocess
from urllib.parse import quote

from django.db import connections

from config import embedded_postgres, env


def dump() -> bytes | None:
    """A plain dump by the backup role, which reads past the policies; None on a server of one's
    own, where we do not know how that role logs in.
    """
    if env.optional("DATABASE_URL"):
        return None
    there = connections["default"].settings_dict
    command = [embedded_postgres.shipped_binaries() / "pg_dump", "--host", there["HOST"]]
    command += ["--username", "app_backup", "--no-password", "--dbname", there["NAME"]]
    done = subprocess.run(command, check=True, capture_output=True)
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
