"""Rows of every model, out of one database and into another, without the rules of `save()`."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models, transaction
from django.db.models.sql import InsertQuery

BATCH = 500
# Whoever was logged in must log in again: a restored number may be another person's. Workers say
# themselves that they live.
LEFT_OUT = frozenset({"commons.workerbeat", "sessions.session"})
# What `entrelacs migrate` writes by itself into an empty database.
LAID_BY_MIGRATE = frozenset(
    {
        "auth.permission",
        "commons.formercode",
        "commons.territory",
        "commons.territoryedition",
        "contenttypes.contenttype",
    }
)


class ExactEncoder(DjangoJSONEncoder):
    """Django's own encoder drops microseconds; a restored row must equal the saved one."""

    def default(self, value: Any) -> Any:
        return (
            value.isoformat()
            if isinstance(value, datetime | date | time)
            else super().default(value)
        )


@dataclass(frozen=True)
class Fingerprint:
    """How many rows, and a sum of their digests that does not depend on their order."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> "Fingerprint":
        digest = int.from_bytes(hashlib.sha256(line).digest(), "big")
        return Fingerprint(self.rows + 1, (self.total + digest) % 2**256)

    @property
    def text(self) -> str:
        return f"{self.total:064x}"


def saved_models() -> list[type[models.Model]]:
    """Every table of the site, those of many-to-many links included."""
    found = apps.get_models(include_auto_created=True)
    kept = [model for model in found if model._meta.managed and not model._meta.proxy]
    return sorted(
        (model for model in kept if model._meta.label_lower not in LEFT_OUT),
        key=lambda model: model._meta.label_lower,
    )


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """Read everything as it was at one moment, while others go on writing."""
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not atomic(): that would take the writers' turn for as long as the backup lasts.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def lines_of(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """One line of JSON per row, keys in order."""
    names = [field.name for field in model._meta.local_concrete_fields]
    # A bare queryset: managers hide rows of other programmes.
    rows = models.QuerySet(model, using=alias).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        for row in serializers.serialize("python", batch, fields=names):
            text = json.dumps(row, cls=ExactEncoder, sort_keys=True, ensure_ascii=False)
            yield text.encode() + b"\n"


def fingerprint_of(lines: Iterable[bytes]) -> Fingerprint:
    """Sum lines up."""
    fingerprint = Fingerprint()
    for line in lines:
        fingerprint = fingerprint.add(line)
    return fingerprint


def insert_rows(model: type[models.Model], source: Path, alias: str) -> None:
    """Insert the rows of a file as they are: no `save()`, no signal, no date of today."""
    connection = connections[alias]
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    with source.open("rb") as lines:
        found = (json.loads(line) for line in lines)
        rows = (item.object for item in serializers.deserialize("python", found, using=alias))
        size = min(BATCH, connection.ops.bulk_batch_size(fields, [None] * BATCH))
        while batch := list(islice(rows, size)):
            query = InsertQuery(model)
            query.insert_values(fields, batch, raw=True)
            query.get_compiler(using=alias).execute_sql()


def tables_with_rows(alias: str) -> list[str]:
    """Name the tables that hold something `migrate` did not write."""
    return [
        model._meta.label
        for model in saved_models()
        if model._meta.label_lower not in LAID_BY_MIGRATE
        and models.QuerySet(model, using=alias).exists()
    ]


def empty_tables(alias: str) -> None:
    """Empty every table, sessions included, inside the transaction that fills them again."""
    operations = connections[alias].ops
    tables = [model._meta.db_table for model in saved_models()]
    tables += [apps.get_model(label)._meta.db_table for label in sorted(LEFT_OUT)]
    statements = operations.sql_flush(no_style(), tables, reset_sequences=True)
    operations.execute_sql_flush(statements)


def close_load(alias: str) -> None:
    """Check every reference, then let automatic numbers start after the highest one."""
    connection = connections[alias]
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), saved_models()):
            cursor.execute(statement)
