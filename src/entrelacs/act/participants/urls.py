from django.urls import path

from entrelacs.act.participants import views

urlpatterns = [
    path("p/<str:token>/", views.participant, name="participant"),
    path("p/<str:token>/pourquoi/", views.why, name="participant_why"),
    path("p/<str:token>/reponse/", views.answer, name="participant_answer"),
    path("p/<str:token>/besoins/", views.needs, name="participant_needs"),
    path("p/<str:token>/accord/", views.consent, name="participant_consent"),
]
