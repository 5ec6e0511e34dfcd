"""What stands between a person who is signed in and a page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts import vault
from accounts.enums import AccountKind
from accounts.http import is_sealed, page
from accounts.logging import log_failure
from accounts.models import User

# Ways out and ways to sign out or in stand open whatever else is missing.
ALWAYS = {
    "account_logout",
    "accounts:device",
    "accounts:exit",
    "accounts:exit_beacon",
    "accounts:gone",
    "accounts:landing",
    "accounts:mailbox",
    "accounts:security_txt",
    "accounts:support",
    "checkins:stop",
}
BEFORE_AGREEING = ALWAYS | {"accounts:start"}
BEFORE_A_NAME = BEFORE_AGREEING | {"accounts:welcome", "accounts:given_code"}

# Whose an address is, by the kind of the account (product.md 1.5). What stands in none of these
# is for partners alone; to everybody else it does not exist.
ENTRANCES = {
    "account_complete_password_reset",
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_password_reset_completed",
    "account_reset_password",
    "account_signup",
    "account_signup_by_passkey",
    "accounts:confirm_address",
    "accounts:sign_out",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
}
OWN_ACCOUNT = {
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "accounts:close",
    "accounts:codes",
    "accounts:codes_end",
    "accounts:codes_make",
    "accounts:copy",
    "accounts:data",
    "accounts:devices",
    "accounts:more",
    "accounts:news_seen",
    "accounts:practice_apply",
    "accounts:profile",
    "accounts:record",
    "accounts:security",
    "accounts:start",
    "accounts:unseal",
    "accounts:welcome",
    "checkins:card",
    "checkins:library",
    "checkins:screen",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "usersessions_list",
}
PRACTICE = {
    "accounts:practice",
    "accounts:practice_before",
    "accounts:practice_policy",
    "checkins:case",
    "checkins:case_csv",
    "checkins:case_note",
    "checkins:case_note_end",
    "checkins:case_pdf",
    "checkins:case_sheet",
    "checkins:caseload",
}
ELSEWHERE = {"accounts:elsewhere"}
Question = Callable[[HttpRequest], bool]


def _always(request: HttpRequest) -> bool:
    return True


def _posts(request: HttpRequest) -> bool:
    return request.method == "POST"


def _posts_with(field: str, value: str) -> Question:
    return lambda request: _posts(request) and request.POST.get(field) == value


def _posts_without(field: str, *values: str) -> Question:
    return lambda request: _posts(request) and request.POST.get(field) not in values


def _says_more_than_no(request: HttpRequest) -> bool:
    """To an invitation: a yes, another time, or the consent that comes before. Being asked how one
    feels first says nothing to anybody.
    """
    says_no = request.POST.get("reply", "no") == "no"
    return _posts(request) and ("agree_to" in request.POST or not says_no)


# Whoever came in by the mailbox alone must not make the account their own meanwhile, nor speak or
# agree in its person's name. Taking back, pausing, leaving and every way out stay open.
SHUT_WHILE_SEALED: dict[str, Question] = {
    "account_email": _always,
    "mfa_activate_totp": _always,
    "mfa_add_webauthn": _always,
    "mfa_deactivate_totp": _always,
    "mfa_generate_recovery_codes": _always,
    "mfa_remove_webauthn": _always,
    "accounts:close": _always,
    "accounts:code": _posts,
    "accounts:codes": _posts,
    "accounts:codes_make": _posts,
    "accounts:confirm": _posts,
    "accounts:copy": _always,
    "accounts:connect": _posts,
    "accounts:consent": _posts_with("answer", "yes"),
    "accounts:door": _posts,
    "accounts:kept": _always,
    "accounts:numbers": _posts_with("answer", "yes"),
    "accounts:pause": _posts_with("answer", "no"),
    "accounts:person": _posts,
    "accounts:practice_apply": _posts,
    "accounts:practice_before": _posts,
    "accounts:practice_policy": _posts,
    "accounts:rhythm": _posts,
    "accounts:rhythm_answer": _posts,
    "checkins:about_me_part": _always,
    "checkins:again": _posts_without("do", "take_back"),
    "checkins:day": _posts,
    "checkins:glad": _posts_without("do", "take_back"),
    "checkins:glad_new": _posts,
    "checkins:hear": _posts_without("take_back", "on"),
    "checkins:hurt_edit": _always,
    "checkins:hurt_show": _always,
    "checkins:inner_step": _always,
    "checkins:invite": _always,
    "checkins:invite_about": _always,
    "checkins:invite_again": _always,
    "checkins:invited": _says_more_than_no,
    "checkins:meaning": _posts_without("do", "take_back"),
    "checkins:month_part": _posts,
    "checkins:open_now": _posts_without("not", "1"),
    "checkins:own_statements": _posts,
    "checkins:preview": _posts_with("act", "release"),
    "checkins:talk": _posts,
    "checkins:talk_drop": _posts,
    "checkins:promise": _posts_without("do", "take_back", "unmark"),
    "checkins:promise_new": _posts,
    "checkins:reminders": _posts_without("do", "end"),
    "checkins:ritual_answer": _posts_without("answer", "no"),
    "checkins:rituals": _posts,
    "checkins:rules": _posts,
    "checkins:rules_answer": _posts_without("answer", "no"),
    "checkins:look": _posts,
    "checkins:set_answer": _posts_without("answer", "no"),
    "checkins:sets": _posts,
    "checkins:statement_answer": _posts_without("answer", "no"),
    "checkins:statements": _posts,
}


def may_reach(kind: AccountKind, name: str) -> bool:
    """Whether an account of this kind finds anything at the address of this name."""
    match kind:
        case AccountKind.PARTNER:
            return name not in PRACTICE | ELSEWHERE
        case AccountKind.THERAPIST:
            return name in ALWAYS | ENTRANCES | OWN_ACCOUNT | PRACTICE
        case AccountKind.STAFF:
            return name in ALWAYS | ENTRANCES | ELSEWHERE


class UnreadableMiddleware:
    """Says kindly that something of one's own does not open. What was begun is taken back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, vault.CannotOpen):
            return None
        log_failure(request)
        response = page(request, "accounts/unreadable.html", status=HTTPStatus.CONFLICT)
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return response


class GateMiddleware:
    """First whose page it is, then the agreement and a name; and while a reset has sealed the
    private history, no change to how the person signs in and nothing new said in their name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.resolver_match is None:
            return None
        user, name = request.user, request.resolver_match.view_name
        if not user.is_authenticated or name in ALWAYS:
            return None
        kind = AccountKind(user.kind)
        if not may_reach(kind, name):
            raise Http404
        if kind is not AccountKind.STAFF and (missing := _asked_first(user, name)):
            return redirect(missing)
        is_shut = SHUT_WHILE_SEALED.get(name)
        if is_shut and is_sealed(request) and is_shut(request):  # type: ignore[arg-type]
            return page(request, "accounts/sealed.html", status=403)
        return None


def _asked_first(user: User, name: str) -> str | None:
    """The page that comes before any other while the agreement or a name is missing."""
    if user.adult_confirmed_on is None:
        return None if name in BEFORE_AGREEING else "accounts:start"
    if not user.display_name:
        return None if name in BEFORE_A_NAME else "accounts:welcome"
    return None
