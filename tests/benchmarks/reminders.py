"""P11 of quality.md: how many reminders a minute go to a real mail server, by one worker and by
two; and how long the instant is in which a kill would lose one (docs/decisions/0018-reminders.md).

    python -m tests.benchmarks.reminders [people]

The mail server is a process of its own, as on a machine. Everybody is alone and has not answered,
which is the dearest case: each is looked at, written down and mailed. Beside each rate stands how
much of one core it took, since a shared machine tells no more than that.
"""

import multiprocessing
import os
import statistics
import sys
import time
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import django

GOAL = 10_000
process = multiprocessing.get_context("fork")


class Run(NamedTuple):
    sent: int
    busy: float
    gaps: list[float]


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    told, done = process.Queue(), process.Event()
    server = process.Process(target=_serve, args=(told, done))
    server.start()
    os.environ["TWOFOLD_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from django.conf import settings  # noqa: PLC0415  needs django.setup()

    from tests.database import fresh_database  # noqa: PLC0415  needs django.setup()
    from tests.factories.people import NOW, make_user  # noqa: PLC0415  needs django.setup()
    from tests.factories.reminders import wants  # noqa: PLC0415  needs django.setup()

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", told.get()
    best = 0.0
    with fresh_database(f"bench_reminders_{os.getpid()}"):
        for number in range(people):
            wants(make_user(f"P{number}"), now=NOW)
        # Saturday evenings, a week apart: the last days of everybody's week.
        for week, workers in enumerate((1, 2)):
            evening = (NOW + timedelta(days=3 + 7 * week)).replace(hour=18)
            took, runs = _work(workers, evening)
            _, again = _work(1, evening)
            best = max(best, _say(workers, took, runs, again))
    done.set()
    came, different = told.get(), told.get()
    server.join()
    is_right = came == 2 * people and different == people
    print(
        f"    {came} mails came to {different} addresses: {'none twice' if is_right else 'WRONG'}"
    )
    return 0 if best >= GOAL and is_right else 1


def _work(workers: int, now: datetime) -> tuple[float, list[Run]]:
    """Seconds, and what each of the workers did; they share out the slots."""
    from django.db import connections  # noqa: PLC0415  needs django.setup()

    connections.close_all()
    told = process.Queue()
    began = time.perf_counter()
    running = [
        process.Process(target=_remind, args=(number, workers, now, told))
        for number in range(workers)
    ]
    for each in running:
        each.start()
    runs = [Run(*told.get()) for _ in running]
    took = time.perf_counter() - began
    for each in running:
        each.join()
    return took, runs


def _remind(number: int, workers: int, now: datetime, told: Any) -> None:
    from accounts import courier  # noqa: PLC0415  needs django.setup()
    from checkins.actions.reminding import SLOTS, remind_due  # noqa: PLC0415  needs django.setup()

    gaps: list[float] = []
    finish = courier._ByLine.finish

    def timed(handover: courier._ByLine) -> None:
        began = time.perf_counter_ns()
        finish(handover)
        gaps.append((time.perf_counter_ns() - began) / 1000)

    courier._ByLine.finish = timed  # type: ignore[assignment,method-assign]
    busy = time.process_time()
    sent = sum(
        remind_due(slot=slot, tell_time=lambda: now, is_enough=lambda: False)
        for slot in range(number, SLOTS, workers)
    )
    told.put((sent, time.process_time() - busy, gaps))


def _serve(told: Any, done: Any) -> None:
    from tests.faults.mailserver import mail_server  # noqa: PLC0415  in a process of its own

    with mail_server() as (mailbox, port):
        told.put(port)
        done.wait()
        told.put(len(mailbox.came))
        told.put(len(set(mailbox.addresses)))


def _say(workers: int, took: float, runs: list[Run], again: list[Run]) -> float:
    sent = sum(run.sent for run in runs)
    gaps = sorted(gap for run in runs for gap in run.gaps)
    busy = 1000 * sum(run.busy for run in runs) / sent
    print(f"P11 {workers} at work: {sent} mails in {took:.1f} s, {60 * sent / took:.0f} a minute,")
    print(f"    {busy:.1f} ms of one core each; {again[0].sent} at a second look;")
    print(
        f"    between the two calls: median {statistics.median(gaps):.0f} µs,"
        f" 99 % {gaps[int(0.99 * len(gaps))]:.0f} µs, longest {gaps[-1]:.0f} µs"
    )
    return 60 * sent / took


if __name__ == "__main__":
    sys.exit(main())
