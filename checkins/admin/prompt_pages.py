"""What can be done with one version of a prompt set: each page is one act, or shows something."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkins.actions import prompt_draft as actions
from checkins.actions.prompt_draft import MAY_EDIT
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
from checkins.forms.checkin import StepForm
from checkins.forms.prompt_editing import (
    ImportForm,
    LanguageForm,
    NewSetForm,
    PromptForm,
)
from checkins.logic.prompt_file import written
from checkins.logic.prompt_rules import PromptSetError, examine
from checkins.models import PromptSetVersion
from checkins.queries import prompt_editing as queries
from checkins.queries.week import questions_of


def called(version: PromptSetVersion) -> str:
    """The title of the set and the number."""
    return f"{version.prompt_set.title} {version.number}"


class PromptPages(DraftPages):
    """The pages; which address leads to which, ``PromptSetAdmin`` says."""

    drafted = Drafted(
        may_edit=MAY_EDIT,
        many="admin:checkins_promptsetversion_changelist",
        one="admin:checkins_promptsetversion_change",
        versions=queries.versions,
        called=called,
        one_before=queries.one_before,
        changes=queries.changes_of,
        drop=actions.drop_draft,
        publish=actions.publish_draft,
        retire=actions.retire,
        on_publishing=_(
            "From then on this version does not change. Whoever is in the middle of a week goes on"
            " with the old wording. The next one has the new."
        ),
        on_retiring=_(
            "From the next week on, the version before it is asked again. Whoever is in the middle"
            " of a week goes on with this one. Answers keep their wording."
        ),
    )

    @of_editors(*FORM)
    def new(self, request: HttpRequest) -> HttpResponse:
        form = NewSetForm(typed(request), initial={"language": "en"})

        def act() -> UUID:
            return actions.begin_draft(by=editor(request), document=form.document())

        return self._form(request, form, act, title=_("A new set"), button=_("Begin a draft"))

    @of_editors(*FORM)
    def read_file(self, request: HttpRequest) -> HttpResponse:
        """A file becomes a draft; one that cannot be read is refused with its line."""
        form = ImportForm(typed(request))

        def act() -> UUID | None:
            try:
                document, _failures = examine(form.cleaned_data["text"])
            except PromptSetError as error:
                form.add_error("text", _("Line %d: %s") % (error.line, error.reason))
                return None
            return actions.begin_draft(by=editor(request), document=document)

        return self._form(request, form, act, title=_("Import a set"), button=_("Make a draft"))

    @of_editors(*FORM)
    def copy(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        """A draft that begins as this version, in its language or in another one."""
        form = LanguageForm(typed(request), initial={"language": version.prompt_set.language})

        def act() -> UUID:
            return actions.begin_draft(
                by=editor(request),
                document=queries.document_of(version, language=form.cleaned_data["language"]),
            )

        title = _("A draft from this version")
        return self._form(request, form, act, title=title, button=title, version=version)

    @of_editors(*FORM)
    def prompt(
        self, request: HttpRequest, version: PromptSetVersion, prompt: UUID | None = None
    ) -> HttpResponse:
        """One question, changed, or added where none is named."""
        standing: dict[str, Any] = {}
        if prompt is not None:
            row = get_object_or_404(version.prompts, pk=prompt)
            standing = PromptForm.standing(queries.question_of(row))
        form = PromptForm(typed(request), initial=standing)

        def act() -> UUID:
            actions.keep_prompt(
                by=editor(request), draft=version.pk, prompt=prompt, values=form.values()
            )
            return version.pk

        title = _("A question") if prompt else _("Another question")
        return self._form(request, form, act, title=title, button=_("Keep"), version=version)

    @of_editors(*ACT)
    def move(
        self, request: HttpRequest, version: PromptSetVersion, prompt: UUID, where: str
    ) -> HttpResponse:
        if where not in STEPS:
            raise Http404
        return self._act(
            request,
            version,
            lambda: actions.move_prompt(
                by=editor(request), draft=version.pk, prompt=prompt, steps=STEPS[where]
            ),
        )

    @of_editors(*ACT)
    def drop(self, request: HttpRequest, version: PromptSetVersion, prompt: UUID) -> HttpResponse:
        return self._act(
            request,
            version,
            lambda: actions.drop_prompt(by=editor(request), draft=version.pk, prompt=prompt),
        )

    @of_editors(*READ)
    def export(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        document = queries.document_of(version)
        name = f"{document.slug}.{document.language}.yaml"
        answer = HttpResponse(written(document), content_type="application/yaml; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    @of_editors(*FORM)
    def preview(self, request: HttpRequest, version: PromptSetVersion, number: int) -> HttpResponse:
        """A page of the check-in as a partner sees it; what is entered leads on and is not read."""
        steps = queries.preview_of(version)
        here = "admin:checkins_promptsetversion_preview"
        if request.method == "POST":
            if "later" in request.POST or number >= len(steps):
                return redirect(self.drafted.one, version.pk)
            return redirect(here, version.pk, number + 1)
        if not steps and number == 1:
            messages.info(request, _("There is nothing to see yet: it has no questions."))
            return redirect(self.drafted.one, version.pk)
        if not 1 <= number <= len(steps):
            raise Http404
        step = steps[number - 1]
        context = {
            "version": version,
            "step": step,
            "week": {"steps": len(steps), "words": _("This week"), "is_late": False},
            "questions": questions_of(step.prompts, None, StepForm(step.prompts), may_read=True),
            "here": reverse(here, args=[version.pk, number]),
            "back": reverse(here, args=[version.pk, number - 1]) if number > 1 else "",
        }
        return TemplateResponse(request, "admin/prompt_preview.html", context)
