from django.urls import path

from entrelacs.act.preflight import views

STEP = "agir/rencontres/<slug:slug>/pre-vol/"

urlpatterns = [
    path(STEP, views.run_preflight, name="run_preflight"),
    path(f"{STEP}message/", views.run_preflight_mail, name="run_preflight_mail"),
    path(f"{STEP}codes/", views.run_preflight_codes, name="run_preflight_codes"),
    path(f"{STEP}horloge/", views.run_preflight_clock, name="run_preflight_clock"),
    path(f"{STEP}repetition/", views.run_rehearsal, name="run_rehearsal"),
    path(f"{STEP}repetition/effacer/", views.run_rehearsal_erase, name="run_rehearsal_erase"),
    path("pre-vol/horloge/", views.preflight_time, name="preflight_time"),
    path("pre-vol/<str:probe>/", views.preflight_probe, name="preflight_probe"),
    path("pre-vol/<str:probe>/marche/", views.preflight_reached, name="preflight_reached"),
]
