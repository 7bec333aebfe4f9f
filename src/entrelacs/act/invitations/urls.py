from django.urls import path

from entrelacs.act.invitations import views

STEP = "agir/rencontres/<slug:slug>/inviter/"

urlpatterns = [
    path(STEP, views.invite, name="invite"),
    path(f"{STEP}reponses/", views.invite_answer, name="invite_answer"),
    path(f"{STEP}liste.csv", views.invite_export, name="invite_export"),
    path(f"{STEP}personnes/nouvelle/", views.person_new, name="invite_person_new"),
    path(f"{STEP}personnes/connue/", views.person_known, name="invite_person_known"),
    path(f"{STEP}personnes/<int:pk>/", views.person, name="invite_person"),
    path(f"{STEP}personnes/<int:pk>/lien/", views.person_link, name="invite_person_link"),
    path(f"{STEP}personnes/<int:pk>/retirer/", views.person_remove, name="invite_person_remove"),
    path(f"{STEP}personnes/<int:pk>/effacer/", views.person_erase, name="invite_person_erase"),
]
