from django.urls import path

from checkins.views import rupture

app_name = "checkins"
urlpatterns = [
    path("mine/notes/", rupture.hurts, name="hurts"),
    path("mine/notes/new/", rupture.hurt_new, name="hurt_new"),
    path("mine/notes/<uuid:pk>/", rupture.hurt, name="hurt"),
    path("mine/notes/<uuid:pk>/edit/", rupture.hurt_edit, name="hurt_edit"),
    path("mine/notes/<uuid:pk>/show/", rupture.hurt_show, name="hurt_show"),
    path("us/notes/<uuid:pk>/", rupture.shown, name="shown"),
    path("us/notes/<uuid:pk>/hear/", rupture.hear, name="hear"),
]
