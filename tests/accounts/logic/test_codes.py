"""A pairing code survives being read aloud and typed by hand."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.logic.codes import ALPHABET, PairingCode, new_code, split

codes = st.builds(
    PairingCode,
    st.text(ALPHABET, min_size=4, max_size=4),
    st.text(ALPHABET, min_size=12, max_size=12),
)
EXAMPLE = PairingCode("AB01", "CDEFGHJKMNPQ")


def test_alphabet_has_32_letters_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert set(ALPHABET).isdisjoint("ILOU")


def test_new_code_has_four_public_and_twelve_secret_characters() -> None:
    code = new_code()
    assert (len(code.public_id), len(code.secret)) == (4, 12)
    assert split(code.text) == code


def test_new_code_takes_every_character_from_the_chooser() -> None:
    letters = cycle("ABCDEFGHJKMNPQRS")
    assert new_code(lambda _: next(letters)).text == "ABCD-EFGH-JKMN-PQRS"


def test_new_codes_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


@given(code=codes)
def test_split_gives_back_what_was_shown(code: PairingCode) -> None:
    assert split(code.text) == code
    assert split(code.text.lower()) == code
    assert split(f"  {code.text.replace('-', ' ')}\n") == code


@pytest.mark.parametrize(
    "typed",
    [
        "AB01-CDEF-GHJK-MNPQ",
        "ab01cdefghjkmnpq",
        "abO1-cdef-ghjk-mnpq",
        "ABoI CDEF GHJK MNPQ",
        "ab0l–cdef—ghjk_mnpq",
        "\tAB01 - CDEF - GHJK - MNPQ.",
    ],
)
def test_split_forgives_how_people_type(typed: str) -> None:
    assert split(typed) == EXAMPLE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "----",
        "AB01-CDEF-GHJK-MNP",
        "AB01-CDEF-GHJK-MNPQR",
        "AB01-CDEF-GHJK-MNPU",
        "AB01-CDEF-GHJK-MNPÄ",
        "AB01-CDEF-GHJK-MNPQ-Ä",
        "\N{CYRILLIC CAPITAL LETTER A}B01-CDEF-GHJK-MNPQ",
        "AB0\N{ARABIC-INDIC DIGIT ONE}-CDEF-GHJK-MNPQ",
    ],
)
def test_split_of_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert split(typed) is None


@given(typed=st.text(max_size=80))
def test_split_never_fails_and_only_gives_canonical_codes(typed: str) -> None:
    code = split(typed)
    assert code is None or set(code.public_id + code.secret) <= set(ALPHABET)


def test_pairing_code_keeps_its_secret_out_of_logs() -> None:
    assert EXAMPLE.secret not in repr(EXAMPLE)
    assert EXAMPLE.secret not in f"{EXAMPLE}"
