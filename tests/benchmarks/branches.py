"""Times of branches that must look alike: an address with an account and one without, a code that
exists and one that does not. Reported, never judged: the tests compare the work done instead.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count

from django.core.cache import cache
from django.test import Client

from accounts.actions.invitation import make_code, redeem_code
from accounts.actor import acting_as
from accounts.clock import clock
from accounts.models import RateCounter
from tests.factories.people import PASSWORD, make_user

TIMES = 20


def measure() -> Iterator[str]:
    """Lines of median milliseconds, interleaved, with every limit reset in between."""
    known = make_user("Known").email
    yield _line(
        "log-in, known and unknown address",
        lambda: _post("/account/login/", {"login": known, "password": "wrong " + PASSWORD}),
        lambda: _post("/account/login/", {"login": "no" + known, "password": "wrong " + PASSWORD}),
    )
    yield _line(
        "reset, known and unknown address",
        lambda: _post("/account/password/reset/", {"email": known}),
        lambda: _post("/account/password/reset/", {"email": "no" + known}),
    )
    fresh = count()
    yield _line(
        "sign-up, known and unknown address",
        lambda: _sign_up(known),
        lambda: _sign_up(f"fresh{next(fresh)}@example.org"),
    )
    maker, typer = make_user("Maker"), make_user("Typer")
    now = clock.now()
    with acting_as(maker.pk, now=now):
        code = make_code(by=maker, now=now)
    wrong = code.public_id + "0" * len(code.secret)

    def type_in(text: str) -> None:
        with acting_as(typer.pk, now=now):
            redeem_code(by=typer, typed=text, network="127.0.0.0/24", now=now)

    yield _line(
        "code, known and unknown public part",
        lambda: type_in(wrong),
        lambda: type_in("ZZZZ" + "0" * len(code.secret)),
    )


def _post(path: str, form: dict[str, str]) -> None:
    Client().post(path, form)


def _sign_up(email: str) -> None:
    client = Client()
    client.post("/start/", {"is_adult": "on", "agrees": "on"})
    client.post("/account/signup/", {"email": email, "password1": PASSWORD})


def _line(what: str, one: Callable[[], None], other: Callable[[], None]) -> str:
    times: dict[Callable[[], None], list[float]] = {one: [], other: []}
    for _ in range(TIMES):
        for branch, taken in times.items():
            cache.clear()
            RateCounter.objects.all().delete()
            began = time.perf_counter()
            branch()
            taken.append(1000 * (time.perf_counter() - began))
    first, second = (statistics.median(taken) for taken in times.values())
    return f"    {what:38}{first:8.1f} ms{second:8.1f} ms   difference {abs(first - second):.1f} ms"
