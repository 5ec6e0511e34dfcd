"""Django's admin without what it would do by itself."""

from datetime import datetime
from typing import Any

from allauth.account import views as account
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts.actions.helpline import MAY_EDIT
from accounts.actions.verification import MAY_DECIDE
from accounts.admin.pages import ReadOnly
from accounts.queries.helpline import to_be_checked
from accounts.queries.practice import waiting

KEPT = {"index", "login", "logout", "jsi18n", "app_list"}


class StaffSite(AdminSite):
    site_title = _("Looking after it")
    site_header = _("Looking after it")
    index_title = _("What there is to do")
    site_url = None
    # It would keep things in the browser.
    enable_nav_sidebar = False
    final_catch_all_view = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """One list by what each page is for; how the code is cut into apps is nobody's concern."""
        found = [
            page | {"name": str(admin.heading), "place": admin.place}
            for app in super().get_app_list(request, app_label)
            for page in app["models"]
            if isinstance(admin := self._registry[page["model"]], ReadOnly)
        ]
        if not found:
            return []
        pages = sorted(found, key=lambda page: (page["place"], page["name"]))
        return [
            {
                "name": str(self.index_title),
                "app_label": "all",
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": pages,
            }
        ]

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Pages of models, and of the rest what is listed. No password is changed here."""
        return [
            each
            for each in super().get_urls()
            if isinstance(each, URLResolver) or each.name in KEPT
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What there is; for verifiers, who waits and what nobody has checked lately (SR-23)."""
        due: list[tuple[str, str, int]] = []
        many = waiting() if request.user.has_perm(MAY_DECIDE) else 0
        if request.user.has_perm(MAY_EDIT):
            now: datetime = request.now  # type: ignore[attr-defined]
            due = [
                (str(admin.heading), f"admin:accounts_{name}_changelist", many)
                for name, many in to_be_checked(now.date()).items()
                for model, admin in self._registry.items()
                if model._meta.model_name == name and isinstance(admin, ReadOnly)
            ]
        return super().index(request, {"due": due, "waiting": many} | (extra_context or {}))

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:index")

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to allauth's log-in, with its limits and second factor, and never to Django's.

        allauth's own ``secure_admin_login`` leaves Django's to whoever is signed in already: there
        another person's password could be tried without a limit, and their second factor passed.
        """
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index")))

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return account.logout(request)  # type: ignore[no-any-return]
