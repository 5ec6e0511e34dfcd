"""What no journey may ever cause, collected while it happens and asserted at its end."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Answers of 4xx are part of journeys; the browser reports each of them on its console.
EXPECTED = "Failed to load resource"
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI}`);
});
"""


class Guard:
    def __init__(self, server: str, exit_target: str) -> None:
        self._host = urlsplit(server).netloc
        self._exit_host = urlsplit(exit_target).netloc
        self.complaints: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def assert_calm(self) -> None:
        assert not self.complaints, "\n".join(self.complaints)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob", "about"} or address.netloc == self._host:
            return
        if address.netloc == self._exit_host and request.resource_type in {"document", "other"}:
            return  # "other" is the favicon that the browser itself asks that host for
        self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} at {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        is_error = message.type == "error" and not message.text.startswith(EXPECTED)
        if is_error or "Content Security Policy" in message.text:
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")
