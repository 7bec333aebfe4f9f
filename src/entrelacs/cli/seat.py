"""`entrelacs seat`: mixed tables from a list of people, without a server."""

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from entrelacs.cli.guest_list import MOST_ROUNDS
from entrelacs.cli.guest_list_rows import GuestListError
from entrelacs.cli.seat_bounds import say_poles
from entrelacs.cli.seat_case import read_case
from entrelacs.cli.seat_conflict import settle
from entrelacs.cli.seat_history import read_history
from entrelacs.cli.seat_json import plan_as_json
from entrelacs.cli.seat_plan import show_plan
from entrelacs.cli.seat_repair import USUAL_MOVES, Repairing, repair
from entrelacs.cli.seat_repair_options import repair_as_json, show_repair
from entrelacs.cli.seat_repair_plan import NoSuchRound, find_absent, read_plan
from entrelacs.cli.seat_request import Wanted, make_request
from entrelacs.cli.seat_sentences import say_error
from entrelacs.cli.seat_source import Source, read_people
from entrelacs.cli.words import _
from entrelacs.engines.seating import (
    Kernel,
    Progress,
    SeatingError,
    compose_tables,
    measure_seating,
    moves_for,
)

BAD_INPUT = 2


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "seat",
        help=_("Compose mixed tables from a list of people."),
        description=_(
            "FILE is a CSV or a spreadsheet, one person a line: name, structure, world, territory, "
            "needs, rounds attended, with, without, table kept; or a case in JSON."
        ),
    )
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument(
        "--rounds", type=_count(MOST_ROUNDS), metavar="R", help=_("rounds to compose")
    )
    parser.add_argument("--tables", type=_count(9999), metavar="N", help=_("number of tables"))
    parser.add_argument("--sizes", type=_sizes, metavar="6-10", help=_("people at a table"))
    parser.add_argument(
        "--history", type=Path, metavar=_("FILE"), help=_("earlier tables, or pairs who met")
    )
    parser.add_argument(
        "--distinct-structures",
        action="store_true",
        help=_("structures of nearly the same name are not the same"),
    )
    parser.add_argument("--seconds", type=_seconds, metavar="S", help=_("time to search"))
    parser.add_argument(
        "--moves",
        type=_whole,
        metavar="N",
        help=_("changes of seats to try; with --repair, most people displaced"),
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help=_("another number, another draw")
    )
    parser.add_argument("--plain", action="store_true", help=_("search without compiled code"))
    parser.add_argument(
        "--repair", type=Path, metavar="PLAN.json", help=_("put right a plan printed by --json")
    )
    parser.add_argument(
        "--absent", default="", metavar="3,17", help=_("who is absent, by number from 0 or by name")
    )
    parser.add_argument(
        "--round", type=_count(MOST_ROUNDS), metavar="R", help=_("round to put right")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run, parser=parser)


def _count(most: int) -> Any:
    def read(written: str) -> int:
        if not re.fullmatch(r"\d{1,6}", written) or not 1 <= int(written) <= most:
            raise argparse.ArgumentTypeError(
                _("write a number from 1 to %(most)d") % {"most": most}
            )
        return int(written)

    return read


def _whole(written: str) -> int:
    if not re.fullmatch(r"\d{1,12}", written):
        raise argparse.ArgumentTypeError(_("write a whole number"))
    return int(written)


def _seconds(written: str) -> float:
    if not re.fullmatch(r"\d{1,5}([.,]\d+)?", written) or not float(written.replace(",", ".")):
        raise argparse.ArgumentTypeError(_("write a number of seconds, as in 10 or 0.5"))
    return float(written.replace(",", "."))


def _sizes(written: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,4})-(\d{1,4})", written)
    if not found:
        raise argparse.ArgumentTypeError(_("write two numbers, as in 6-10"))
    return int(found[1]), int(found[2])


def run(args: argparse.Namespace) -> int:
    """Print the plan; return 2 when the list or the request cannot be used."""
    _refuse_idle_options(args)
    try:
        source = _read(args.file)
        warnings, met = list(source.warnings), source.met
        if args.history is not None:
            met, unknown = read_history(args.history, source)
            warnings += unknown
        wanted = Wanted(args.rounds, args.tables, args.sizes, args.distinct_structures)
        work = _repair if args.repair is not None else _compose
        text, told = work(args, source, wanted, met, warnings)
    except (GuestListError, SeatingError) as error:
        print(say_error(error), file=sys.stderr)
        return BAD_INPUT
    print(text)
    for warning in told:
        print(warning, file=sys.stderr)
    return 0


def _refuse_idle_options(args: argparse.Namespace) -> None:
    """Refuse an option that would change nothing: nobody is to believe that it did."""
    if args.repair is None:
        for name in ("absent", "round"):
            if getattr(args, name):
                args.parser.error(_("%(option)s goes with --repair") % {"option": f"--{name}"})
        if args.moves is not None and args.seconds is not None:
            args.parser.error(_("give --seconds or --moves, not both"))
        return
    for name in ("rounds", "tables", "seconds", "plain"):
        if getattr(args, name):
            option = {"option": f"--{name}"}
            args.parser.error(_("%(option)s does not go with --repair") % option)


def _read(path: Path) -> Source:
    return read_case(path) if path.suffix.lower() == ".json" else read_people(path)


def _compose(
    args: argparse.Namespace,
    source: Source,
    wanted: Wanted,
    met: Mapping[tuple[str, str], int],
    warnings: list[str],
) -> tuple[str, list[str]]:
    request, told = make_request(source, wanted, met)
    request, settled = settle(request)
    warnings = [*warnings, *told, *settled]
    kernel: Kernel = "plain" if args.plain else "auto"
    moves, watch = args.moves, None
    if args.seconds is not None:
        moves = moves_for(args.seconds, request, kernel)
        watch = _Clock(args.seconds)
    seating = compose_tables(request, seed=args.seed, moves=moves, kernel=kernel, watch=watch)
    warnings += say_poles(seating.bounds.reasons)
    if seating.stopped:
        warnings.append(
            _(
                "Stopped by the clock after %(made)d tries of %(planned)d: another run may give "
                "another plan. Give --moves instead of --seconds for the same plan every time."
            )
            % {"made": seating.moves_made, "planned": seating.moves}
        )
    if args.json:
        return json.dumps(
            plan_as_json(source, request, seating, warnings), ensure_ascii=False
        ), warnings
    measure = measure_seating(request, seating.by_round())
    return show_plan(source, request, seating, measure), warnings


def _repair(
    args: argparse.Namespace,
    source: Source,
    wanted: Wanted,
    met: Mapping[tuple[str, str], int],
    warnings: list[str],
) -> tuple[str, list[str]]:
    plan = read_plan(args.repair, source)
    number = args.round or 1
    if number > len(plan.rounds):
        raise NoSuchRound(path=str(args.repair), rounds=len(plan.rounds), round=number)
    repairing = Repairing(
        plan=plan,
        absent=tuple(find_absent(args.absent, source)),
        round_=number - 1,
        most=USUAL_MOVES if args.moves is None else args.moves,
        seed=args.seed,
    )
    options, told = repair(source, wanted, met, repairing)
    warnings = [*warnings, *told]
    if args.json:
        return repair_as_json(source, options, repairing, warnings), warnings
    return show_repair(options, repairing), warnings


class _Clock:
    """Lets a search go on until its seconds are over: what stops a slow machine."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def __call__(self, _progress: Progress) -> bool:
        return time.monotonic() < self._end
