from django.urls import path

from entrelacs.act.tables import views

STEP = "agir/rencontres/<slug:slug>/composer/"

urlpatterns = [
    path(STEP, views.compose, name="compose"),
    path(f"{STEP}tirage/", views.compose_draw, name="compose_draw"),
    path(f"{STEP}tables/", views.compose_tables, name="compose_tables"),
    path(f"{STEP}deplacer/", views.compose_move, name="compose_move"),
    path(f"{STEP}echanger/", views.compose_swap, name="compose_swap"),
    path(f"{STEP}verrouiller/", views.compose_lock, name="compose_lock"),
    path(f"{STEP}revenir/", views.compose_restore, name="compose_restore"),
    path(f"{STEP}essai/", views.compose_trial, name="compose_trial"),
    path(f"{STEP}imprimer/", views.compose_print, name="compose_print"),
    path(f"{STEP}tables.csv", views.compose_export, name="compose_export"),
]
