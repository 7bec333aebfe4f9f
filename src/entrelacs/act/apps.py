from django.apps import AppConfig


class ActConfig(AppConfig):
    name = "entrelacs.act"
    label = "act"
