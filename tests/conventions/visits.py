"""Visits that leave the world as it was."""

import re
from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import cast

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.http import urlencode

NOTHING: Mapping[str, str] = MappingProxyType({})
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TOKEN = r"(?<=[\"=])[A-Za-z0-9]{32,64}(?=[\"; ])"


def visit(
    client: Client,
    method: str,
    url: str,
    data: Mapping[str, str] = NOTHING,
    headers: Mapping[str, str] = NOTHING,
) -> HttpResponse:
    """Send one request as our own pages would, and take back whatever it did."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(
            method,
            url,
            urlencode(data),
            content_type="application/x-www-form-urlencoded",
            headers={"origin": "http://testserver", **headers},
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    return cast(HttpResponse, answer)


def masked(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    """Status, headers and body; keys by the order of their first appearance, tokens as one."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return names.setdefault(match[0], f"<{len(names)}>")

    def plain(words: str) -> str:
        return re.sub(UUID, name, re.sub(TOKEN, "<token>", words))

    headers = {key: plain(value) for key, value in answer.headers.items()}
    return answer.status_code, headers, plain(answer.content.decode())
