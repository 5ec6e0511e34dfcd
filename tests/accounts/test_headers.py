"""Exact headers, on every answer there is (quality.md 2, row 10)."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from accounts.http import PrivacyHeadersMiddleware
from config.urls import urlpatterns as real_urlpatterns

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
EXACT = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, noarchive",
}
TRACES = ("ETag", "Last-Modified", "Expires", "Server", "X-Powered-By")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the cat sat on the server")


urlpatterns = [path("broken/", broken), *real_urlpatterns]


def answers(sign_in, person) -> dict[str, HttpResponse]:
    """One answer of every kind, by a name for it."""
    client, strict = Client(raise_request_exception=False), Client(enforce_csrf_checks=True)
    in_client = sign_in(person)
    in_client.raise_request_exception = False
    login, reset = reverse("account_login"), reverse("account_reset_password")
    limited = [client.post(reset, {"email": person.email}) for _ in range(6)]
    return {
        "200": client.get(login),
        "200 signed in": in_client.get(reverse("accounts:more")),
        "302": client.get(reverse("accounts:more")),
        "302 signed in": in_client.get(login),
        "400": client.get("/", headers={"host": "elsewhere.example"}),
        "403": strict.post(login, {"login": "x"}),
        "404": client.get("/no-such-page/"),
        "404 signed in": in_client.get("/no-such-page/"),
        "404 static": client.get("/static/no-such-file.css"),
        "405": client.put(reverse("accounts:start")),
        "422": client.post(reverse("accounts:start")),
        "429": limited[-1],
        "500": client.get("/broken/"),
        "500 signed in": in_client.get("/broken/"),
    }


@pytest.mark.urls(__name__)
def test_every_kind_of_answer_carries_the_exact_headers(sign_in, sam):
    for kind, answer in answers(sign_in, sam).items():
        assert str(answer.status_code) == kind.split()[0], kind
        assert {name: answer[name] for name in EXACT} == EXACT, kind
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY, kind
        assert [name for name in TRACES if name in answer] == [], kind


def test_static_files_may_be_kept_and_carry_the_rest(client):
    answer = client.get("/static/css/app.css")
    assert answer.status_code == 200
    assert "no-store" not in answer["Cache-Control"]
    answer.close()
    rest = {name: value for name, value in EXACT.items() if name != "Cache-Control"}
    assert {name: answer[name] for name in rest} == rest


def test_https_redirect_carries_the_headers(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/")
    assert {name: answer[name] for name in EXACT} == EXACT


def test_https_answers_pin_https(settings):
    settings.SECURE_HSTS_SECONDS = 63_072_000
    answer = Client().get("/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=63072000"


def test_the_layer_of_headers_is_outermost(settings):
    name = f"{PrivacyHeadersMiddleware.__module__}.{PrivacyHeadersMiddleware.__qualname__}"
    assert settings.MIDDLEWARE[0] == name


@pytest.mark.urls(__name__)
def test_error_page_says_nothing_about_the_error(sign_in, sam):
    for kind, answer in answers(sign_in, sam).items():
        if kind.startswith("500"):
            assert b"cat" not in answer.content
            assert b"RuntimeError" not in answer.content


def test_public_page_without_session_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("accounts:landing"))
    assert answer.status_code == 200
    assert list(answer.cookies) == []
