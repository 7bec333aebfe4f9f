from django.urls import include, path

app_name = "observe"
urlpatterns = [path("", include("entrelacs.observe.overview.urls"))]
