from django.urls import include, path

app_name = "commons"
urlpatterns = [
    path("", include("entrelacs.commons.people.urls")),
    path("structures/", include("entrelacs.commons.organizations.urls")),
    path("territoires/", include("entrelacs.commons.territories.urls")),
    path("imports/", include("entrelacs.commons.imports.urls")),
    path("consentements/", include("entrelacs.commons.consent.urls")),
    path("programme/", include("entrelacs.commons.programmes.urls")),
    path("journal/", include("entrelacs.commons.journal.urls")),
]
