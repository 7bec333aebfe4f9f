"""`entrelacs seat`: mixed tables from a spreadsheet of people, without a server."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from gettext import ngettext
from pathlib import Path
from typing import Any

from entrelacs.cli.guest_list import GuestList, GuestListError, read_guest_list
from entrelacs.cli.words import _
from entrelacs.engines.seating import (
    Guest,
    Measure,
    Seating,
    SeatingError,
    TableMeasure,
    TableSpec,
    compose_tables,
    measure_seating,
    plan_tables,
)
from entrelacs.engines.seating.sizes import PREFERRED
from entrelacs.errors import EntrelacsError

BAD_INPUT = 2

# How lists write the two worlds to be bridged; both must be found for the poles to be wanted.
_POLES = (
    re.compile(r"^(ts|travail.* socia.*|social work.*)$", re.IGNORECASE),
    re.compile(r"^(es|entrepren.* socia.*|social enterprise.*|social entrepren.*)$", re.IGNORECASE),
)


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "seat",
        help=_("Compose mixed tables from a list of people."),
        description=_(
            "FILE is a CSV or a spreadsheet, one person a line: name, structure, world, territory."
        ),
    )
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    cut = parser.add_mutually_exclusive_group()
    cut.add_argument("--tables", type=_table_count, metavar="N", help=_("number of tables"))
    cut.add_argument(
        "--sizes", type=_sizes, default=(6, 10), metavar="6-10", help=_("people at a table")
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help=_("another number, another draw")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run)


def _table_count(written: str) -> int:
    if not re.fullmatch(r"0*[1-9]\d{0,3}", written):
        raise argparse.ArgumentTypeError(_("write a number of tables, 1 at least"))
    return int(written)


def _sizes(written: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,4})-(\d{1,4})", written)
    if not found:
        raise argparse.ArgumentTypeError(_("write two numbers, as in 6-10"))
    return int(found[1]), int(found[2])


def run(args: argparse.Namespace) -> int:
    """Print the plan; return 2 when the list or the request cannot be used."""
    try:
        people = read_guest_list(args.file)
        poles = _find_poles(people.guests)
        seating = compose_tables(
            people.guests, tables=_cut_tables(args, len(people.guests)), poles=poles, seed=args.seed
        )
    except (GuestListError, SeatingError) as error:
        print(_sentence(error), file=sys.stderr)
        return BAD_INPUT
    measure = measure_seating(people.guests, tables=seating.by_table(), poles=poles)
    warnings = _warnings(people)
    if args.json:
        print(json.dumps(_as_json(people, seating, measure, warnings), ensure_ascii=False))
        return 0
    print(_plan(people, seating, measure))
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0


def _cut_tables(args: argparse.Namespace, count: int) -> list[TableSpec]:
    if args.tables is None:
        smallest, largest = args.sizes
        preferred = min(max(PREFERRED, smallest), largest)
        sizes = plan_tables(count, smallest, largest, preferred)
        return [TableSpec(str(n), size, smallest) for n, size in enumerate(sizes, start=1)]
    seats = -(-count // args.tables)
    return [TableSpec(str(number), seats) for number in range(1, args.tables + 1)]


def _find_poles(guests: Sequence[Guest]) -> tuple[str, str] | None:
    worlds = sorted({world for guest in guests for world in guest.worlds})
    found = [next(filter(pattern.match, worlds), None) for pattern in _POLES]
    return (found[0], found[1]) if found[0] and found[1] else None


def _plan(people: GuestList, seating: Seating, measure: Measure) -> str:
    guests = {guest.key: guest for guest in people.guests}
    lines = [
        _("%(people)d people, %(tables)d tables of %(sizes)s, draw %(seed)d.")
        % {
            "people": len(guests),
            "tables": len(measure.tables),
            "sizes": ", ".join(str(table.size) for table in measure.tables),
            "seed": seating.seed,
        },
        _sum_up(measure),
    ]
    for table, keys in zip(measure.tables, seating.tables, strict=True):
        lines += ["", _title(table)]
        lines += [f"  - {_introduce(guests[key])}" for key in sorted(keys)]
        lines += [f"  {sentence}" for sentence in _explain(table)]
    return "\n".join(lines)


def _title(table: TableMeasure) -> str:
    people = ngettext("%(count)d person", "%(count)d people", table.size) % {"count": table.size}
    return _("Table %(table)s, %(people)s") % {"table": table.key, "people": people}


def _introduce(guest: Guest) -> str:
    parts = (guest.structure, " / ".join(guest.worlds), guest.territory)
    said = ", ".join(part for part in parts if part)
    return f"{guest.key} ({said})" if said else guest.key


def _sum_up(measure: Measure) -> str:
    if not measure.same_structure:
        return _("Nobody sits with someone of their own structure.")
    count = len(measure.same_structure)
    return ngettext(
        "%(count)d pair of people of one structure could not be parted.",
        "%(count)d pairs of people of one structure could not be parted.",
        count,
    ) % {"count": count}


def _explain(table: TableMeasure) -> list[str]:
    shares = [
        _("%(world)s %(count)d (share of the room: %(least)s)")
        % {
            "world": world.world,
            "count": world.count,
            "least": str(world.least)
            if world.least == world.most
            else _("%(least)d or %(most)d") % {"least": world.least, "most": world.most},
        }
        for world in table.worlds
    ]
    sentences = [_("Mix: %(shares)s.") % {"shares": ", ".join(shares)}] if shares else []
    sentences += [
        _("No “%(world)s” at this table.") % {"world": world} for world in table.missing_poles
    ]
    sentences += [
        _("Same structure: %(first)s and %(second)s.")
        % {"first": pair.first, "second": pair.second}
        for pair in table.same_structure
    ]
    count = len(table.same_territory)
    if count:
        sentences.append(
            ngettext(
                "%(count)d pair of neighbours from one territory.",
                "%(count)d pairs of neighbours from one territory.",
                count,
            )
            % {"count": count}
        )
    return sentences


def _as_json(
    people: GuestList, seating: Seating, measure: Measure, warnings: Sequence[str]
) -> dict[str, Any]:
    guests = {guest.key: guest for guest in people.guests}
    number = {key: n for n, keys in enumerate(seating.tables) for key in keys}
    return {
        "engine": seating.engine,
        "seed": seating.seed,
        "moves": seating.moves,
        "cost": seating.cost.as_dict(),
        "rounds": [[number[guest.key] for guest in people.guests]],
        "tables": [
            {
                "table": table.key,
                "people": [
                    {
                        "name": key,
                        "structure": guests[key].structure,
                        "worlds": list(guests[key].worlds),
                        "territory": guests[key].territory,
                    }
                    for key in keys
                ],
                "worlds": {
                    world.world: {"count": world.count, "least": world.least, "most": world.most}
                    for world in table.worlds
                },
                "same_structure": [[pair.first, pair.second] for pair in table.same_structure],
                "missing_poles": list(table.missing_poles),
            }
            for table, keys in zip(measure.tables, seating.tables, strict=True)
        ],
        "warnings": list(warnings),
    }


def _warnings(people: GuestList) -> list[str]:
    warnings = []
    if "worlds" not in people.columns:
        warnings.append(_("No column tells people's worlds: tables are mixed without them."))
    if "structure" not in people.columns:
        warnings.append(_("No column tells people's structures: colleagues are not parted."))
    warnings += [
        _("Line %(line)d has no name: it was left out.") % {"line": line}
        for line in people.nameless
    ]
    warnings += [
        _("Line %(line)d repeats %(name)s: counted once.") % {"line": line, "name": name}
        for line, name in people.repeated
    ]
    return warnings


def _sentence(error: EntrelacsError) -> str:
    details = dict(error.details)
    if error.code == "guest-list-without-names":
        details = details | {"titles": ", ".join(error.details["titles"])}
    if error.code == "seating-no-sizes-fit":
        fewer, more = error.details["nearest"]
        details = details | {
            "fewer": fewer,
            "more": more,
            "tables": -(-details["found"] // PREFERRED),
        }
    return _sentences()[error.code] % details


def _sentences() -> dict[str, str]:
    return {
        "guest-list-not-readable": _(
            "%(path)s cannot be read: give a CSV or a spreadsheet (XLSX, XLS, ODS)."
        ),
        "guest-list-too-large": _(
            "%(path)s is too large: at most 5,000 people and 20 MB. Cut it in several lists."
        ),
        "guest-list-without-names": _(
            "No column of %(path)s holds names. Its titles: %(titles)s. "
            "Give one of them the title “Nom”."
        ),
        "guest-list-empty": _("%(path)s holds nobody."),
        "seating-too-few-guests": _(
            "%(found)d people are too few: at least %(needed)d are needed. "
            "Ask for fewer or smaller tables."
        ),
        "seating-impossible-table-sizes": _(
            "Tables of %(smallest)d to %(largest)d people cannot be: "
            "write the smaller size first, 2 at least."
        ),
        "seating-no-sizes-fit": _(
            "%(found)d people cannot be cut in tables of %(smallest)d to %(largest)d; "
            "%(fewer)d or %(more)d could. Try “--tables %(tables)d”."
        ),
    }
