from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "entrelacs.web"
    label = "web"
