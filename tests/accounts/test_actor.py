"""Who a transaction acts as: nested, restored, rolled back, and never left behind."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from accounts.actor import acting_as
from accounts.http import AuthedRequest
from accounts.models import User
from config.urls import urlpatterns as real_urlpatterns
from tests.factories.people import NOW, make_user


def actor() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.user_id', true), '')")
        return cursor.fetchone()[0]


def app_now() -> object:
    with connection.cursor() as cursor:
        cursor.execute("select app_now()")
        return cursor.fetchone()[0]


def say_actor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor())


def rename(request: AuthedRequest, status: int) -> HttpResponse:
    """Writes, then answers with a status or, for 0, raises."""
    User.objects.filter(pk=request.user.pk).update(display_name="Changed")
    if not status:
        raise RuntimeError
    return HttpResponse(status=status)


urlpatterns = [
    path("actor/", say_actor),
    path("actor/open/", login_not_required(say_actor)),
    path("rename/<int:status>/", rename),
    *real_urlpatterns,
]
here = pytest.mark.urls(__name__)


def _rename_and_fail(person: User) -> None:
    with acting_as(person.pk, now=NOW):
        User.objects.filter(pk=person.pk).update(display_name="Changed")
        raise RuntimeError


def test_acting_as_names_person_and_time_for_the_block(alice):
    assert actor() == ""
    with acting_as(alice.pk, now=NOW):
        assert actor() == str(alice.pk)
        assert app_now() == NOW
    assert actor() == ""


def test_acting_as_nests_and_comes_back(alice, bob):
    with acting_as(alice.pk, now=NOW):
        with acting_as(bob.pk, now=NOW):
            assert actor() == str(bob.pk)
            with acting_as(None, now=NOW):
                assert actor() == ""
            assert actor() == str(bob.pk)
        assert actor() == str(alice.pk)


def test_acting_as_comes_back_after_an_error_and_takes_the_block_back(alice, bob):
    with acting_as(alice.pk, now=NOW):
        with pytest.raises(RuntimeError):
            _rename_and_fail(bob)
        assert actor() == str(alice.pk)
    bob.refresh_from_db()
    assert bob.display_name == "Bob"


def test_actor_does_not_outlive_its_transaction(transactional_db):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.user_id', 'x', true)")
        assert actor() == "x"
    assert actor() == ""


@here
def test_request_acts_as_whoever_is_signed_in_and_leaves_nobody_behind(transactional_db):
    for person in (make_user("Alice"), make_user("Bob")):
        client = Client()
        client.force_login(person)
        assert client.get("/actor/").content.decode() == str(person.pk)
        assert Client().get("/actor/open/").content == b""
        assert actor() == ""


@here
@pytest.mark.parametrize(
    ("status", "kept"), [(200, "Changed"), (404, "Changed"), (500, "Sam"), (503, "Sam"), (0, "Sam")]
)
def test_answer_of_5xx_takes_the_request_back(sam, sign_in, status, kept):
    client = sign_in(sam)
    client.raise_request_exception = False
    assert client.get(f"/rename/{status}/").status_code == (status or 500)
    sam.refresh_from_db()
    assert sam.display_name == kept


def test_request_without_a_session_cookie_asks_nothing(django_assert_num_queries, client):
    for name in ("accounts:landing", "accounts:support", "account_login"):
        with django_assert_num_queries(0):
            assert client.get(reverse(name)).status_code == 200


def test_session_cookie_of_nobody_acts_as_nobody(db, client):
    client.cookies["sid"] = "0" * 32
    assert client.get(reverse("accounts:more")).status_code == 302
    assert actor() == ""
