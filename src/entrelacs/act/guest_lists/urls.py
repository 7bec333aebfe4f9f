from django.urls import path

from entrelacs.act.guest_lists import views

urlpatterns = [
    path("agir/rencontres/<slug:slug>/inviter/coller/", views.invite_paste, name="invite_paste"),
]
