"""A real gunicorn on the test's database, and a person who talks to it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections

from accounts.models import User
from config.embedded_postgres import BASE_DIR
from tests.factories.sessions import signed_in


class Server:
    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self._process = process

    def kill(self) -> None:
        """All of it at once, without a chance to finish anything."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def gunicorn() -> Iterator[Server]:
    # The socket listens before the server does: a first request waits in its queue.
    listening = socket.create_server(("127.0.0.1", 0))
    environment = os.environ | {
        "TWOFOLD_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address_of("default"),
        "DATABASE_OWNER_URL": address_of("owner"),
        "BIND": f"fd://{listening.fileno()}",
        "WEB_CONCURRENCY": "1",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
    command += ["--log-level", "warning", "tests.faults.wsgi"]
    process = subprocess.Popen(
        command,
        cwd=BASE_DIR,
        env=environment,
        start_new_session=True,
        pass_fds=[listening.fileno()],
    )
    server = Server(listening.getsockname()[1], process)
    listening.close()
    try:
        yield server
    finally:
        if process.poll() is None:
            server.kill()


class Visitor:
    """Somebody who is signed in, over a plain connection."""

    def __init__(self, user: User, server: Server) -> None:
        client = signed_in(user)
        name = settings.SESSION_COOKIE_NAME
        self._cookies = {name: client.cookies[name].value}
        self._server = server

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, Any], *, htmx: bool = False) -> tuple[int, str]:
        headers = {"HX-Request": "true", "HX-Target": "kept"} if htmx else {}
        return self._ask("POST", path, self._filled(path, fields), headers)

    def post_and_look_away(self, path: str, fields: Mapping[str, Any]) -> None:
        """Sends it, and does not wait for the answer."""
        self._send("POST", path, self._filled(path, fields), {}).close()

    def _filled(self, path: str, fields: Mapping[str, Any]) -> str:
        """The form of the page there, with its token and its other hidden fields."""
        _, page = self.get(path)
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        assert "csrfmiddlewaretoken" in hidden, page
        return urlencode(hidden | dict(fields))

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str]:
        link = self._send(method, path, body, headers)
        answer = link.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self._cookies[name] = value
        text = answer.read().decode()
        link.close()
        return answer.status, text

    def _send(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPConnection:
        link = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=30)
        headers = headers | {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body, headers)
        return link


def address_of(alias: str) -> str:
    there = connections[alias].settings_dict
    login = quote(there["USER"]) + (f":{quote(there['PASSWORD'])}" if there["PASSWORD"] else "")
    where = f"host={quote(there['HOST'], safe='/')}&port={there['PORT']}"
    return f"postgresql://{login}@/{there['NAME']}?{where}"
