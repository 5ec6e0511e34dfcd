"""security.txt: where a hole is reported."""

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from tests.factories.people import NOW

WHERE = reverse("accounts:security_txt")


def test_it_names_the_contacts_and_expires_within_a_year(
    client: Client, django_assert_num_queries
) -> None:
    assert WHERE == "/.well-known/security.txt"
    with django_assert_num_queries(0):
        response = client.get(WHERE)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies
    names, values = zip(
        *(line.split(": ", 1) for line in response.content.decode().splitlines()), strict=True
    )
    assert names == ("Contact", "Contact", "Expires", "Preferred-Languages", "Canonical")
    assert values[:2] == ("mailto:security@example.org", "https://example.org/report")
    left = datetime.fromisoformat(values[2]) - NOW
    assert timedelta(days=90) < left < timedelta(days=365)
    assert values[3:] == ("en", "http://testserver/.well-known/security.txt")


def test_where_nobody_is_named_there_is_nothing(client: Client, settings) -> None:
    settings.SECURITY_CONTACT = []
    assert client.get(WHERE).status_code == 404
