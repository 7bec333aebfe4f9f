from django.urls import path

from entrelacs.commons.programmes import views

urlpatterns = [path("", views.programme_switch, name="programme_switch")]
