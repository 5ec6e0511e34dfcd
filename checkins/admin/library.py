"""The library: every version with where it stands, and the page of each."""

from typing import Any

from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from checkins.admin.library_pages import LibraryPages, called
from checkins.enums import LibraryPart
from checkins.models import LibraryVersion
from checkins.queries import library_editing as queries


class LibraryAdmin(LibraryPages):
    heading = _("Library")
    when_empty = _(
        "Everybody reads the texts that came with this version. A draft begins as they are, and"
        " what you publish takes their place."
    )
    place = 5
    change_list_template = "admin/libraries.html"
    list_display = ("called", "language", "standing", "published_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LibraryVersion]:
        """The list shows no text, and a text is long."""
        return queries.versions().defer("text").order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["language", F("number").desc()]

    @display(description=_("Version"), ordering="number")
    def called(self, version: LibraryVersion) -> str:
        return called(version)

    @display(description=_("Standing"))
    def standing(self, version: LibraryVersion) -> str:
        return str(queries.standing_of(version))

    @display(description=_("Published on"), ordering="published_at")
    def published_on(self, version: LibraryVersion) -> Any:
        return version.published_at.date() if version.published_at else None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A version: its groups, cards and readings, and beside each what is wrong with it."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(queries.versions(), pk=object_id)
        library = queries.library_of(version)
        is_draft = version.published_at is None
        failures = queries.failures_of(version) if is_draft else {}
        context = {
            "title": f"{self.heading} {called(version)}",
            "version": version,
            "is_draft": is_draft,
            "standing": queries.standing_of(version),
            "can_retire": not is_draft and version.retired_at is None,
            "groups": [
                (
                    group,
                    failures.get((LibraryPart.GROUP, group.slug), ()),
                    [
                        (card, failures.get((LibraryPart.CARD, card.slug), ()))
                        for card in group.cards
                    ],
                )
                for group in library.groups
            ],
            "readings": [
                (reading, failures.get((LibraryPart.READING, reading.id), ()))
                for reading in library.readings
            ],
            "of_the_whole": failures.get(queries.WHOLE, ()),
            "is_ready": is_draft and not failures,
        }
        return self._page(request, "admin/library_version.html", context)

    def get_urls(self) -> list[URLPattern]:
        one, part = "<uuid:pk>/", "<uuid:pk>/parts/<slug:part>/"
        pages = (
            ("new/", self.new, "new"),
            ("import/", self.read_file, "import"),
            (f"{one}copy/", self.copy, "copy"),
            (part, self.part, "add_part"),
            (f"{part}<slug:name>/", self.part, "part"),
            (f"{part}<slug:name>/move/<slug:where>/", self.move, "move"),
            (f"{part}<slug:name>/drop/", self.drop, "drop"),
            (f"{one}preview/", self.preview, "preview"),
            (f"{one}preview/<slug:card>/", self.preview, "preview_card"),
            (f"{one}changes/", self.changes, "changes"),
            (f"{one}export/", self.export, "export"),
            (f"{one}publish/", self.publish, "publish"),
            (f"{one}retire/", self.retire, "retire"),
            (f"{one}discard/", self.discard, "discard"),
        )
        own = [
            path(where, self.admin_site.admin_view(view), name=f"checkins_libraryversion_{name}")
            for where, view, name in pages
        ]
        return [*own, *super().get_urls()]
