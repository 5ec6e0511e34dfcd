"""The code of the demo's second factor. Its address exists in the demo alone."""

from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import demo_staff


@login_not_required
@require_safe
def demo_code(request: HttpRequest) -> HttpResponse:
    now: datetime = request.now  # type: ignore[attr-defined]
    counter = int(now.timestamp()) // app_settings.TOTP_PERIOD
    code = format_hotp_value(hotp_value(demo_staff.FACTOR, counter))
    return render(request, "demo_code.html", {"code": code, "email": demo_staff.EMAIL})
