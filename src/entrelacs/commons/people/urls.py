from django.urls import path

from entrelacs.commons.people import views

urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("roles/", views.roles, name="roles"),
    path("roles/retirer/", views.role_take, name="role_take"),
]
