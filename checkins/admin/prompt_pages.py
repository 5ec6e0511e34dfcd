"""What can be done with one version of a prompt set: each page is one act, or shows something."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.admin.pages import ReadOnly
from accounts.models import User
from checkins.actions import prompt_draft as actions
from checkins.actions.prompt_draft import MAY_EDIT
from checkins.forms.checkin import StepForm
from checkins.forms.prompt_editing import (
    ImportForm,
    LanguageForm,
    NewSetForm,
    PromptForm,
    SureForm,
)
from checkins.logic.prompt_file import written
from checkins.logic.prompt_rules import PromptSetError, examine
from checkins.models import PromptSetVersion
from checkins.queries import prompt_editing as queries
from checkins.queries.week import questions_of

View = Callable[..., HttpResponse]
LIST = "admin:checkins_promptsetversion_changelist"
VERSION = "admin:checkins_promptsetversion_change"
STEPS = {"up": -1, "down": 1}


def of_editors(*methods: str) -> Callable[[View], View]:
    """A page for whoever has the duty; everybody else is refused before anything is looked for."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(self: Any, request: HttpRequest, **named: Any) -> HttpResponse:
            if not isinstance(request.user, User) or not request.user.has_perm(MAY_EDIT):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if "pk" in named:
                named["version"] = get_object_or_404(queries.versions(), pk=named.pop("pk"))
            return view(self, request, **named)

        return guarded

    return decorate


READ, FORM, ACT = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)


class PromptPages(ReadOnly):
    """The pages; which address leads to which, ``PromptSetAdmin`` says."""

    @of_editors(*FORM)
    def new(self, request: HttpRequest) -> HttpResponse:
        form = NewSetForm(_typed(request), initial={"language": "en"})

        def act() -> UUID:
            return actions.begin_draft(by=_editor(request), document=form.document())

        return self._form(request, form, act, title=_("A new set"), button=_("Begin a draft"))

    @of_editors(*FORM)
    def read_file(self, request: HttpRequest) -> HttpResponse:
        """A file becomes a draft; one that cannot be read is refused with its line."""
        form = ImportForm(_typed(request))

        def act() -> UUID | None:
            try:
                document, _failures = examine(form.cleaned_data["text"])
            except PromptSetError as error:
                form.add_error("text", _("Line %d: %s") % (error.line, error.reason))
                return None
            return actions.begin_draft(by=_editor(request), document=document)

        return self._form(request, form, act, title=_("Import a set"), button=_("Make a draft"))

    @of_editors(*FORM)
    def copy(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        """A draft that begins as this version, in its language or in another one."""
        form = LanguageForm(_typed(request), initial={"language": version.prompt_set.language})

        def act() -> UUID:
            return actions.begin_draft(
                by=_editor(request),
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
        form = PromptForm(_typed(request), initial=standing)

        def act() -> UUID:
            actions.keep_prompt(
                by=_editor(request), draft=version.pk, prompt=prompt, values=form.values()
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
                by=_editor(request), draft=version.pk, prompt=prompt, steps=STEPS[where]
            ),
        )

    @of_editors(*ACT)
    def drop(self, request: HttpRequest, version: PromptSetVersion, prompt: UUID) -> HttpResponse:
        return self._act(
            request,
            version,
            lambda: actions.drop_prompt(by=_editor(request), draft=version.pk, prompt=prompt),
        )

    @of_editors(*FORM)
    def discard(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        def act() -> None:
            actions.drop_draft(by=_editor(request), draft=version.pk)
            self.log_change(request, version, "draft deleted")

        return self._sure(
            request,
            version,
            act,
            title=_("Delete this draft"),
            words=_("What was written here is gone. Published versions stay."),
            takes_away=True,
        )

    @of_editors(*FORM)
    def publish(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        def act() -> UUID:
            actions.publish_draft(by=_editor(request), draft=version.pk, now=_now(request))
            self.log_change(request, version, "published")
            return version.pk

        words = _(
            "From then on this version does not change. Whoever is in the middle of a week goes on"
            " with the old wording. The next one has the new."
        )
        return self._sure(request, version, act, title=_("Publish"), words=words)

    @of_editors(*FORM)
    def retire(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        def act() -> UUID:
            actions.retire(by=_editor(request), version=version.pk, now=_now(request))
            self.log_change(request, version, "retired")
            return version.pk

        words = _(
            "From the next week on, the version before it is asked again. Whoever is in the middle"
            " of a week goes on with this one. Answers keep their wording."
        )
        return self._sure(request, version, act, title=_("Retire"), words=words, takes_away=True)

    @of_editors(*READ)
    def changes(self, request: HttpRequest, version: PromptSetVersion) -> HttpResponse:
        context = {
            "title": _("What changed"),
            "version": version,
            "before": queries.one_before(version),
            "changes": queries.changes_of(version),
        }
        return self._page(request, "admin/prompt_changes.html", context)

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
                return redirect(VERSION, version.pk)
            return redirect(here, version.pk, number + 1)
        if not steps and number == 1:
            messages.info(request, _("There is nothing to see yet: it has no questions."))
            return redirect(VERSION, version.pk)
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

    def _page(
        self,
        request: HttpRequest,
        template: str,
        context: Mapping[str, Any],
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "heading": self.heading, **context}
        return TemplateResponse(request, template, whole, status=status)

    def _form(
        self,
        request: HttpRequest,
        form: Form,
        act: Callable[[], UUID | None],
        *,
        title: Promise,
        button: Promise,
        version: PromptSetVersion | None = None,
        **more: Any,
    ) -> HttpResponse:
        """Ask; act once what was typed is right; 422 with the reason where it is not, or refused.

        ``act`` answers the key of the version to go to, None where it told the form why not.
        """
        if form.is_bound and form.is_valid():
            try:
                to = act()
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                to = None
            if form.is_valid():
                return self._done(request, to)
        context = {"title": title, "button": button, "form": form, "version": version, **more}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return self._page(request, "admin/prompt_form.html", context, status)

    def _sure(
        self,
        request: HttpRequest,
        version: PromptSetVersion,
        act: Callable[[], UUID | None],
        *,
        title: Promise,
        words: Promise,
        takes_away: bool = False,
    ) -> HttpResponse:
        form = SureForm(_typed(request))
        return self._form(
            request,
            form,
            act,
            title=title,
            button=title,
            version=version,
            words=words,
            takes_away=takes_away,
        )

    def _act(
        self, request: HttpRequest, version: PromptSetVersion, act: Callable[[], None]
    ) -> HttpResponse:
        try:
            act()
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(VERSION, version.pk)

    def _done(self, request: HttpRequest, to: UUID | None) -> HttpResponse:
        messages.success(request, _("Done."))
        return redirect(VERSION, to) if to else redirect(LIST)


def _editor(request: HttpRequest) -> User:
    """Whoever asks; ``of_editors`` has seen to their duty."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _now(request: HttpRequest) -> Any:
    return request.now  # type: ignore[attr-defined]
