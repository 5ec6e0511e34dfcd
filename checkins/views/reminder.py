"""Short mails to oneself: wanting them, changing them, ending them."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest, leave_for, page
from accounts.views.profile import FORM, posted
from checkins.actions.reminder import end_reminders, want_reminders
from checkins.forms.reminder import AGREES, RemindersForm
from checkins.queries.reminder import reminders_page

UNREADABLE = 422
STAYS_OFF = gettext_lazy(
    "The mails stay off, and your other choices are kept. A mail would show whoever else reads "
    "this address that a note waits for you. With an address of your own you can turn them on."
)


@require_http_methods(FORM)
def reminders(request: AuthedRequest) -> HttpResponse:
    """What comes, when, and how it looks; one button ends it."""
    if request.POST.get("do") == "end":
        end_reminders(by=request.user, now=request.now)
        messages.info(request, str(AGREES.ended))
        return leave_for(request, "checkins:reminders")
    found = reminders_page(request.user, request.now)
    form = RemindersForm(
        posted(request),
        is_agreed=found.consent.is_given,
        initial=RemindersForm.showing(found.wishes),
    )
    context = {"reminders": found, "form": form}
    if request.method != "POST":
        return page(request, "checkins/reminders.html", context)
    if not form.is_valid():
        return page(request, "checkins/reminders.html", context, status=UNREADABLE)
    want_reminders(
        by=request.user,
        kinds=form.wishes.kinds,
        plan=form.wishes.plan,
        is_only_mine=form.is_only_mine,
        now=request.now,
    )
    messages.info(request, _("Kept. Nobody is told.") if form.is_only_mine else str(STAYS_OFF))
    return leave_for(request, "checkins:reminders")
