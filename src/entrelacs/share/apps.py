from django.apps import AppConfig


class ShareConfig(AppConfig):
    name = "entrelacs.share"
    label = "share"
