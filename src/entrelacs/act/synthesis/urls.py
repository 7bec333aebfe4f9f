from django.urls import path

from entrelacs.act.synthesis import views

BASE = "agir/rencontres/<slug:slug>/synthese/"

urlpatterns = [
    path(BASE, views.synthesize, name="synthesize"),
    path(f"{BASE}ebauche/", views.draft, name="synthesize_draft"),
    path(f"{BASE}relire/", views.review, name="synthesize_review"),
    path(f"{BASE}pistes/nouvelle/", views.lead_new, name="synthesize_lead_new"),
    path(f"{BASE}pistes/<int:pk>/", views.lead, name="synthesize_lead"),
    path(f"{BASE}pistes/<int:pk>/changer/", views.lead_change, name="synthesize_lead_change"),
    path(f"{BASE}lignes/", views.lines, name="synthesize_lines"),
    path(f"{BASE}lignes/<int:pk>/changer/", views.line_change, name="synthesize_line_change"),
    path(f"{BASE}typologie/", views.typology, name="synthesize_typology"),
    path(f"{BASE}typologie/<int:pk>/", views.theme, name="synthesize_theme"),
]
