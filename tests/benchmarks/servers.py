"""Two gunicorns on loopback, ours and the floor, and a client that counts requests a second."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import connections

from tests.benchmarks.waiting import wait_until_it_answers

WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a page to read, or a form to post."""

    path: str
    form: dict[str, str] = field(default_factory=dict)
    is_fragment: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    port: int

    def once(self, ask: Ask, session: str, csrf: str) -> bytes:
        """The body of one answer. Raises RuntimeError for anything but 200."""
        return self._send(http.client.HTTPConnection("127.0.0.1", self.port), ask, session, csrf)

    def rate(self, ask: Ask, session: str, csrf: str, requests: int) -> float:
        """Requests a second of one client that asks one after another."""
        for _ in range(WARM_UP):
            self.once(ask, session, csrf)
        began = time.perf_counter()
        for _ in range(requests):
            self.once(ask, session, csrf)
        return requests / (time.perf_counter() - began)

    def _send(self, link: http.client.HTTPConnection, ask: Ask, session: str, csrf: str) -> bytes:
        headers = {"Cookie": f"sid={session}; csrf={csrf}", "Host": f"localhost:{self.port}"}
        body = None
        if ask.form:
            body = urlencode(ask.form | {"csrfmiddlewaretoken": csrf})
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        if ask.is_fragment:
            headers |= {"HX-Request": "true", "HX-Target": "kept"}
        link.request("POST" if ask.form else "GET", ask.path, body, headers)
        answer = link.getresponse()
        read = answer.read()
        link.close()
        if answer.status != 200:
            message = f"{ask.path} answered {answer.status}"
            raise RuntimeError(message)
        return read


@contextmanager
def both() -> Iterator[tuple[Server, Server]]:
    """Ours and the floor, each with one worker, until the block ends."""
    with (
        _gunicorn("config.settings") as ours,
        _gunicorn("tests.benchmarks.floor_settings") as floor,
    ):
        yield ours, floor


@contextmanager
def _gunicorn(settings_module: str) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--log-level", "error", "--no-control-socket", "config.wsgi"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings_module,
        "TWOFOLD_MODE": "test",
        "DATABASE_URL": _url("default"),
        "DATABASE_OWNER_URL": _url("owner"),
    }
    process = subprocess.Popen(command, env=environment)
    try:
        wait_until_it_answers(port)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(20)


def _url(alias: str) -> str:
    parts = connections[alias].settings_dict
    query = {"host": parts["HOST"], "port": parts["PORT"]}
    user = parts["USER"] + (f":{parts['PASSWORD']}" if parts["PASSWORD"] else "")
    given = urlencode({name: value for name, value in query.items() if value})
    return f"postgresql://{user}@/{parts['NAME']}?{given}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
