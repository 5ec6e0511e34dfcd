"""Workers that can be killed, forked from a process in which everything is loaded already."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from unittest.mock import patch

import django
from django.apps import apps
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
if not apps.ready:
    django.setup()

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accounts.clock import clock
from checkins.actions import reminding
from tests.faults.server import address_of

STALLED_AFTER = 0.6
forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["tests.faults.worker"])


def work(*, port: int, now: datetime, is_careless: bool) -> None:
    """Work on the queue for as long as nobody kills it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.WORKER_STALLED_AFTER = timedelta(seconds=STALLED_AFTER)
    clock.set_to(now)
    if is_careless:
        reminding.commit_and = first_the_mail  # type: ignore[attr-defined]
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(
            update_heartbeat_interval=STALLED_AFTER / 4,
            fetch_job_polling_interval=0.05,
            stalled_worker_timeout=STALLED_AFTER,
        )


def first_the_mail(finish: Callable[[], None]) -> None:
    """The control: what almost everybody does. Send it, hear that it was taken, then commit."""
    finish()
    time.sleep(0.1)


class Workers:
    """One at a time, on the test's database."""

    def __init__(self, port: int, now: datetime, *, is_careless: bool) -> None:
        self._arguments = {"port": port, "now": now, "is_careless": is_careless}
        self._running: BaseProcess | None = None

    def start(self) -> None:
        """A fresh one, which finds what the last one was at, as it would a minute later."""
        self._running = forks.Process(target=work, kwargs=self._arguments)
        self._running.start()
        with suppress(AlreadyEnqueued):
            app.configure_task("rescue").defer(timestamp=0)

    def kill(self) -> None:
        """Without a chance to finish anything."""
        if self._running is not None:
            self._running.kill()
            self._running.join()
            self._running = None


@contextmanager
def workers(port: int, now: datetime, *, is_careless: bool = False) -> Iterator[Workers]:
    ours = {
        "TWOFOLD_MODE": "test",
        "DATABASE_URL": address_of("default"),
        "DATABASE_OWNER_URL": address_of("owner"),
    }
    found = Workers(port, now, is_careless=is_careless)
    # Taken back afterwards: other tests ask by it whether the server is the embedded one.
    with patch.dict(os.environ, ours):
        try:
            yield found
        finally:
            found.kill()
