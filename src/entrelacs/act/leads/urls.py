from django.urls import path

from entrelacs.act.leads import views

urlpatterns = [
    path("agir/rencontres/<slug:slug>/suivre/", views.follow, name="follow"),
    path(
        "agir/rencontres/<slug:slug>/suivre/export.csv", views.follow_export, name="follow_export"
    ),
    path("agir/rencontres/<slug:slug>/suivre/<int:pk>/", views.follow_edit, name="follow_edit"),
    path("pistes/", views.roadmap_page, name="roadmap"),
    path("pistes/export.csv", views.roadmap_export, name="roadmap_export"),
    path("pistes/<int:pk>/", views.lead, name="lead"),
]
