"""Secrets that demo and tests make for themselves, below .local/ and never in the repository."""

import base64
import contextlib
import os
import secrets
from pathlib import Path


def secret_key(folder: Path, name: str = "secret_key") -> str:
    return _kept(folder / name, secrets.token_urlsafe(50)).read_text().strip()


def master_keys(folder: Path) -> Path:
    """A key file as MASTER_KEYS_FILE wants it: `name:base64 of 32 bytes`, one a line."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return _kept(folder / "master_keys", f"local:{key}")


def _kept(path: Path, fresh: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(fresh + "\n")
        draft.chmod(0o400)
        # A link fails where the name is taken: of two processes that start together, one wins.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path
