"""What pages of something that is drafted, published and retired have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.admin.pages import ReadOnly
from accounts.models import User
from checkins.forms.prompt_editing import SureForm

View = Callable[..., HttpResponse]
READ, FORM, ACT = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)
STEPS = {"up": -1, "down": 1}


def of_editors(*methods: str) -> Callable[[View], View]:
    """A page for whoever has the duty; everybody else is refused before anything is looked for."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(self: Any, request: HttpRequest, **named: Any) -> HttpResponse:
            if not isinstance(request.user, User) or not request.user.has_perm(
                self.drafted.may_edit
            ):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if "pk" in named:
                named["version"] = get_object_or_404(self.drafted.versions(), pk=named.pop("pk"))
            return view(self, request, **named)

        return guarded

    return decorate


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What is drafted: who may write it, its addresses, and what can be asked and done.

    ``many`` and ``one`` name the addresses of all versions and of one. ``called`` says how a
    version is called where somebody goes back to it; ``on_publishing`` and ``on_retiring``, what
    follows.
    """

    may_edit: str
    many: str
    one: str
    versions: Callable[[], QuerySet[Any]]
    called: Callable[[Any], str]
    one_before: Callable[[Any], Any]
    changes: Callable[[Any], Any]
    drop: Callable[..., object]
    publish: Callable[..., object]
    retire: Callable[..., object]
    on_publishing: Promise
    on_retiring: Promise


class DraftPages(ReadOnly):
    """What can be done with a version of whatever is drafted; the rest each kind has of its own."""

    drafted: Drafted

    @of_editors(*FORM)
    def discard(self, request: HttpRequest, version: Any) -> HttpResponse:
        def act() -> None:
            self.drafted.drop(by=editor(request), draft=version.pk)
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
    def publish(self, request: HttpRequest, version: Any) -> HttpResponse:
        def act() -> UUID:
            self.drafted.publish(by=editor(request), draft=version.pk, now=now_of(request))
            self.log_change(request, version, "published")
            return version.pk  # type: ignore[no-any-return]

        words = self.drafted.on_publishing
        return self._sure(request, version, act, title=_("Publish"), words=words)

    @of_editors(*FORM)
    def retire(self, request: HttpRequest, version: Any) -> HttpResponse:
        def act() -> UUID:
            self.drafted.retire(by=editor(request), version=version.pk, now=now_of(request))
            self.log_change(request, version, "retired")
            return version.pk  # type: ignore[no-any-return]

        words = self.drafted.on_retiring
        return self._sure(request, version, act, title=_("Retire"), words=words, takes_away=True)

    @of_editors(*READ)
    def changes(self, request: HttpRequest, version: Any) -> HttpResponse:
        context = {
            "title": _("What changed"),
            "version": version,
            "before": self.drafted.one_before(version),
            "changes": self.drafted.changes(version),
        }
        return self._page(request, "admin/draft_changes.html", context)

    def _page(
        self,
        request: HttpRequest,
        template: str,
        context: Mapping[str, Any],
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        version = context.get("version")
        whole = {
            **self.admin_site.each_context(request),
            "heading": self.heading,
            "many": self.drafted.many,
            "one": self.drafted.one,
            "called": self.drafted.called(version) if version else "",
            **context,
        }
        return TemplateResponse(request, template, whole, status=status)

    def _form(
        self,
        request: HttpRequest,
        form: Form,
        act: Callable[[], UUID | None],
        *,
        title: Promise,
        button: Promise,
        version: Any = None,
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
                messages.success(request, _("Done."))
                return redirect(self.drafted.one, to) if to else redirect(self.drafted.many)
        context = {"title": title, "button": button, "form": form, "version": version, **more}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return self._page(request, "admin/draft_form.html", context, status)

    def _sure(
        self,
        request: HttpRequest,
        version: Any,
        act: Callable[[], UUID | None],
        *,
        title: Promise,
        words: Promise,
        takes_away: bool = False,
    ) -> HttpResponse:
        return self._form(
            request,
            SureForm(typed(request)),
            act,
            title=title,
            button=title,
            version=version,
            words=words,
            takes_away=takes_away,
        )

    def _act(self, request: HttpRequest, version: Any, act: Callable[[], None]) -> HttpResponse:
        try:
            act()
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        return redirect(self.drafted.one, version.pk)


def editor(request: HttpRequest) -> User:
    """Whoever asks; ``of_editors`` has seen to their duty."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def typed(request: HttpRequest) -> Any:
    """What a form is bound to; None while it is only shown."""
    return request.POST if request.method == "POST" else None


def now_of(request: HttpRequest) -> Any:
    """The instant of the request."""
    return request.now  # type: ignore[attr-defined]
