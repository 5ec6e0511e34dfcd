"""Addresses of the web process. The admin has a process of its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("checkins.urls")),
    path("account/", include("allauth.urls")),
]
