from django.urls import path

from entrelacs.act.kit import views

STEP = "agir/rencontres/<slug:slug>/kit/"

urlpatterns = [
    path(STEP, views.run_kit, name="run_kit"),
    path(f"{STEP}telecharger/", views.run_kit_download, name="run_kit_download"),
]
