from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "entrelacs.commons"
    label = "commons"

    def ready(self) -> None:
        from entrelacs.commons.programmes.isolation import guard_many_to_many  # noqa: PLC0415 -- app ready

        guard_many_to_many()
