from django.urls import include, path

app_name = "share"
urlpatterns = [path("", include("entrelacs.share.reports.urls"))]
