from collections.abc import Iterable

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.actions import record
from entrelacs.commons.programmes.models import Programme
from entrelacs.errors import EntrelacsError


class AlreadyUndone(EntrelacsError):
    code = "import-already-undone"


@transaction.atomic
def open_batch(
    *,
    actor: models.Model | None,
    programme: Programme,
    kind: str,
    filename: str = "",
    digest: str = "",
    warnings: Iterable[dict[str, object]] = (),
) -> ImportBatch:
    """Begin an import; what it creates is then noted with `note_created`."""
    batch = ImportBatch.objects.create(
        programme=programme,
        kind=kind,
        filename=filename[:200],
        digest=digest,
        actor=actor,
        warnings=list(warnings),
    )
    record(actor=actor, event=f"import.{kind}", subject=batch)
    return batch


def note_created(*, batch: ImportBatch, rows: Iterable[models.Model]) -> None:
    """Remember rows created by this batch, so that undoing takes just those back."""
    for row in rows:
        batch.created.setdefault(row._meta.label_lower, []).append(row.pk)
    batch.save(update_fields=["created"])


@transaction.atomic
def undo_batch(*, actor: models.Model | None, batch: ImportBatch) -> dict[str, int]:
    """Take back what an import created; what has been used since is kept, and counted."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.is_undone:
        raise AlreadyUndone(batch=batch.pk)
    kept = 0
    removed = 0
    # Last created first: a contribution goes before its table, a seat before its person.
    for label, keys in reversed(batch.created.items()):
        for row in apps.get_model(label).objects.filter(pk__in=keys):
            if _is_used_since(row, batch):
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


def _is_used_since(row: models.Model, batch: ImportBatch) -> bool:
    """Whether rows this batch did not create would vanish with this one."""
    for relation in row._meta.get_fields(include_hidden=True):
        if (
            not isinstance(relation, models.ManyToOneRel)
            or relation.on_delete is not models.CASCADE
        ):
            continue
        model = relation.related_model
        if model._meta.auto_created:
            continue
        ours = batch.created.get(model._meta.label_lower, [])
        others = model._base_manager.filter(**{relation.field.name: row}).exclude(pk__in=ours)
        if others.exists():
            return True
    return False
