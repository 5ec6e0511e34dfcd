"""Prompt sets: every version with where it stands, and the page of each."""

from typing import Any

from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from checkins.admin.prompt_pages import PromptPages
from checkins.models import PromptSetVersion
from checkins.queries import prompt_editing as queries


class PromptSetAdmin(PromptPages):
    heading = _("Prompt sets")
    place = 2
    change_list_template = "admin/prompt_sets.html"
    list_display = ("name", "language", "number", "standing", "asks", "published_on")
    list_select_related = ("prompt_set",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PromptSetVersion]:
        in_force = Q(
            prompt_set__versions__published_at__isnull=False,
            prompt_set__versions__retired_at__isnull=True,
        )
        newest = Max("prompt_set__versions__number", filter=in_force)
        versions: QuerySet[PromptSetVersion] = super().get_queryset(request)
        counted = versions.annotate(newest=newest, many=Count("prompts", distinct=True))
        return counted.select_related("prompt_set")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["prompt_set__slug", "prompt_set__language", F("number").desc()]

    @display(description=_("Set"), ordering="prompt_set__slug")
    def name(self, version: PromptSetVersion) -> str:
        return version.prompt_set.slug

    @display(description=_("Language"), ordering="prompt_set__language")
    def language(self, version: PromptSetVersion) -> str:
        return version.prompt_set.language

    @display(description=_("Standing"))
    def standing(self, version: Any) -> str:
        return str(queries.standing_of(version, version.newest))

    @display(description=_("Questions"))
    def asks(self, version: Any) -> int:
        return int(version.many)

    @display(description=_("Published on"), ordering="published_at")
    def published_on(self, version: PromptSetVersion) -> Any:
        return version.published_at.date() if version.published_at else None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A version: its questions in their order, and beside each what is wrong with it."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        version: Any = get_object_or_404(self.get_queryset(request), pk=object_id)
        is_draft = version.published_at is None
        failures = queries.failures_of(version) if is_draft else {}
        context = {
            "title": f"{version.prompt_set.title} {version.number}",
            "version": version,
            "is_draft": is_draft,
            "standing": queries.standing_of(version, version.newest),
            "can_retire": not (is_draft or version.retired_at or queries.is_last_in_force(version)),
            "rows": [
                (prompt, failures.get(prompt.code, ()))
                for prompt in version.prompts.order_by("position")
            ],
            "of_the_set": failures.get(queries.OF_THE_SET, ()),
            "is_ready": is_draft and not failures,
        }
        return self._page(request, "admin/prompt_version.html", context)

    def get_urls(self) -> list[URLPattern]:
        one = "<uuid:pk>/"
        pages = (
            ("new/", self.new, "new"),
            ("import/", self.read_file, "import"),
            (f"{one}copy/", self.copy, "copy"),
            (f"{one}questions/new/", self.prompt, "ask"),
            (f"{one}questions/<uuid:prompt>/", self.prompt, "prompt"),
            (f"{one}questions/<uuid:prompt>/move/<slug:where>/", self.move, "move"),
            (f"{one}questions/<uuid:prompt>/drop/", self.drop, "drop"),
            (f"{one}preview/<int:number>/", self.preview, "preview"),
            (f"{one}changes/", self.changes, "changes"),
            (f"{one}export/", self.export, "export"),
            (f"{one}publish/", self.publish, "publish"),
            (f"{one}retire/", self.retire, "retire"),
            (f"{one}discard/", self.discard, "discard"),
        )
        own = [
            path(where, self.admin_site.admin_view(view), name=f"checkins_promptsetversion_{name}")
            for where, view, name in pages
        ]
        return [*own, *super().get_urls()]
