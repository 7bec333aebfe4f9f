from django.urls import path

from entrelacs.observe.overview import views

urlpatterns = [
    path("", views.home, name="home"),
    path("export.csv", views.export, name="export"),
]
