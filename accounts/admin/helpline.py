"""Lines of the support page: checked by a person, marked after 180 days, never hidden by age."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, display
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, Value
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.actions.helpline import MAY_EDIT, keep_line, verify_line
from accounts.admin.pages import ReadOnly
from accounts.forms.helpline import CheckedForm, HelplineForm
from accounts.logic.helplines import CHECKED_FOR
from accounts.models import Helpline, User
from accounts.queries.helpline import asks_to_be_checked

LINE = "admin:accounts_helpline_change"


class ToCheckFilter(SimpleListFilter):
    title = _("Checked")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        return [("due", _("To be checked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Helpline]) -> QuerySet[Helpline]:
        if self.value() != "due":
            return queryset
        oldest = _now(request).date() - CHECKED_FOR
        return queryset.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=oldest))


class HelplineAdmin(ReadOnly):
    heading = _("Helplines")
    place = 3
    change_list_template = "admin/helplines.html"
    change_form_template = "admin/helpline.html"
    list_display = ("name", "country", "audience", "phone", "is_shown", "verified_on", "mark")
    list_filter = (ToCheckFilter, "country")
    ordering = ("country", "position")
    fields = (
        "country", "name", "audience", "phone", "text_or_chat", "hours", "languages", "url",
        "note", "is_shown", "source", "verified_by", "verified_on", "mark",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Helpline]:
        lines: QuerySet[Helpline] = super().get_queryset(request)
        return lines.annotate(today=Value(_now(request).date()))

    @display(description=_("Shown"), boolean=True, ordering="is_enabled")
    def is_shown(self, line: Helpline) -> bool:
        return line.is_enabled

    @display(description=_("Mark"))
    def mark(self, line: Any) -> str:
        return str(_("Check before relying")) if asks_to_be_checked(line, line.today) else ""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"title": _("A line")})

    def get_urls(self) -> list[URLPattern]:
        pages: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
            ("new/", self.edit, "new"),
            ("<uuid:pk>/edit/", self.edit, "edit"),
            ("<uuid:pk>/checked/", self.checked, "checked"),
        )
        own = [
            path(where, self.admin_site.admin_view(view), name=f"accounts_helpline_{name}")
            for where, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def edit(self, request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
        user = _verifier(request)
        line = get_object_or_404(Helpline, pk=pk) if pk else None
        initial: dict[str, Any] = {"is_enabled": True}
        if line is not None:
            initial = HelplineForm.standing(line)
        form = HelplineForm(_typed(request), initial=initial)

        def act() -> UUID:
            return keep_line(by=user, pk=pk, values=form.cleaned_data)

        return self._form(request, form, act, line=line, title=_("A line"), button=_("Keep"))

    def checked(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        user = _verifier(request)
        line = get_object_or_404(Helpline, pk=pk)
        initial = {"phone": line.phone, "source": line.source}
        form = CheckedForm(_typed(request), initial=initial)

        def act() -> UUID:
            phone, source = form.cleaned_data["phone"], form.cleaned_data["source"]
            verify_line(by=user, pk=pk, phone=phone, source=source, now=_now(request))
            return pk

        title = _("I checked this line")
        return self._form(request, form, act, line=line, title=title, button=title)

    def _form(
        self,
        request: HttpRequest,
        form: Form,
        act: Callable[[], UUID],
        *,
        line: Helpline | None,
        title: Any,
        button: Any,
    ) -> HttpResponse:
        if form.is_bound and form.is_valid():
            try:
                to = act()
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                changed = get_object_or_404(Helpline, pk=to)
                self.log_change(request, changed, ", ".join(form.changed_data) or "looked at")
                messages.success(request, _("Done."))
                return redirect(LINE, to)
        context = self.admin_site.each_context(request) | {
            "heading": self.heading,
            "title": title,
            "button": button,
            "form": form,
            "line": line,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return TemplateResponse(request, "admin/helpline_form.html", context, status=status)


def _verifier(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm(MAY_EDIT):
        raise PermissionDenied
    return user


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _now(request: HttpRequest) -> Any:
    return request.now  # type: ignore[attr-defined]
