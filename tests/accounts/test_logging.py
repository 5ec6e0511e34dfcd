"""Logs and error reports hold no words of anybody (SR-32, quality.md 2, row 23)."""

import logging
import re
import sys

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string

from config.urls import urlpatterns as real_urlpatterns

CANARY = "canary-7f3a"


@login_not_required
def broken_view(request: HttpRequest, word: str) -> HttpResponse:
    held = request.POST.get("text", "")  # a local that Django's own report would print
    raise RuntimeError(f"failed at {held}")


@login_not_required
def broken_template(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string("{% include d %}")
    return HttpResponse(template.render({"d": CANARY}))


urlpatterns = [
    path("broken/<str:word>/", broken_view, name="broken"),
    path("template/", broken_template, name="template"),
    *real_urlpatterns,
]


class BrokenMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raise RuntimeError(CANARY)


@pytest.fixture
def logged(caplog):
    logger = logging.getLogger("twofold")
    logger.addHandler(caplog.handler)
    caplog.set_level(logging.INFO, logger="twofold.access")
    yield caplog
    logger.removeHandler(caplog.handler)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"user-agent": CANARY})


@pytest.mark.urls(__name__)
def test_failure_is_logged_by_type_place_and_route_alone(db, client, logged, capfd):
    answer = client.post(f"/broken/{CANARY}/?q={CANARY}", {"text": CANARY})
    assert answer.status_code == 500
    (line,) = {r.getMessage() for r in logged.records if r.name == "twofold.errors"}
    assert re.fullmatch(
        r"[0-9a-f]{8} broken builtins\.RuntimeError"
        r"( tests/accounts/test_logging\.py:\d+)+",
        line,
    )
    assert CANARY not in logged.text + "".join(capfd.readouterr())
    assert CANARY.encode() not in answer.content


@pytest.mark.urls(__name__)
def test_failure_in_a_template_is_logged_bare(db, client, logged, capfd):
    assert client.get("/template/").status_code == 500
    assert "django.template.exceptions.TemplateDoesNotExist" in logged.text
    assert CANARY not in logged.text + "".join(capfd.readouterr())


def test_failure_in_a_middleware_is_logged_bare(db, client, logged, capfd, settings):
    name = f"{__name__}.BrokenMiddleware"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:5], name, *settings.MIDDLEWARE[5:]]
    assert client.get(f"/{CANARY}/").status_code == 500
    assert "builtins.RuntimeError" in logged.text
    assert CANARY not in logged.text + "".join(capfd.readouterr())


def test_access_is_logged_by_route_and_not_by_path(db, client, logged, capfd):
    for address in (f"/start/?q={CANARY}", f"/{CANARY}/", f"/mine/notes/{CANARY}/"):
        client.get(address)
    client.generic(CANARY.upper(), "/")
    lines = [r.getMessage() for r in logged.records if r.name == "twofold.access"]
    shapes = [re.sub(r"^[0-9a-f]{8} (.*) \d+ms$", r"\1", line) for line in lines]
    assert shapes[:3] == ["GET accounts:start 200", "GET none 404", "GET none 404"]
    assert shapes[3].startswith("? accounts:landing 4")
    everything = logged.text + "".join(capfd.readouterr())
    assert CANARY not in everything.lower()
    assert "127.0.0.1" not in everything


def test_nothing_says_when_somebody_looked_for_support(db, client, logged):
    for address in ("/help/", "/help/device/", "/help/questions/"):
        client.get(address)
    assert logged.records == []


def _fail(held: str) -> None:
    raise RuntimeError(held)


def test_report_has_no_locals_no_settings_and_no_input(rf):
    held = CANARY
    request = rf.post(f"/{CANARY}/", {"text": CANARY})
    reports: set[str] = set()
    try:
        _fail(held)
    except RuntimeError:
        reporter = import_string(settings.DEFAULT_EXCEPTION_REPORTER)(request, *sys.exc_info())
        reports = {reporter.get_traceback_text(), reporter.get_traceback_html()}
    assert reports
    for report in reports:
        assert re.fullmatch(
            r"builtins\.RuntimeError( tests/accounts/test_logging\.py:\d+){2}", report
        )


def test_errors_are_mailed_to_nobody():
    assert settings.ADMINS == settings.MANAGERS == []
    assert settings.DEBUG is False
