from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from entrelacs.commons.drafts import forget_every_draft
from entrelacs.commons.journal.actions import record
from entrelacs.commons.privacy.declaration import Erasure

BLANKED = ("given_name", "family_name", "email", "phone", "function", "name_key")


@transaction.atomic
def erase_person(*, actor: models.Model | None, person: models.Model) -> dict[str, int]:
    """Erase someone: each model does what it declares, and the row that stays has no name.

    Returns how many rows were deleted and unlinked.
    """
    counts = {"deleted": 0, "unlinked": 0}
    for model in apps.get_models():
        declared = getattr(model, "personal_data", None)
        if declared is None:
            continue
        if declared.may_name_anyone:
            _empty_what_may_name(model, declared.may_name_anyone, person)
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not type(person):
                continue
            rows = model._base_manager.filter(**{field.name: person})
            if declared.erasure is Erasure.DELETE:
                counts["deleted"] += rows.delete()[0]
            elif declared.erasure is Erasure.UNLINK and field.null:
                texts = dict.fromkeys(declared.emptied, "")
                counts["unlinked"] += rows.update(**{field.name: None}, **texts)
    record(actor=actor if actor != person else None, event="person.erased", subject=person)
    _blank(person)
    forget_every_draft()
    return counts


def _empty_what_may_name(
    model: type[models.Model], names: tuple[str, ...], person: models.Model
) -> None:
    defaults = {name: model._meta.get_field(name).get_default() for name in names}
    model._base_manager.filter(programme_id=person.programme_id).update(**defaults)


def _blank(person: models.Model) -> None:
    account = person.account
    others = type(person)._base_manager.filter(account=account).exclude(pk=person.pk)
    for name in BLANKED:
        setattr(person, name, "")
    person.account = None
    person.territory = None
    person.erased_at = timezone.now()
    person.save()
    person.worlds.clear()
    if account is not None and not others.exists():
        _close_sessions(account)
        account.delete()


def _close_sessions(account: models.Model) -> None:
    """A session tells the address someone signed in with, and would outlive them by days."""
    for session in Session.objects.order_by("pk").iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()
