from django.urls import path

from entrelacs.share.reports import views

urlpatterns = [
    path("valoriser/", views.home, name="home"),
    path("valoriser/comptes-rendus/<slug:slug>/", views.report, name="report"),
    path(
        "valoriser/comptes-rendus/<slug:slug>/<slug:code>/", views.report_file, name="report_file"
    ),
    path("agir/rencontres/<slug:slug>/restituer/", views.restitute, name="restitute"),
    path("agir/rencontres/<slug:slug>/restituer/publier/", views.publish, name="restitute_publish"),
    path(
        "agir/rencontres/<slug:slug>/restituer/retirer/",
        views.unpublish,
        name="restitute_unpublish",
    ),
    path(
        "agir/rencontres/<slug:slug>/restituer/modele/", views.template, name="restitute_template"
    ),
    path(
        "agir/rencontres/<slug:slug>/restituer/modele/oublier/",
        views.forget_template,
        name="restitute_forget_template",
    ),
    path(
        "agir/rencontres/<slug:slug>/restituer/fichier/<slug:code>/",
        views.draft,
        name="restitute_file",
    ),
]
