from django.urls import path

from entrelacs.act.guest_lists import views

LISTS = "agir/rencontres/<slug:slug>/inviter/listes/"
urlpatterns = [
    path(LISTS, views.invite_paste, name="invite_paste"),
    path(f"{LISTS}<int:pk>/", views.invite_list, name="invite_list"),
    path(f"{LISTS}<int:pk>/corriger/", views.invite_list_text, name="invite_list_text"),
]
