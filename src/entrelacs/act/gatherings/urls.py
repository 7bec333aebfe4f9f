from django.urls import path

from entrelacs.act.gatherings import views

urlpatterns = [
    path("agir/", views.gathering_list, name="gatherings"),
    path("agir/rencontres/nouvelle/", views.gathering_new, name="gathering_new"),
    path("agir/rencontres/<slug:slug>/", views.gathering, name="gathering"),
    path("agir/rencontres/<slug:slug>/modifier/", views.gathering_edit, name="gathering_edit"),
]
