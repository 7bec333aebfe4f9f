from django.urls import include, path

app_name = "act"
urlpatterns = [
    path("", include("entrelacs.act.gatherings.urls")),
    path("", include("entrelacs.act.invitations.urls")),
    path("", include("entrelacs.act.admission.urls")),
    path("", include("entrelacs.act.guest_lists.urls")),
    path("", include("entrelacs.act.mailings.urls")),
    path("", include("entrelacs.act.tables.urls")),
    path("", include("entrelacs.act.participants.urls")),
    path("", include("entrelacs.act.checkin.urls")),
    path("", include("entrelacs.act.notes.urls")),
    path("", include("entrelacs.act.kit.urls")),
    path("", include("entrelacs.act.preflight.urls")),
    path("", include("entrelacs.act.synthesis.urls")),
    path("", include("entrelacs.act.leads.urls")),
]
