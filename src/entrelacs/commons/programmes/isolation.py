"""Programmes are isolated twice: reads are scoped, and no row may point into another programme.

django-scopes refuses a query made outside a scope, but lets a foreign row be created, saved or linked;
the guard below refuses those (docs/decisions/0002-isolation.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed
from django_scopes import ScopedManager, get_scope

from entrelacs.errors import EntrelacsError


class ForeignRow(EntrelacsError):
    """A row of one programme would have pointed to, or been written from, another."""

    code = "foreign-row"


class GuardedQuerySet(models.QuerySet[Any]):
    """Writes that do not pass through `save()` are guarded here."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        refuse_foreign_rows(rows)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        refuse_foreign_rows(rows)
        return super().bulk_update(rows, *args, **kwargs)

    def update(self, **values: Any) -> int:
        programme = get_scope().get("programme")
        if programme is not None:
            refuse_foreign_values(self.model, programme.pk, values)
        return super().update(**values)


class ProgrammeModel(models.Model):
    """Whatever belongs to a programme; `objects` answers within the active scope only."""

    programme = models.ForeignKey("commons.Programme", models.CASCADE, related_name="+")

    objects = ScopedManager(
        programme="programme", _manager_class=models.Manager.from_queryset(GuardedQuerySet)
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_foreign_rows([self])
        super().save(*args, **kwargs)


def refuse_foreign_rows(rows: Sequence[ProgrammeModel]) -> None:
    """Raise `ForeignRow` if a row leaves the active scope or points into another programme."""
    programme = get_scope().get("programme")
    for row in rows:
        if programme is not None and row.programme_id != programme.pk:
            raise ForeignRow(model=row._meta.label, field="programme")
    for relation in _guarded_relations(type(rows[0])) if rows else ():
        _refuse_foreign_targets(rows, relation)


def refuse_foreign_values(
    model: type[models.Model], programme_id: Any, values: dict[str, Any]
) -> None:
    """Raise `ForeignRow` if an update would point, by object or by key, into another programme."""
    for name, value in values.items():
        field = model._meta.get_field(name)
        # An expression only copies what the rows hold already.
        if not isinstance(field, models.ForeignKey) or hasattr(value, "resolve_expression"):
            continue
        key = value.pk if isinstance(value, models.Model) else value
        if key is None:
            continue
        if field.name == "programme":
            is_ours = key == programme_id
        elif issubclass(field.related_model, ProgrammeModel):
            is_ours = field.related_model._base_manager.filter(
                pk=key, programme_id=programme_id
            ).exists()
        else:
            continue
        if not is_ours:
            raise ForeignRow(model=model._meta.label, field=field.name)


def _guarded_relations(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, ProgrammeModel)
    ]


def _refuse_foreign_targets(
    rows: Sequence[ProgrammeModel], relation: models.ForeignKey[Any, Any]
) -> None:
    unknown: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        target_id = getattr(row, relation.attname)
        if target_id is None:
            continue
        if relation.is_cached(row):
            if getattr(row, relation.name).programme_id != row.programme_id:
                raise ForeignRow(model=row._meta.label, field=relation.name)
        else:
            unknown[row.programme_id].add(target_id)
    for programme_id, targets in unknown.items():
        found = relation.related_model._base_manager.filter(
            pk__in=targets, programme_id=programme_id
        ).count()
        if found != len(targets):
            raise ForeignRow(model=rows[0]._meta.label, field=relation.name)


def guard_many_to_many() -> None:
    """Watch every many-to-many link; called once the apps are ready."""
    m2m_changed.connect(_refuse_foreign_links, dispatch_uid="entrelacs.isolation")


def _refuse_foreign_links(
    *, instance: Any, action: str, model: type[models.Model], pk_set: set[int] | None, **_: Any
) -> None:
    if action != "pre_add" or not pk_set or not isinstance(instance, ProgrammeModel):
        return
    if not issubclass(model, ProgrammeModel):
        return
    inside = model._base_manager.filter(pk__in=pk_set, programme_id=instance.programme_id).count()
    if inside != len(pk_set):
        raise ForeignRow(model=instance._meta.label, field=model._meta.model_name)
