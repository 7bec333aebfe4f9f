"""Mails as tasks: one task tries one mail once, and may be run again without harm."""

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task, task_backends
from django_tasks_db.models import DBTaskResult

from entrelacs.commons.background.queries import live_tasks
from entrelacs.commons.mail.delivery import deliver


@task()
def deliver_mail(mail_id: int) -> None:
    """Try one mail."""
    deliver(mail_id)


def hand_out(mail_ids: Iterable[int]) -> None:
    """Give each mail a task: in this same transaction when tasks are rows, else once it is committed."""
    ids = list(mail_ids)
    if not task_backends[deliver_mail.backend].supports_get_result:
        # Done at once, here: not before the row is there for good. A fault is logged, and mended by the tick.
        transaction.on_commit(lambda: _enqueue(ids), robust=True)
        return
    with transaction.atomic():
        # One commit for all.
        _enqueue(ids)


def _enqueue(mail_ids: list[int]) -> None:
    for mail_id in mail_ids:
        deliver_mail.enqueue(mail_id)


def mails_with_a_task() -> set[int]:
    """Mails that a task waits to try, or is trying."""
    tasks: Iterable[DBTaskResult] = live_tasks(deliver_mail)
    return {each.args_kwargs["args"][0] for each in tasks}
