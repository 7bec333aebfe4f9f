from django.urls import path

from entrelacs.commons.journal import views

urlpatterns = [
    path("", views.journal, name="journal"),
    path("journal.csv", views.journal_export, name="journal_export"),
]
