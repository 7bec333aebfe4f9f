"""Paths shown to people are French; names are English."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from entrelacs.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("a-propos/", views.about, name="about"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("langue/", set_language, name="set_language"),
    path("compte/", include("entrelacs.web.account_urls")),
    path("", include("entrelacs.commons.urls")),
    path("observer/", include("entrelacs.observe.urls")),
    path("", include("entrelacs.act.urls")),
    path("", include("entrelacs.share.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("entrelacs.web.demo.urls")))

handler403 = "entrelacs.web.views.forbidden"
