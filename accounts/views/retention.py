"""How long things are kept: everybody's own choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.retention import choose_keeping
from accounts.forms.retention import RetentionForm
from accounts.http import AuthedRequest, leave_for, page, private_page
from accounts.queries.retention import days_of_choices, kept_by
from accounts.views.profile import FORM, posted


@require_http_methods(FORM)
@private_page
def kept(request: AuthedRequest) -> HttpResponse:
    """What goes when; behind the password, because a shorter time deletes."""
    form = RetentionForm(
        posted(request),
        days=days_of_choices(request.user, request.now),
        initial={kind: str(chosen.value) for kind, chosen in kept_by(request.user).items()},
    )
    if request.method != "POST":
        return page(request, "accounts/kept.html", {"form": form})
    if not form.is_valid():
        return page(request, "accounts/kept.html", {"form": form}, status=422)
    choose_keeping(by=request.user, now=request.now, **form.cleaned_data)
    messages.success(request, _("Kept. Nobody is told."))
    return leave_for(request, "accounts:kept")
