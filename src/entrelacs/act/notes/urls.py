from django.urls import path

from entrelacs.act.notes.views import imports, notebook, run

STEP = "agir/rencontres/<slug:slug>/animer/"
NOTEBOOK = "t/<str:code>/"
NOTE = f"{NOTEBOOK}notes/<uuid:key>/"

urlpatterns = [
    path(STEP, run.run, name="run"),
    path(f"{STEP}codes/", run.run_codes, name="run_codes"),
    path(f"{STEP}clore/", run.run_close, name="run_close"),
    path(f"{STEP}moments/nouveau/", run.run_segment_new, name="run_segment_new"),
    path(f"{STEP}moments/<int:pk>/", run.run_segment, name="run_segment"),
    path(f"{STEP}moments/<int:pk>/retirer/", run.run_segment_remove, name="run_segment_remove"),
    path(f"{STEP}questions/<int:pk>/", run.run_prompt, name="run_prompt"),
    path(f"{STEP}tables/<int:number>/roles/", run.run_hosts, name="run_hosts"),
    path(f"{STEP}importer/", imports.run_import, name="run_import"),
    path(f"{STEP}importer/appliquer/", imports.run_import_apply, name="run_import_apply"),
    path(f"{STEP}importer/<int:pk>/annuler/", imports.run_import_undo, name="run_import_undo"),
    path(f"{STEP}tables/<int:number>/", notebook.run_table, name="run_table"),
    path("t/", notebook.notebook_enter, name="notebook_enter"),
    path(NOTEBOOK, notebook.notebook, name="notebook"),
    path(f"{NOTEBOOK}notes/", notebook.notebook_notes, name="notebook_notes"),
    path(NOTE, notebook.notebook_note, name="notebook_note"),
    path(f"{NOTE}retirer/", notebook.notebook_withdraw, name="notebook_withdraw"),
    path(f"{NOTE}remettre/", notebook.notebook_restore, name="notebook_restore"),
    path(f"{NOTE}presenter/", notebook.notebook_star, name="notebook_star"),
]
