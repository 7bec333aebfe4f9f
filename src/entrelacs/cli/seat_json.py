"""A plan for programs: numbers of tables by person, costs, bounds and reasons."""

from collections.abc import Sequence
from typing import Any

from entrelacs.cli.seat_bounds import say_reasons
from entrelacs.cli.seat_source import Source
from entrelacs.engines.seating import Bounds, RoundTables, Seating, SeatingRequest

NO_TABLE = -1


def plan_as_json(
    source: Source, request: SeatingRequest, seating: Seating, warnings: Sequence[str]
) -> dict[str, Any]:
    """Return the plan; tables are numbered from 0, -1 for someone who is not there.

    `offers` are the needs that each table answers.
    """
    return {
        "engine": seating.engine,
        "seed": seating.seed,
        "moves": seating.moves,
        "moves_made": seating.moves_made,
        "stopped": seating.stopped,
        "optimal": seating.is_optimal,
        "cost": seating.cost.as_dict(),
        "bounds": _bounds(seating.bounds),
        "rounds": [tables_of(source, tables) for tables in seating.by_round()],
        "tables": list(seating.table_keys),
        "offers": [list(table.offers) for table in request.tables],
        "people": [guest.key for guest in source.guests],
        "warnings": list(warnings),
    }


def tables_of(source: Source, tables: RoundTables) -> list[int]:
    """Return the table number of each person of a file in one round."""
    number = {key: place for place, keys in enumerate(tables.values()) for key in keys}
    return [number.get(guest.key, NO_TABLE) for guest in source.guests]


def _bounds(bounds: Bounds) -> dict[str, Any]:
    return bounds.least.as_dict() | {
        "reasons": [
            {
                "code": reason.code,
                "kind": reason.kind,
                "least": reason.least,
                "price": reason.price,
                "label": reason.label,
                "people": reason.people,
                "tables": reason.tables,
                "guests": list(reason.guests),
            }
            for reason in bounds.reasons
        ],
        "sentences": say_reasons(bounds),
    }
