"""Somebody who walks through a conversation with a browser that knows no script."""

import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

HTMX = {"HX-Request": "true", "HX-Target": "kept"}


def address(name: str, *keys: UUID) -> str:
    return reverse(f"checkins:{name}", args=keys)


def text(response: Any) -> str:
    return response.content.decode()


def hidden(body: str) -> dict[str, Any]:
    """Hidden fields; more than one of a name is a list, as a browser sends it."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', body):
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


class Walker:
    def __init__(self, client: Client, pk: UUID) -> None:
        self.client, self.at = client, address("talk", pk)

    def body(self) -> str:
        return text(self.client.get(self.at))

    def press(self, choice: str, button: str = "choice", **typed: object) -> Any:
        """What the browser would send: the form of the page, with one button of it."""
        body = self.body()
        assert f'name="{button}" value="{choice}"' in body, body
        return self.client.post(self.at, self.form(body) | typed | {button: choice})

    def form(self, body: str) -> dict[str, Any]:
        (form,) = re.findall(
            rf'<form class="form"[^>]*action="{self.at}".*?</form>', body, re.DOTALL
        )
        return hidden(form)

    def say(self, choice: str = "said", **typed: object) -> None:
        """With a look at how it will be read, where there are own words."""
        response = self.press(choice, "choice", **typed)
        if response.status_code == 200:
            body = text(response)
            assert "This is all" in body
            sent = {"send": choice} | hidden(body)
            response = self.client.post(self.at, sent)
        assert (response.status_code, response["Location"]) == (302, self.at)


def mask(body: str) -> str:
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", body)
