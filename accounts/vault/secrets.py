"""Short secrets that are nobody's words, wrapped by the master key itself: those of second factors.

Format: ``name of the master key:base64 of nonce | ciphertext and tag``. Those of people who look
after the server are wrapped in the admin process, which has no master key, by one that follows
from its own secret.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accounts.vault.box import NONCE, CannotOpen
from accounts.vault.keys import LENGTH, MasterKey, MasterKeys, load_master_keys

STAFF = "staff"


def staff_keys() -> MasterKeys:
    """The one key of the admin process. Elsewhere SECRET_KEY is another, and it opens nothing."""
    derive = HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=b"second factors of staff")
    return MasterKeys((MasterKey(STAFF, derive.derive(settings.SECRET_KEY.encode())),))


def wrap_secret(text: str, keys: MasterKeys | None = None) -> str:
    """Seal a short secret with the first master key."""
    master = (keys or load_master_keys()).first
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(master.secret).encrypt(nonce, text.encode(), _bound(master))
    return f"{master.name}:{base64.b64encode(sealed).decode()}"


def unwrap_secret(wrapped: str, keys: MasterKeys | None = None) -> str:
    """What wrap_secret() was given. Raises CannotOpen for anything it did not make."""
    name, _, encoded = wrapped.partition(":")
    try:
        sealed = base64.b64decode(encoded, validate=True)
        master = (keys or load_master_keys()).named(name)
        plain = AESGCM(master.secret).decrypt(sealed[:NONCE], sealed[NONCE:], _bound(master))
    except (binascii.Error, InvalidTag, ValueError):
        raise CannotOpen from None
    return plain.decode()


def rewrap_secret(wrapped: str) -> str:
    """The same secret under the first master key; unchanged where it is already."""
    if wrapped.partition(":")[0] == load_master_keys().first.name:
        return wrapped
    return wrap_secret(unwrap_secret(wrapped))


def _bound(master: MasterKey) -> bytes:
    return b"secret|" + master.name.encode()
