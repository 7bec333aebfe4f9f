from django.urls import path

from entrelacs.commons.imports import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<int:pk>/annuler/", views.import_undo, name="import_undo"),
]
