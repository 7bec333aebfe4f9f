from django.urls import path

from entrelacs.commons.territories import views

urlpatterns = [path("", views.territory_list, name="territories")]
