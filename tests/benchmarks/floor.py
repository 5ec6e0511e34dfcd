"""The two views every goal is measured against (quality.md 1)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST


@require_POST
@login_required
def write(request: HttpRequest) -> HttpResponse:
    """One unsealed row in one transaction."""
    value = int(request.POST["value"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into bench_floor (user_id, value) values (%s, %s)"
            " on conflict (user_id) do update set value = excluded.value",
            [request.user.pk, value],
        )
    return HttpResponse("kept")


@login_required
def read(request: HttpRequest) -> HttpResponse:
    """One query and one template that comes out as large as the page beside it."""
    context: dict[str, Any] = {
        "sessions": Session.objects.filter(session_key=request.session.session_key).count(),
        "lines": range(int(request.GET["size"]) // 100),
    }
    return render(request, "floor.html", context)


urlpatterns = [path("write", write), path("read", read)]
