from django.conf import settings
from django.urls import URLPattern, path

from accounts.views import mailbox, profile, security, start

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", start.landing, name="landing"),
    path("start/", start.start, name="start"),
    path("start/code/", start.given_code, name="given_code"),
    path("welcome/", start.welcome, name="welcome"),
    path("more/", profile.more, name="more"),
    path("more/profile/", profile.profile, name="profile"),
    path("more/security/", security.security, name="security"),
    path("more/security/sealed/", security.unseal, name="unseal"),
    # These three stand before allauth's own pages of the same addresses.
    path("account/logout/", security.sign_out, name="sign_out"),
    path("account/confirm-email/", security.confirm_address, name="confirm_address"),
    path("account/sessions/", security.devices, name="devices"),
]
if settings.IS_DEMO:
    urlpatterns.append(path("mailbox/", mailbox.mailbox, name="mailbox"))
