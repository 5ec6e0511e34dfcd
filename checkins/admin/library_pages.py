"""What can be done with one version of the library: each page is one act, or shows something."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.logic.documents import DocumentError
from checkins.actions import library_draft as actions
from checkins.actions.library_draft import MAY_EDIT
from checkins.admin.draft_pages import (
    ACT,
    FORM,
    READ,
    STEPS,
    Drafted,
    DraftPages,
    editor,
    of_editors,
    typed,
)
from checkins.enums import LibraryPart
from checkins.forms.library import FindForm
from checkins.forms.library_editing import FORMS, LibraryFileForm
from checkins.forms.prompt_editing import LanguageForm
from checkins.logic.library import read_library
from checkins.logic.library_editing import names
from checkins.models import LibraryVersion
from checkins.queries import library_editing as queries
from checkins.queries.library import card_page, shipped

TITLES = {
    LibraryPart.CARD: (_("A card"), _("Another card")),
    LibraryPart.GROUP: (_("A group"), _("Another group")),
    LibraryPart.READING: (_("A reading"), _("Another reading")),
}


def called(version: LibraryVersion) -> str:
    """The language and the number."""
    return f"{version.language} {version.number}"


class LibraryPages(DraftPages):
    """The pages; which address leads to which, ``LibraryAdmin`` says."""

    drafted = Drafted(
        may_edit=MAY_EDIT,
        many="admin:checkins_libraryversion_changelist",
        one="admin:checkins_libraryversion_change",
        versions=queries.versions,
        called=called,
        one_before=queries.one_before,
        changes=queries.changes_of,
        drop=actions.drop_draft,
        publish=actions.publish_draft,
        retire=actions.retire,
        on_publishing=_(
            "From now on everybody reads these texts. This version does not change any more."
        ),
        on_retiring=_(
            "From now on the version before it is read again. Where there is none, the shipped"
            " texts are."
        ),
    )

    @of_editors(*FORM)
    def new(self, request: HttpRequest) -> HttpResponse:
        """A draft that begins as the shipped texts."""
        form = LanguageForm(typed(request), initial={"language": "en"})

        def act() -> UUID:
            language = form.cleaned_data["language"]
            texts = shipped(language)
            return actions.begin_draft(by=editor(request), language=language, library=texts)

        title = _("A draft from the shipped texts")
        return self._form(request, form, act, title=title, button=_("Begin a draft"))

    @of_editors(*FORM)
    def read_file(self, request: HttpRequest) -> HttpResponse:
        """A file becomes a draft; one that cannot be read is refused with its line."""
        form = LibraryFileForm(typed(request), initial={"language": "en"})

        def act() -> UUID | None:
            found = form.cleaned_data
            try:
                texts = read_library(found["text"])
            except DocumentError as error:
                form.add_error("text", _("Line %d: %s") % (error.line, error.reason))
                return None
            language = found["language"]
            return actions.begin_draft(by=editor(request), language=language, library=texts)

        return self._form(request, form, act, title=_("Import texts"), button=_("Make a draft"))

    @of_editors(*FORM)
    def copy(self, request: HttpRequest, version: LibraryVersion) -> HttpResponse:
        """A draft that begins as this version, in its language or in another one."""
        form = LanguageForm(typed(request), initial={"language": version.language})

        def act() -> UUID:
            return actions.begin_draft(
                by=editor(request),
                language=form.cleaned_data["language"],
                library=queries.library_of(version),
            )

        title = _("A draft from this version")
        return self._form(request, form, act, title=title, button=title, version=version)

    @of_editors(*FORM)
    def part(
        self, request: HttpRequest, version: LibraryVersion, part: str, name: str = ""
    ) -> HttpResponse:
        """One card, group or reading, changed, or added where none is named."""
        kind, library = _kind(part), queries.library_of(version)
        if name and name not in names(library, kind):
            raise Http404
        form = FORMS[kind](typed(request), library, name)

        def act() -> UUID:
            actions.keep_part(
                by=editor(request), draft=version.pk, part=kind, was=name, values=form.cleaned_data
            )
            return version.pk

        title = TITLES[kind][0 if name else 1]
        return self._form(request, form, act, title=title, button=_("Keep"), version=version)

    @of_editors(*ACT)
    def move(
        self, request: HttpRequest, version: LibraryVersion, part: str, name: str, where: str
    ) -> HttpResponse:
        kind = _kind(part)
        if where not in STEPS:
            raise Http404
        return self._act(
            request,
            version,
            lambda: actions.move_part(
                by=editor(request), draft=version.pk, part=kind, name=name, steps=STEPS[where]
            ),
        )

    @of_editors(*ACT)
    def drop(
        self, request: HttpRequest, version: LibraryVersion, part: str, name: str
    ) -> HttpResponse:
        kind = _kind(part)
        return self._act(
            request,
            version,
            lambda: actions.drop_part(by=editor(request), draft=version.pk, part=kind, name=name),
        )

    @of_editors(*READ)
    def export(self, request: HttpRequest, version: LibraryVersion) -> HttpResponse:
        answer = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
        name = f"library.{version.language}.yaml"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    @of_editors(*FORM)
    def preview(
        self, request: HttpRequest, version: LibraryVersion, card: str = ""
    ) -> HttpResponse:
        """The page of the library, or of one card, as whoever reads it sees it; words that are
        sought there find something on the page itself alone.
        """
        if request.method == "POST":
            return redirect("admin:checkins_libraryversion_preview", version.pk)
        library = queries.library_of(version)
        context: dict[str, Any] = {
            "version": version,
            "called": called(version),
            "library": library,
            "form": FindForm(),
            "shelf": reverse("admin:checkins_libraryversion_preview", args=[version.pk]),
        }
        template = "admin/library_preview.html"
        if card:
            shown = card_page(library, card)
            if shown is None:
                raise Http404
            context |= {"shown": shown}
            template = "admin/library_preview_card.html"
        return TemplateResponse(request, template, context)


def _kind(part: str) -> LibraryPart:
    if part not in set(LibraryPart):
        raise Http404
    return LibraryPart(part)
