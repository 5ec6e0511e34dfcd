"""Addresses of the admin process. It has no page of a partner; the web has none of these.

allauth's are named one by one: whoever looks after the server changes neither address nor password
here, and nobody signs up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from accounts.admin.demo import demo_code
from checkins.admin.registered import site

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login/", account.login, name="account_login"),
    path("account/login/code/", factors.authenticate, name="mfa_authenticate"),
    path("account/login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/ways/", factors.index, name="mfa_index"),
    path("account/ways/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/ways/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/ways/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/ways/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/ways/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "account/ways/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("account/ways/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/ways/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("", site.urls),
]
if settings.IS_DEMO:
    urlpatterns.insert(0, path("demo-code/", demo_code, name="demo_code"))
