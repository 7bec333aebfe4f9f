from django.urls import path

from entrelacs.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
]
