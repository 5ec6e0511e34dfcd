"""Sealed is sealed: moved, flipped and foreign ciphertexts do not open; master keys rotate."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts import vault
from accounts.models import DataKey
from accounts.vault.box import SIZES, Box
from accounts.vault.keys import load_master_keys, read_master_keys
from tests.factories.people import make_user

PLACE = "checkins_checkin.sealed"
HEAD_AND_TAG = 1 + 16 + 12 + 16


@pytest.fixture
def key_file(tmp_path, settings):
    """Writes a key file of the named keys, the first of which seals; a name is always one key."""
    local = read_master_keys(settings.MASTER_KEYS_FILE).first.secret
    made = {"local": base64.b64encode(local).decode()}

    def write(*names: str) -> None:
        for name in names:
            made.setdefault(name, base64.b64encode(secrets.token_bytes(32)).decode())
        path = tmp_path / uuid4().hex
        path.write_text("".join(f"{name}:{made[name]}\n" for name in names))
        settings.MASTER_KEYS_FILE = path

    yield write
    read_master_keys.cache_clear()


def test_sealed_content_opens_for_its_author_at_its_place(alice):
    row = uuid4()
    sealed = vault.seal({"a": [1, "ä"]}, place=PLACE, row=row, author=alice.pk)
    assert vault.unseal(sealed, place=PLACE, row=row, author=alice.pk) == {"a": [1, "ä"]}


def test_same_content_is_never_sealed_the_same(alice):
    row = uuid4()
    seals = {vault.seal("x", place=PLACE, row=row, author=alice.pk) for _ in range(20)}
    assert len(seals) == 20


def test_swapped_between_rows_places_and_authors_nothing_opens(alice, bob):
    here, there = uuid4(), uuid4()
    sealed = vault.seal("mine", place=PLACE, row=here, author=alice.pk)
    moves = [
        {"place": PLACE, "row": there, "author": alice.pk},
        {"place": "checkins_release.sealed", "row": here, "author": alice.pk},
        {"place": PLACE, "row": here, "author": bob.pk},
    ]
    for move in moves:
        with pytest.raises(vault.CannotOpen):
            vault.unseal(sealed, **move)


def test_any_flipped_bit_is_noticed(alice):
    row = uuid4()
    sealed = vault.seal("mine", place=PLACE, row=row, author=alice.pk)
    for at in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[at] ^= 1 << (at % 8)
        with pytest.raises(vault.CannotOpen):
            vault.unseal(bytes(flipped), place=PLACE, row=row, author=alice.pk)


@pytest.mark.parametrize("length", [0, 1, 17, 28, 44, 45, 60])
def test_cut_short_is_noticed(alice, length):
    row = uuid4()
    sealed = vault.seal("mine", place=PLACE, row=row, author=alice.pk)
    with pytest.raises(vault.CannotOpen):
        vault.unseal(sealed[:length], place=PLACE, row=row, author=alice.pk)


def test_wrong_key_id_does_not_open(alice, bob):
    row = uuid4()
    sealed = vault.seal("mine", place=PLACE, row=row, author=alice.pk)
    other = DataKey.objects.get(user=bob).pk.bytes
    with pytest.raises(vault.CannotOpen):
        vault.unseal(sealed[:1] + other + sealed[17:], place=PLACE, row=row, author=alice.pk)


def test_swapped_data_keys_do_not_unwrap(alice, bob):
    wrapped = DataKey.objects.get(user=bob).wrapped
    DataKey.objects.filter(user=alice).update(wrapped=wrapped)
    with pytest.raises(vault.CannotOpen):
        vault.seal("x", place=PLACE, row=uuid4(), author=alice.pk)


def test_without_the_data_key_nothing_opens(alice):
    row = uuid4()
    sealed = vault.seal("mine", place=PLACE, row=row, author=alice.pk)
    DataKey.objects.filter(user=alice).delete()
    with pytest.raises(vault.CannotOpen):
        vault.unseal(sealed, place=PLACE, row=row, author=alice.pk)


def test_unwrapped_keys_live_for_one_block(alice, django_assert_num_queries):
    with django_assert_num_queries(1), vault.fresh_keys():
        for _ in range(3):
            vault.seal("x", place=PLACE, row=uuid4(), author=alice.pk)
    with django_assert_num_queries(2):
        for _ in range(2):
            vault.seal("x", place=PLACE, row=uuid4(), author=alice.pk)


box = Box(uuid4(), secrets.token_bytes(32))


@given(st.binary(max_size=SIZES[-1] - 2))
def test_stored_length_tells_one_of_four_sizes(plain):
    row, author = uuid4(), uuid4()
    sealed = box.seal(plain, place=PLACE, row=row, author=author)
    assert len(sealed) - HEAD_AND_TAG in SIZES
    assert box.open(sealed, place=PLACE, row=row, author=author) == plain


def test_longer_than_the_largest_size_is_refused(alice):
    fits = "x" * (SIZES[-1] - 2 - len('""'))
    vault.seal(fits, place=PLACE, row=uuid4(), author=alice.pk)
    with pytest.raises(vault.TooLong):
        vault.seal(fits + "x", place=PLACE, row=uuid4(), author=alice.pk)


def test_rotation_can_be_stopped_half_way_and_goes_on(alice, bob, carol, dan, key_file):
    row = uuid4()
    people = [alice, bob, carol, dan]
    sealed = [vault.seal(str(p.pk), place=PLACE, row=row, author=p.pk) for p in people]
    key_file("new", "local")
    # Half done, as after a kill: two of four are under the new key.
    masters = load_master_keys()
    for key in DataKey.objects.filter(user__in=[alice, bob]):
        opened = masters.named("local").unwrap(key.wrapped, key.pk, key.user_id)
        key.wrapped, key.master_key = masters.first.rewrap(opened, key.pk, key.user_id), "new"
        key.save(update_fields=["wrapped", "master_key"])

    def all_open() -> bool:
        return [
            vault.unseal(s, place=PLACE, row=row, author=p.pk)
            for s, p in zip(sealed, people, strict=True)
        ] == [str(p.pk) for p in people]

    assert all_open()
    assert vault.rewrap_keys(batch=1) == 2
    assert vault.rewrap_keys() == 0
    assert set(DataKey.objects.values_list("master_key", flat=True)) == {"new"}
    key_file("new")
    assert all_open()


def test_missing_master_key_is_named(alice, key_file):
    key_file("new")
    with pytest.raises(ImproperlyConfigured, match="'local'"):
        vault.seal("x", place=PLACE, row=uuid4(), author=alice.pk)


def test_rotate_keys_takes_second_factors_along(alice, key_file, capsys):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    key_file("new", "local")
    call_command("rotate_keys")
    assert capsys.readouterr().out == "1 data keys and 2 second factors wrapped anew.\n"
    call_command("rotate_keys")
    assert capsys.readouterr().out == "0 data keys and 0 second factors wrapped anew.\n"
    key_file("new")
    totp, recovery = Authenticator.objects.order_by("-type")
    assert vault.unwrap_secret(totp.data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert recovery.wrap().get_unused_codes() == codes


def test_recovery_code_used_while_keys_rotate_stays_used(transactional_db, key_file):
    alice = make_user("Alice")
    codes = RecoveryCodes.activate(alice)
    used = codes.get_unused_codes()[0]
    key_file("new", "local")
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            assert codes.validate_code(used)
            rotation = pool.submit(rotate_alone)
            wait_until_somebody_waits()
        rotation.result(timeout=30)
    left = Authenticator.objects.get(user=alice)
    assert left.data["seed"].startswith("new:")
    assert used not in left.wrap().get_unused_codes()


def rotate_alone() -> None:
    try:
        call_command("rotate_keys", stdout=StringIO())
    finally:
        connections.close_all()


def wait_until_somebody_waits() -> None:
    ours = "pid in (select pid from pg_stat_activity where datname = current_database())"
    for _ in range(10_000):
        with connection.cursor() as cursor:
            cursor.execute(f"select exists (select from pg_locks where not granted and {ours})")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("broken", ["", "local:", "local:AAAA", "local:!!", "no colon"])
def test_wrapped_secret_that_is_none_does_not_open(broken):
    with pytest.raises((vault.CannotOpen, ImproperlyConfigured)):
        vault.unwrap_secret(broken)


def test_wrapped_secret_with_a_flipped_letter_does_not_open():
    wrapped = vault.wrap_secret("x")
    name, _, text = wrapped.partition(":")
    raw = bytearray(base64.b64decode(text))
    raw[-1] ^= 1
    with pytest.raises(vault.CannotOpen):
        vault.unwrap_secret(f"{name}:{base64.b64encode(bytes(raw)).decode()}")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:AAAA\n", 1),
        ("# none\nnot a key\n", 2),
        ("a:" + "A" * 43 + "=\n" + "a:" + "A" * 43 + "=\n", 2),
    ],
)
def test_broken_key_file_names_the_line(tmp_path, text, line):
    path = tmp_path / "keys"
    path.write_text(text)
    with pytest.raises(ImproperlyConfigured, match=f"Line {line} "):
        read_master_keys(path)


def test_empty_key_file_is_refused(tmp_path):
    path = tmp_path / "keys"
    path.write_text("# nothing\n")
    with pytest.raises(ImproperlyConfigured, match="no key"):
        read_master_keys(path)
