from django.apps import AppConfig


class ActConfig(AppConfig):
    name = "entrelacs.act"
    label = "act"

    def ready(self) -> None:
        from entrelacs.act.admission.actions import expire_offers  # noqa: PLC0415 -- app ready
        from entrelacs.act.guest_lists.drafts import forget_old_drafts  # noqa: PLC0415 -- app ready
        from entrelacs.act.mailings.reminding import queue_due_reminders  # noqa: PLC0415 -- app ready
        from entrelacs.commons.background.ticks import TICKS  # noqa: PLC0415 -- app ready

        # Seats first: whoever loses one is not asked whether they still come.
        TICKS.extend((expire_offers, queue_due_reminders, forget_old_drafts))
