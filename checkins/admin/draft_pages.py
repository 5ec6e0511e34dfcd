"""What pages of something that is drafted, published and retired have in common."""

from collections.abc import Callable, Mapping
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
            if not isinstance(request.user, User) or not request.user.has_perm(self.may_edit):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if "pk" in named:
                named["version"] = get_object_or_404(self.versions(), pk=named.pop("pk"))
            return view(self, request, **named)

        return guarded

    return decorate


class DraftPages(ReadOnly):
    """Which versions there are, and who writes them, each kind of pages says for itself."""

    may_edit: str
    # Names of the addresses of all versions and of one.
    many: str
    one: str

    def versions(self) -> QuerySet[Any]:
        raise NotImplementedError

    def called(self, version: Any) -> str:
        """What a version is called where somebody goes back to it."""
        raise NotImplementedError

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
            "many": self.many,
            "one": self.one,
            "called": self.called(version) if version else "",
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
                return redirect(self.one, to) if to else redirect(self.many)
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
        return redirect(self.one, version.pk)


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
