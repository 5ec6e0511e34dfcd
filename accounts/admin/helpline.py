"""Lines and directories of the support page: checked by a person, never hidden by their age."""

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
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.actions.helpline import MAY_EDIT, TO_BE_CHECKED, keep_line, verify_line
from accounts.admin.pages import ReadOnly
from accounts.forms.helpline import CheckedForm, DirectoryForm, HelplineForm
from accounts.logic.helplines import CHECKED_FOR
from accounts.models import User
from accounts.queries.helpline import asks_to_be_checked


class ToCheckFilter(SimpleListFilter):
    title = _("Checked")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        return [("due", _("To be checked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "due":
            return queryset
        oldest = _now(request).date() - CHECKED_FOR
        return queryset.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=oldest))


class Register(ReadOnly):
    """What verifiers look after: changed, added, and checked by a person who says where."""

    change_list_template = "admin/register.html"
    change_form_template = "admin/entry.html"
    form_of: type[HelplineForm | DirectoryForm]
    # What was looked at, by the model's name: the number, or an address.
    looked_at: str
    one_title: Promise
    another_title: Promise

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        marked: QuerySet[Any] = rows.annotate(today=Value(_now(request).date()))
        return marked

    @display(description=_("Shown"), boolean=True, ordering="is_enabled")
    def is_shown(self, line: Any) -> bool:
        return bool(line.is_enabled)

    @display(description=_("Mark"))
    def mark(self, line: Any) -> str:
        return str(_("Check before relying")) if asks_to_be_checked(line, line.today) else ""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        more = {"another": self.another_title, "new": self._name("new")}
        return super().changelist_view(request, more | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        names = {name: self._name(name) for name in ("edit", "checked")}
        return super().change_view(request, object_id, form_url, {"title": self.one_title} | names)

    def get_urls(self) -> list[URLPattern]:
        pages: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
            ("new/", self.edit, "new"),
            ("<uuid:pk>/edit/", self.edit, "edit"),
            ("<uuid:pk>/checked/", self.checked, "checked"),
        )
        own = [
            path(where, self.admin_site.admin_view(view), name=self._name(name).partition(":")[2])
            for where, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def edit(self, request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
        user = _verifier(request)
        line = get_object_or_404(self.model, pk=pk) if pk else None
        initial: dict[str, Any] = {"is_enabled": True}
        if line is not None:
            initial = self.form_of.standing(line)
        form = self.form_of(_typed(request), initial=initial)

        def act() -> UUID:
            return keep_line(by=user, kind=self.model, pk=pk, values=form.cleaned_data)

        title = self.one_title if pk else self.another_title
        return self._form(request, form, act, line=line, title=title, button=_("Keep"))

    def checked(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        user = _verifier(request)
        line = get_object_or_404(self.model, pk=pk)
        initial = {"seen": getattr(line, self.looked_at), "source": line.source}
        form = CheckedForm(_typed(request), initial=initial)

        def act() -> UUID:
            seen = {self.looked_at: form.cleaned_data["seen"]}
            source, now = form.cleaned_data["source"], _now(request)
            verify_line(by=user, kind=self.model, pk=pk, seen=seen, source=source, now=now)
            return pk

        title = _("I checked this")
        told = [self._told(line, name) for name in TO_BE_CHECKED[self.model]]
        return self._form(request, form, act, line=line, title=title, button=title, told=told)

    def _form(
        self,
        request: HttpRequest,
        form: Form,
        act: Callable[[], UUID],
        *,
        line: Any,
        title: Any,
        button: Any,
        told: Any = (),
    ) -> HttpResponse:
        if form.is_bound and form.is_valid():
            try:
                to = act()
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                changed = get_object_or_404(self.model, pk=to)
                self.log_change(request, changed, ", ".join(form.changed_data) or "looked at")
                messages.success(request, _("Done."))
                return redirect(self._name("change"), to)
        context = self.admin_site.each_context(request) | {
            "heading": self.heading,
            "title": title,
            "button": button,
            "form": form,
            "line": line,
            "told": told,
            "many": self._name("changelist"),
            "one": self._name("change"),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return TemplateResponse(request, "admin/entry_form.html", context, status=status)

    def _told(self, line: Any, name: str) -> tuple[Any, Any]:
        """What the form calls a field, and what stands in it as the page says it."""
        field: Any = self.form_of.base_fields[name]
        value = getattr(line, name)
        return field.label, dict(getattr(field, "choices", ())).get(value, value)

    def _name(self, page: str) -> str:
        return f"admin:accounts_{self.opts.model_name}_{page}"


class HelplineAdmin(Register):
    heading = _("Helplines")
    place = 3
    form_of = HelplineForm
    looked_at = "phone"
    one_title, another_title = _("A line"), _("Another line")
    list_display = ("name", "country", "audience", "phone", "is_shown", "verified_on", "mark")
    list_filter = (ToCheckFilter, "country")
    ordering = ("country", "position")
    fields = (
        "country", "name", "audience", "phone", "text_or_chat", "hours", "languages", "url",
        "note", "is_shown", "source", "verified_by", "verified_on", "mark",
    )  # fmt: skip


class DirectoryAdmin(Register):
    heading = _("Directories")
    place = 4
    form_of = DirectoryForm
    looked_at = "url"
    one_title, another_title = _("A directory"), _("Another directory")
    list_display = ("name", "region", "about", "is_shown", "verified_on", "mark")
    list_filter = (ToCheckFilter,)
    ordering = ("position",)
    fields = (
        "name", "region", "about", "url", "is_shown", "source", "verified_by", "verified_on",
        "mark",
    )  # fmt: skip


def _verifier(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm(MAY_EDIT):
        raise PermissionDenied
    return user


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _now(request: HttpRequest) -> Any:
    return request.now  # type: ignore[attr-defined]
