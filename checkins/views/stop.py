"""The link in a reminder. Whoever holds the mail may press it; it needs no log-in.

Programs that look through mails open links, so opening it changes nothing. A mailbox that offers
the same as its own button sends one POST from elsewhere, without a cookie and without our token
(RFC 8058); so none is asked for. The link acts by what stands in it and by nothing that a browser
adds by itself, so nobody can be made to press it for somebody else.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from checkins.actions.reminder import stop_by

# What our own button sends, and what a mailbox does.
PRESSED = {("stop", "yes"), ("List-Unsubscribe", "One-Click")}


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for every token there could be, known or not."""
    is_pressed = request.method == "POST" and bool(PRESSED & set(request.POST.items()))
    if is_pressed:
        stop_by(token=token, now=request.now)  # type: ignore[attr-defined]
    return render(request, "checkins/stop.html", {"token": token, "is_pressed": is_pressed})
