"""What differs in the process in which people who look after a server manage it.

It has no key, a role that may read nobody's answers, and a log-in, cookies and sessions of its
own (security.md 5.2, decisions.md 9, docs/decisions/0020-admin-process.md).
"""

from copy import deepcopy
from typing import Any

# What speaks to partners: fragments of pages, and the gate before their rooms.
OF_THE_WEB = {
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.gate.GateMiddleware",
    "accounts.gate.UnreadableMiddleware",
}


def differences(
    middleware: list[str],
    templates: list[dict[str, Any]],
    caches: dict[str, Any],
    *,
    uses_tls: bool,
) -> dict[str, Any]:
    """Settings that take the place of the web's, by name. Secrets and hosts come by environment."""
    own_templates, own_caches = deepcopy(templates), deepcopy(caches)
    (folder,) = own_templates[0]["DIRS"]
    own_templates[0]["DIRS"] = [folder / "staff", folder]
    own_caches["default"]["LOCATION"] = "accounts_staffcache"
    prefix = "__Host-staff-" if uses_tls else "staff-"
    return {
        "ROOT_URLCONF": "config.admin_urls",
        "WSGI_APPLICATION": "config.admin_wsgi.application",
        "MIDDLEWARE": [
            *(each for each in middleware if each not in OF_THE_WEB),
            "accounts.admin.gate.SecondFactorMiddleware",
        ],
        "TEMPLATES": own_templates,
        "CACHES": own_caches,
        "RATE_COUNTERS": "accounts_staffratecounter",
        "SESSION_ENGINE": "accounts.models.staff_session",
        "SESSION_COOKIE_NAME": f"{prefix}sid",
        "CSRF_COOKIE_NAME": f"{prefix}csrf",
        "LOGIN_REDIRECT_URL": "admin:index",
        "AUTHENTICATION_BACKENDS": ["accounts.admin.adapter.StaffBackend"],
        "ACCOUNT_ADAPTER": "accounts.admin.adapter.StaffAccountAdapter",
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        # Addresses are proven by the code with which the password was set, on the web's page.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": False,
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_ADAPTER": "accounts.admin.adapter.StaffMFAAdapter",
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    }
