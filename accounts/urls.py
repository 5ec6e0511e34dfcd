from django.conf import settings
from django.urls import URLPattern, path

from accounts.views import (
    consent,
    couple,
    invitation,
    mailbox,
    personal_data,
    profile,
    retention,
    security,
    start,
    support,
)
from accounts.views import (
    exit as quick_exit,
)

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", start.landing, name="landing"),
    path("start/", start.start, name="start"),
    path("start/code/", start.given_code, name="given_code"),
    path("welcome/", start.welcome, name="welcome"),
    path("more/", profile.more, name="more"),
    path("more/profile/", profile.profile, name="profile"),
    path("more/security/", security.security, name="security"),
    path("more/security/seen/", security.news_seen, name="news_seen"),
    path("more/security/sealed/", security.unseal, name="unseal"),
    # These three stand before allauth's own pages of the same addresses.
    path("account/logout/", security.sign_out, name="sign_out"),
    path("account/confirm-email/", security.confirm_address, name="confirm_address"),
    path("account/sessions/", security.devices, name="devices"),
    path("more/record/", consent.record, name="record"),
    path("more/data/", personal_data.data, name="data"),
    path("more/data/agreed/", consent.consents, name="consents"),
    path("more/data/kept/", retention.kept, name="kept"),
    path("more/data/copy/", personal_data.copy, name="copy"),
    path("more/data/close/", personal_data.close, name="close"),
    path("gone/", personal_data.gone, name="gone"),
    path("connect/", invitation.connect, name="connect"),
    path("connect/code/", invitation.code, name="code"),
    path("connect/code/end/", invitation.code_end, name="code_end"),
    path("connect/confirm/", couple.confirm, name="confirm"),
    path("connect/confirm/drop/", couple.confirm_drop, name="confirm_drop"),
    path("connection/", couple.connection, name="connection"),
    path("connection/rhythm/", couple.rhythm, name="rhythm"),
    path("connection/rhythm/<uuid:pk>/", couple.rhythm_answer, name="rhythm_answer"),
    path("connection/numbers/", couple.numbers, name="numbers"),
    path("connection/pause/", couple.pause, name="pause"),
    path("connection/consents/<slug:purpose>/", consent.consent, name="consent"),
    path("connection/leave/", couple.leave, name="leave"),
    path("connection/ended/", couple.ended, name="ended"),
    path("connection/doors/<uuid:pk>/", couple.door, name="door"),
    path("go/", quick_exit.leave_site, name="exit"),
    path("go/now/", quick_exit.beacon, name="exit_beacon"),
    path("help/", support.support, name="support"),
    path("help/device/", support.device, name="device"),
]
if settings.IS_DEMO:
    urlpatterns.append(path("mailbox/", mailbox.mailbox, name="mailbox"))
