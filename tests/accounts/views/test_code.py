"""Making codes, and the limits on typing them."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from accounts.actions.invitation import redeem_code
from accounts.models import User
from tests.accounts.acting import (
    CONNECT,
    act,
    exchange,
    made_by,
    other_letter,
    pairing_of,
    say_yes,
    typed_by,
)
from tests.conftest import TestClock
from tests.factories.people import NOW, make_user


def test_sixth_try_in_an_hour_is_refused_even_with_a_good_code(
    sign_in: Callable[[User], Client], alice: User, bob: User, clock: TestClock
) -> None:
    code = made_by(alice).text
    client = sign_in(bob)
    for number in range(5):
        assert typed_by(client, "AAAA-BBBB-CCCC-DDDD", f"203.{number}.1.1").status_code == 422
    assert typed_by(client, code, "203.9.1.1").status_code == 429
    assert pairing_of(bob) is None
    clock.move_to(NOW + timedelta(hours=1))
    assert typed_by(sign_in(bob), code, "203.9.1.1").status_code == 302


def test_eleventh_try_from_one_network_is_refused(
    sign_in: Callable[[User], Client], alice: User
) -> None:
    code = made_by(alice).text
    for number in range(10):
        client = sign_in(make_user("Guest"))
        typed = typed_by(client, "AAAA-BBBB-CCCC-DDDD", f"203.0.113.{number}")
        assert typed.status_code == 422
    late = sign_in(make_user("Late"))
    assert typed_by(late, code, "203.0.113.77").status_code == 429
    assert typed_by(late, code, "203.0.114.77").status_code == 302


def test_code_is_dead_after_five_wrong_tries_by_whomever(alice: User) -> None:
    text = made_by(alice).text
    wrong = text[:-1] + other_letter(text[-1])
    for number in range(5):
        guesser = make_user("Guesser")
        assert not act(guesser, redeem_code, typed=wrong, network=f"198.51.{number}.0/24")
    assert not act(make_user("Right"), redeem_code, typed=text, network="192.0.2.0/24")


def test_code_is_shown_once_and_kept_as_a_hash_only(
    sign_in: Callable[[User], Client], alice: User
) -> None:
    client = sign_in(alice)
    shown = client.post(reverse("accounts:code"))
    found = re.search(r'class="code">([0-9A-Z-]{19})<', shown.content.decode())
    assert found is not None
    code = found[1]
    assert shown.headers["Cache-Control"] == "no-store"
    later = client.get(CONNECT).content.decode()
    assert "Until Thursday, 13:00, a code of yours can be typed." in later
    assert code not in later
    secret = code.replace("-", "")[4:]
    assert secret not in str(client.session.items())


def test_fresh_code_is_offered_after_the_old_one_expired(
    sign_in: Callable[[User], Client], alice: User, clock: TestClock
) -> None:
    made_by(alice)
    assert "End this code" in sign_in(alice).get(CONNECT).content.decode()
    clock.move_to(NOW + timedelta(hours=24))
    body = sign_in(alice).get(CONNECT).content.decode()
    assert "End this code" not in body
    assert "Make a code" in body


def test_sixth_code_of_a_day_is_refused(sign_in: Callable[[User], Client], alice: User) -> None:
    client = sign_in(alice)
    for _number in range(5):
        assert client.post(reverse("accounts:code")).status_code == 200
    assert client.post(reverse("accounts:code")).status_code == 302
    assert "Five codes a day" in client.get(CONNECT).content.decode()


def test_ended_code_connects_nobody(sign_in: Callable[[User], Client], alice: User) -> None:
    text = made_by(alice).text
    sign_in(alice).post(reverse("accounts:code_end"))
    assert not act(make_user("Kim"), redeem_code, typed=text, network="192.0.2.0/24")


def test_code_given_before_sign_up_is_filled_in(
    sign_in: Callable[[User], Client], alice: User
) -> None:
    client = sign_in(alice)
    session = client.session
    session["given_code"] = "ABCD-EFGH-JKMN-PQRS"
    session.save()
    assert 'value="ABCD-EFGH-JKMN-PQRS"' in client.get(CONNECT).content.decode()
    typed_by(client, "ABCD-EFGH-JKMN-PQRS")
    assert "given_code" not in client.session


def test_typing_a_code_drops_what_was_pending_and_ends_the_own_code(
    alice: User, bob: User, carol: User
) -> None:
    exchange(alice, bob)
    of_bob = pairing_of(bob)
    dropped = pairing_of(alice)
    assert of_bob == pairing_of(bob)
    assert dropped is not None
    assert dropped.other_id == bob.pk
    code = made_by(carol).text
    assert act(alice, redeem_code, typed=code, network="192.0.2.0/24")
    pending = pairing_of(alice)
    assert pending is not None
    assert pending.other_id == carol.pk
    # Bob cannot tell: his page says what it said before, and his yes connects nobody.
    assert pairing_of(bob) == of_bob
    assert not say_yes(bob)


def test_code_is_not_made_while_connected_or_while_a_pairing_waits(
    sign_in: Callable[[User], Client], alice: User, bob: User
) -> None:
    exchange(alice, bob)
    assert sign_in(alice).post(reverse("accounts:code")).status_code == 302
    say_yes(alice)
    say_yes(bob)
    assert sign_in(alice).post(reverse("accounts:code")).status_code == 302
    assert sign_in(alice).get(CONNECT)["Location"] == reverse("accounts:connection")
