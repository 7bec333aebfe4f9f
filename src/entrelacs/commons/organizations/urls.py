from django.urls import path

from entrelacs.commons.organizations import views

urlpatterns = [
    path("", views.organization_list, name="organizations"),
    path("structures.csv", views.organization_export, name="organizations_export"),
    path("<int:pk>/", views.organization, name="organization"),
    path("<int:pk>/reunir/", views.organization_merge, name="organization_merge"),
    path("<int:pk>/graphie/", views.organization_spelling, name="organization_spelling"),
]
