"""Applications of therapists: looked up in the register, then verified, declined or stopped."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, display
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accounts.actions.verification import MAY_DECIDE, ChangedMeanwhile, decide
from accounts.admin.pages import ReadOnly
from accounts.enums import TherapistState
from accounts.forms.verification import DecisionForm
from accounts.logic.verification import TAKES_AWAY, decisions_from
from accounts.models import Therapist, User

STANDINGS = {
    TherapistState.APPLIED: _("Waiting"),
    TherapistState.VERIFIED: _("Verified"),
    TherapistState.DECLINED: _("Declined"),
    TherapistState.ENDED: _("Stopped"),
}
ACTS = {
    TherapistState.VERIFIED: _("Verify"),
    TherapistState.DECLINED: _("Decline"),
    TherapistState.ENDED: _("Stop"),
}
CONSEQUENCES = {
    TherapistState.VERIFIED: _(
        "From then on couples can let this person in. They learn it at their next visit."
    ),
    TherapistState.DECLINED: _(
        "They see at their next visit that they were declined, and can apply again."
    ),
    TherapistState.ENDED: _(
        "At once they see no couple any more. This cannot be taken back: what couples had allowed"
        " must not open again without them."
    ),
}


class StandingFilter(SimpleListFilter):
    title = _("Standing")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(state.value, str(words)) for state, words in STANDINGS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Therapist]) -> QuerySet[Therapist]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class TherapistAdmin(ReadOnly):
    heading = _("Therapists")
    when_empty = _("Nobody stands here. Therapists apply by themselves, on a page of the site.")
    place = 1
    change_form_template = "admin/therapist.html"
    list_display = ("name", "licence", "register", "applied_on", "standing")
    list_filter = (StandingFilter,)
    fields = ("name", "licence", "register", "applied_on", "standing")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Whoever waits comes first, the longest wait at the top."""
        return [F("decided_at").desc(nulls_first=True), "applied_at"]

    @display(description=_("Register"))
    def register(self, therapist: Therapist) -> str:
        return render_to_string("admin/register_link.html", {"url": therapist.register_url})

    @display(description=_("Applied on"), ordering="applied_at")
    def applied_on(self, therapist: Therapist) -> Any:
        return therapist.applied_at.date()

    @display(description=_("Standing"), ordering="state")
    def standing(self, therapist: Therapist) -> str:
        return str(STANDINGS[TherapistState(therapist.state)])

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decide)
        own = path("<uuid:pk>/decide/<slug:to>/", view, name="accounts_therapist_decide")
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        therapist = self.get_object(request, object_id)
        may = therapist is not None and request.user.has_perm(MAY_DECIDE)
        offered = decisions_from(TherapistState(therapist.state)) if therapist and may else ()
        context = {
            "title": _("An application"),
            "decisions": [(each.value, ACTS[each]) for each in offered],
        }
        return super().change_view(request, object_id, form_url, context)

    def decide(self, request: HttpRequest, pk: UUID, to: str) -> HttpResponse:
        """One decision about one application; 422 and the form again where it is not confirmed."""
        user = request.user
        if not isinstance(user, User) or not user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        therapist = get_object_or_404(Therapist, pk=pk)
        if to not in ACTS:
            raise Http404
        wanted = TherapistState(to)
        if wanted not in decisions_from(TherapistState(therapist.state)):
            return self._look_again(request, pk)
        form = DecisionForm(
            request.POST if request.method == "POST" else None,
            to=wanted,
            name=therapist.name,
            initial={"seen": therapist.applied_at.isoformat()},
        )
        if form.is_valid():
            seen, now = form.cleaned_data["seen"], request.now  # type: ignore[attr-defined]
            try:
                decide(by=user, pk=pk, to=wanted, seen=seen, now=now)
            except ChangedMeanwhile:
                return self._look_again(request, pk)
            self.log_change(request, therapist, wanted.value)
            messages.success(request, _("Done. They see it at their next visit."))
            return redirect("admin:accounts_therapist_changelist")
        context = self.admin_site.each_context(request) | {
            "title": ACTS[wanted],
            "therapist": therapist,
            "form": form,
            "to": wanted.value,
            "act": ACTS[wanted],
            "consequence": CONSEQUENCES[wanted],
            "takes_away": wanted in TAKES_AWAY,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return TemplateResponse(request, "admin/decide.html", context, status=status)

    def _look_again(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        messages.warning(request, ChangedMeanwhile.sentence)
        return redirect("admin:accounts_therapist_change", pk)
