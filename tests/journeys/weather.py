"""The neutral page that *Exit now* leads to, on another host as far as browsers know."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

PAGE = b"<!doctype html><html lang=en><title>Weather</title><h1>Sunny</h1></html>"


class Weather:
    def __init__(self) -> None:
        self.referrers: list[str] = []
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/weather"

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Nobody is answered inside."""
        self._may_answer.clear()
        try:
            yield
        finally:
            self._may_answer.set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        referrers, may_answer = self.referrers, self._may_answer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                referrer = self.headers["Referer"] or ""
                # Its own favicon comes from its own page.
                if referrer and urlsplit(referrer).netloc != self.headers["Host"]:
                    referrers.append(referrer)
                may_answer.wait()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(PAGE)))
                self.end_headers()
                self.wfile.write(PAGE)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
