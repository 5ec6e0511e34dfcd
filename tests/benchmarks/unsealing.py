"""P12 of quality.md: how much of the time of a page goes into opening seals.

In this process, so that what is counted lies inside what is timed. The median over requests.
"""

import statistics
import time
from typing import Any

from django.test import Client

from accounts import vault

REQUESTS = 40
GOAL = 0.10


def share(path: str, session: str) -> tuple[float, int]:
    """The share of unsealing, 0 to 1, in the time of one page; and how many seals it opens."""
    client = Client()
    client.cookies["sid"] = session
    spent: list[float] = []
    opened = vault.unseal

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return opened(*args, **kwargs)
        finally:
            spent.append(time.perf_counter() - began)

    shares = []
    vault.unseal = timed
    try:
        for _ in range(REQUESTS):
            spent.clear()
            began = time.perf_counter()
            assert client.get(path).status_code == 200
            shares.append(sum(spent) / (time.perf_counter() - began))
    finally:
        vault.unseal = opened
    return statistics.median(shares), len(spent)
