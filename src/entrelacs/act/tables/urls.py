from django.urls import path

from entrelacs.act.tables.views import asking, board, changes, pages, repair, search

STEP = "agir/rencontres/<slug:slug>/composer/"

urlpatterns = [
    path(STEP, board.compose, name="compose"),
    path(f"{STEP}tirage/", board.compose_draw, name="compose_draw"),
    path(f"{STEP}tables/", board.compose_tables, name="compose_tables"),
    path(f"{STEP}essai/", board.compose_trial, name="compose_trial"),
    path(f"{STEP}deplacer/", changes.compose_move, name="compose_move"),
    path(f"{STEP}echanger/", changes.compose_swap, name="compose_swap"),
    path(f"{STEP}verrouiller/", changes.compose_lock, name="compose_lock"),
    path(f"{STEP}placer/", changes.compose_place, name="compose_place"),
    path(f"{STEP}annuler/", changes.compose_undo, name="compose_undo"),
    path(f"{STEP}revenir/", changes.compose_restore, name="compose_restore"),
    path(f"{STEP}reglages/", asking.compose_settings, name="compose_settings"),
    path(f"{STEP}tours/", asking.compose_played, name="compose_played"),
    path(f"{STEP}souhaits/", asking.compose_wish, name="compose_wish"),
    path(f"{STEP}souhaits/retirer/", asking.compose_wish_remove, name="compose_wish_remove"),
    path(f"{STEP}roles/", asking.compose_host, name="compose_host"),
    path(f"{STEP}tables/proprietes/", asking.compose_offers, name="compose_offers"),
    path(f"{STEP}personnes/", asking.compose_guest, name="compose_guest"),
    path(f"{STEP}fermer/", asking.compose_close, name="compose_close"),
    path(f"{STEP}reparer/", repair.compose_repair, name="compose_repair"),
    path(f"{STEP}recherche/", search.compose_search, name="compose_search"),
    path(f"{STEP}recherche/avancement/", search.compose_progress, name="compose_progress"),
    path(f"{STEP}recherche/arreter/", search.compose_stop, name="compose_stop"),
    path(f"{STEP}imprimer/", pages.compose_print, name="compose_print"),
    path(f"{STEP}deplacements/", pages.compose_moves, name="compose_moves"),
    path(f"{STEP}tables.csv", pages.compose_export, name="compose_export"),
]
