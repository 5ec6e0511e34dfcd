"""Those who look after the server. Of everybody else the database shows this process no row."""

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.admin.pages import ReadOnly
from accounts.enums import AccountKind
from accounts.models import User


class StaffAdmin(ReadOnly):
    heading = _("Who looks after the server")
    place = 8
    list_display = ("email", "does", "is_active")
    fields = ("email", "does", "is_active")
    ordering = ("email",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).filter(kind=AccountKind.STAFF)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"title": _("One of them")})

    @display(description=_("Duties"))
    def does(self, user: User) -> str:
        return ", ".join(sorted(duty.value.replace("_", " ") for duty in user.duties))
