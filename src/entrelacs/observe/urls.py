from django.urls import path

from entrelacs.observe import views

app_name = "observe"
urlpatterns = [path("", views.home, name="home")]
