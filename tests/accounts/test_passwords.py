"""How passwords are kept and which are refused (security.md 5.5)."""

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from config import settings as real

HASHERS = ["accounts.passwords.Argon2id"]


@pytest.fixture(autouse=True)
def real_hasher(settings):
    settings.PASSWORD_HASHERS = HASHERS


def test_argon2id_stands_alone_with_the_measured_cost():
    assert real.PASSWORD_HASHERS == HASHERS
    encoded = make_password("a lamp by the window")
    assert encoded.startswith("argon2$argon2id$v=19$m=65536,t=2,p=1$")
    assert check_password("a lamp by the window", encoded)
    assert not check_password("a lamp by the windov", encoded)


@pytest.mark.parametrize("password", ["elevenchars", "password1234", "x" * 129])
def test_weak_and_endless_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", ["twelve chars", "öäü öäü öäü öäü", "x y " * 32])
def test_any_letters_will_do(password):
    validate_password(password)
