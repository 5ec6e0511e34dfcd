"""The one settings module, in test mode. pytest and mypy load it by name."""

import os

os.environ["TWOFOLD_MODE"] = "test"

from config.settings import *  # noqa: F403 - what is imported is the point

SECURITY_CONTACT = ["security@example.org", "https://example.org/report"]
# The cost of a hash is the subject of tests/accounts/test_passwords.py alone.
PASSWORD_HASHERS = ["tests.hashers.CountingArgon2id"]
