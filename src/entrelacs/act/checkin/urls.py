from django.urls import path

from entrelacs.act.checkin.views import door, phone

DOOR = "agir/rencontres/<slug:slug>/accueil/"

urlpatterns = [
    path(DOOR, door.checkin, name="checkin"),
    path(f"{DOOR}personne/", door.checkin_person, name="checkin_person"),
    path(f"{DOOR}sans-inscription/", door.checkin_walk_in, name="checkin_walk_in"),
    path(f"{DOOR}liste.json", phone.checkin_list, name="checkin_list"),
    path(f"{DOOR}arrivees/", phone.checkin_arrivals, name="checkin_arrivals"),
    path(f"{DOOR}sw.js", phone.checkin_worker, name="checkin_worker"),
]
