"""The mailbox of the demo, and its one authenticator. Its address exists nowhere else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.demo_factor import code_now
from accounts.demo_mailbox import mails
from accounts.http import page


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/mailbox.html", {"mails": mails(), "code": code_now()})
