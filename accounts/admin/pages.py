"""What every model's pages here have in common: they read, unless one of them says otherwise."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin, ShowFacets
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    Pages = ModelAdmin[Any]
else:
    Pages = ModelAdmin


class ReadOnly(Pages):
    """Nothing is added, changed or deleted; what may be seen, a duty says (logic/staff.py).

    The log keeps the names of fields and a kind, never a value or a name: ``__str__`` of our models
    says the kind alone.
    """

    # What it is called on screen, and on the first page in which order.
    heading: Promise
    # What stands where nothing is listed.
    when_empty: Promise = _("There is nothing here.")
    place = 0
    actions = None
    show_facets = ShowFacets.NEVER
    view_on_site = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": self.heading} | (extra_context or {}))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"heading": self.heading} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # Django looks for the object first: to some an answer would say whether it is there.
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {"heading": self.heading, "title": _("History")} | (extra_context or {})
        return super().history_view(request, object_id, context)
