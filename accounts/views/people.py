"""The therapists a couple knows, and what one of the two alone lets each of them see."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import NotConnected, Refusal, couple_of
from accounts.actions import therapist as actions
from accounts.forms.therapist import LetInForm
from accounts.http import AuthedRequest, leave_for, page
from accounts.logic.rhythm import local_day
from accounts.queries import therapist as queries
from accounts.queries.looks import looks_at
from accounts.views.profile import FORM, posted


@require_safe
def people(request: AuthedRequest) -> HttpResponse:
    """Whom the couple knows, and where one's own yes stands with each."""
    couple = couple_of(request.user)
    known = queries.known_by(couple, request.user, request.now) if couple else []
    context = {"is_connected": couple is not None, "known": known}
    return page(request, "accounts/people.html", context)


@require_http_methods(FORM)
def person(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One of them: who it is, what they do with secrets, one's own boxes, and who looked."""
    couple = couple_of(request.user)
    known = queries.known_page(couple, request.user, pk, request.now) if couple else None
    if couple is None or known is None:
        raise Http404
    today = local_day(request.now, couple.time_zone)
    form = LetInForm(posted(request), known=known, today=today)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _is_let_in(request, pk, form):
            messages.success(request, _("Kept. Nobody is told."))
            return leave_for(request, "accounts:person", pk)
    looks = looks_at(request.user, time_zone=couple.time_zone, therapist=known.therapist_id)
    context = {
        "known": known,
        "form": form,
        "ending": queries.ENDING,
        "never": queries.NEVER,
        "looks": looks,
    }
    return page(request, "accounts/person.html", context, status=status)


@require_POST
def person_end(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One tap, at once; open also while a reset has sealed what is private."""
    try:
        actions.end_access(by=request.user, known=pk, now=request.now)
    except actions.NobodyKnown as refusal:
        raise Http404 from refusal
    messages.info(request, _("Ended. From now on they see nothing. Nobody is told by whom."))
    came_from = request.POST.get("from")
    if came_from in {"people", "consents"}:
        return leave_for(request, f"accounts:{came_from}")
    return leave_for(request, "accounts:person", pk)


@require_POST
def person_off(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Off the list of both, and out; open also while a reset has sealed what is private."""
    try:
        actions.take_off(by=request.user, known=pk, now=request.now)
    except (actions.NobodyKnown, NotConnected) as refusal:
        raise Http404 from refusal
    messages.info(request, _("Off the list. They see nothing any more."))
    return leave_for(request, "accounts:people")


def _is_let_in(request: AuthedRequest, pk: UUID, form: LetInForm) -> bool:
    """Whether it was done; what is in the way stands beside the field it is about."""
    try:
        actions.let_in(by=request.user, known=pk, now=request.now, **form.wish)
    except actions.NeedsAnother as refusal:
        form.add_error(refusal.by.value, str(refusal))
    except (actions.EndsTooLate, actions.EndsTooSoon) as refusal:
        form.add_error("last_day", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False
