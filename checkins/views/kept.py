"""Where one gets to after private words were kept: on, or first to the way to support (SR-26)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from accounts.http import AuthedRequest, leave_for, page
from checkins.logic.wording import needs_support


def leave_after_words(
    request: AuthedRequest, words: Iterable[str], to: str, *args: Any
) -> HttpResponse:
    """Off to `to`, as leave_for(…) does it; where the private `words` that were just kept tell of
    fear, violence or self-harm, the answer to this very request is the way to support.

    A page of its own and no redirect: neither the session, nor the database, nor an address in the
    browser's history holds that it was shown. Call it last, once everything is kept.
    """
    if any(needs_support(text, request.user.language) for text in words):
        return page(request, "checkins/kept.html", {"onward": reverse(to, args=args)})
    return leave_for(request, to, *args)
