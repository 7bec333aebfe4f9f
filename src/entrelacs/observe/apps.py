from django.apps import AppConfig


class ObserveConfig(AppConfig):
    name = "entrelacs.observe"
    label = "observe"
