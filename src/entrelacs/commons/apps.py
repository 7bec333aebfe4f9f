from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "entrelacs.commons"
    label = "commons"

    def ready(self) -> None:
        from entrelacs.commons.background import upkeep as tasks  # noqa: PLC0415 -- app ready
        from entrelacs.commons.background.ticks import TICKS  # noqa: PLC0415 -- app ready
        from entrelacs.commons.mail import upkeep as mails  # noqa: PLC0415 -- app ready
        from entrelacs.commons.programmes.isolation import guard_many_to_many  # noqa: PLC0415 -- app ready

        guard_many_to_many()
        TICKS.extend((*tasks.TICKS, *mails.TICKS))
