from django.urls import path

from entrelacs.commons.consent import views

urlpatterns = [path("", views.consents, name="consents")]
