from django.urls import path

from entrelacs.act.synthesis.views import board, lead, lines, typology

BASE = "agir/rencontres/<slug:slug>/synthese/"

urlpatterns = [
    path(BASE, board.synthesize, name="synthesize"),
    path(f"{BASE}ebauche/", board.draft, name="synthesize_draft"),
    path(f"{BASE}relire/", board.review, name="synthesize_review"),
    path(f"{BASE}pistes/nouvelle/", lead.lead_new, name="synthesize_lead_new"),
    path(f"{BASE}pistes/<int:pk>/", lead.lead, name="synthesize_lead"),
    path(f"{BASE}pistes/<int:pk>/changer/", lead.lead_change, name="synthesize_lead_change"),
    path(f"{BASE}lignes/", lines.lines, name="synthesize_lines"),
    path(f"{BASE}lignes/<int:pk>/changer/", lines.line_change, name="synthesize_line_change"),
    path(f"{BASE}typologie/", typology.typology, name="synthesize_typology"),
    path(f"{BASE}typologie/<int:pk>/", typology.theme, name="synthesize_theme"),
]
