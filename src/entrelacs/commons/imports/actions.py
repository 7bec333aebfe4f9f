from collections.abc import Iterable
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.actions import record
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.programmes.models import Programme
from entrelacs.errors import EntrelacsError

# A registration whose person vanished would no longer say who sat there.
LOSING = (models.CASCADE, models.SET_NULL)
# What only says who someone, or a structure, is: it goes and stays with them.
PARTS = {("commons.affiliation", "person"), ("commons.organizationname", "organization")}


class AlreadyUndone(EntrelacsError):
    code = "import-already-undone"


class ImportIsSettled(EntrelacsError):
    """What it brought is part of something that no longer changes, a closed meeting for instance."""

    code = "import-settled"


@transaction.atomic
def open_batch(
    *,
    actor: models.Model | None,
    programme: Programme,
    kind: str,
    filename: str = "",
) -> ImportBatch:
    """Begin an import; what it creates is then noted with `note_created`."""
    batch = ImportBatch.objects.create(
        programme=programme,
        kind=kind,
        filename=filename[:200],
        actor=actor,
    )
    record(actor=actor, event=f"import.{kind}", subject=batch)
    return batch


def note_created(*, batch: ImportBatch, rows: Iterable[models.Model]) -> None:
    """Remember rows created by this batch, so that undoing takes just those back."""
    for row in rows:
        batch.created.setdefault(row._meta.label_lower, []).append(row.pk)
    # What happens to these rows from now on counts as use.
    batch.applied_at = timezone.now()
    batch.save(update_fields=["created", "applied_at"])


@transaction.atomic
def undo_batch(*, actor: models.Model | None, batch: ImportBatch) -> dict[str, int]:
    """Take back what an import created; what has been used since is kept, and counted.

    A model may say with `settled_when` which of its rows no longer change: none of them goes.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.is_undone:
        raise AlreadyUndone(batch=batch.pk)
    for label, keys in batch.created.items():
        _refuse_settled(apps.get_model(label), keys)
    kept = 0
    removed = 0
    waiting = dict(batch.created)
    for label in _dependents_first(batch.created):
        keys = waiting.pop(label)
        changed = _changed_since(batch, label, keys)
        for row in apps.get_model(label).objects.filter(pk__in=keys).order_by("-pk"):
            if row.pk in changed or _is_used(row, waiting):
                kept += 1
                continue
            try:
                with transaction.atomic():
                    row.delete()
                removed += 1
            except (ProtectedError, RestrictedError):
                kept += 1
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    record(actor=actor, event="import.undone", subject=batch, removed=removed, kept=kept)
    return {"removed": removed, "kept": kept}


def _refuse_settled(model: type[models.Model], keys: list[int]) -> None:
    settled_when = getattr(model, "settled_when", None)
    if settled_when is not None and model.objects.filter(settled_when, pk__in=keys).exists():
        raise ImportIsSettled


def _dependents_first(labels: Iterable[str]) -> list[str]:
    """What points to others goes before them: a contribution before its table.

    The order of creation would not do: PostgreSQL gives the keys of a JSON object back in its own.
    """
    known = set(labels)
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(sorted(known), ()))
    for label in sorted(known):
        for target in sorted(known & _pointed_by(label) - {label}):
            order.add(target, label)
    return list(order.static_order())


def _pointed_by(label: str) -> set[str]:
    """What rows of a model point to, by themselves or by their parts."""
    parts = {part for part, name in PARTS if _target(apps.get_model(part), name) == label}
    return {
        _target(apps.get_model(each), field.name)
        for each in {label} | parts
        for field in apps.get_model(each)._meta.concrete_fields
        if field.is_relation
    }


def _target(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).related_model._meta.label_lower)


def _changed_since(batch: ImportBatch, label: str, keys: list[int]) -> set[int]:
    """Rows someone changed after the import: their work is kept."""
    entries = JournalEntry.objects.filter(
        subject_type=label, subject_id__in=[str(key) for key in keys], at__gt=batch.applied_at
    )
    return {int(key) for key in entries.order_by("pk").values_list("subject_id", flat=True)}


def _is_used(row: models.Model, waiting: dict[str, list[int]]) -> bool:
    """Whether rows that stay would vanish with this one, or lose it; `waiting` are to go too."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete not in LOSING:
            continue
        model = relation.related_model
        if model._meta.auto_created or (model._meta.label_lower, relation.field.name) in PARTS:
            continue
        others = model._base_manager.filter(**{relation.field.name: row})
        if others.exclude(pk__in=waiting.get(model._meta.label_lower, [])).exists():
            return True
    return False
