from django.urls import path

from entrelacs.act.participants import views

urlpatterns = [
    # No token reads so: they all hold a full stop.
    path("p/efface/", views.erased, name="participant_erased"),
    path("p/<str:token>/", views.participant, name="participant"),
    path("p/<str:token>/pourquoi/", views.why, name="participant_why"),
    path("p/<str:token>/reponse/", views.answer, name="participant_answer"),
    path("p/<str:token>/rencontre.ics", views.calendar, name="participant_calendar"),
    path("p/<str:token>/mes-donnees.json", views.my_data, name="participant_data"),
    path("p/<str:token>/effacer/", views.erase, name="participant_erase"),
    path("p/<str:token>/besoins/", views.needs, name="participant_needs"),
    path("p/<str:token>/accord/", views.consent, name="participant_consent"),
]
