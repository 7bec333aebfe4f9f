"""`entrelacs group`: groups as diverse as can be, from a file of distances."""

import argparse
import json
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import inf, isfinite, isnan, nan
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from entrelacs.cli.words import _
from entrelacs.engines.seating.compiled import Kernel
from entrelacs.engines.seating.diverse import Groups, diverse_groups, moves_for
from entrelacs.engines.seating.errors import SeatingError
from entrelacs.errors import EntrelacsError

_N = TypeVar("_N", int, float)

BAD_INPUT = 2
LARGEST_FILE = 200_000_000
MOST_ELEMENTS = 5_000
SECONDS = 10.0
# What the engine does once told to stop fits in the rest.
_HEARD = 0.96


class DistanceFileError(EntrelacsError):
    """Root of what can be wrong with a file of distances; `path` names it."""

    code = "distances"


class FileNotThere(DistanceFileError):
    """There is no such file."""

    code = "distances-not-there"


class FileNotText(DistanceFileError):
    """The file does not open, or holds no text."""

    code = "distances-not-text"


class FileTooLarge(DistanceFileError):
    """The file weighs more than 200 MB, or announces more than 5,000 elements."""

    code = "distances-too-large"


class WrongHeader(DistanceFileError):
    """The first line does not announce elements, groups and their sizes."""

    code = "distances-wrong-header"


class NotAPair(DistanceFileError):
    """Line `line` does not hold three words."""

    code = "distances-not-a-pair"


class NotANumber(DistanceFileError):
    """`written`, at line `line`, is no number, or an infinite one."""

    code = "distances-not-a-number"


class OutOfRange(DistanceFileError):
    """Line `line` names `element`; elements go from 0 to `last`."""

    code = "distances-out-of-range"


class SameElement(DistanceFileError):
    """Line `line` gives the distance of `element` to itself."""

    code = "distances-same-element"


class PairRepeated(DistanceFileError):
    """Line `line` gives the distance of `first` and `second` again."""

    code = "distances-pair-repeated"


class PairMissing(DistanceFileError):
    """No line gives the distance of `first` and `second`; `missing` pairs are in that case."""

    code = "distances-pair-missing"


@dataclass(frozen=True, slots=True)
class DistanceFile:
    """Distances as a square, right of the diagonal only, and the bounds of each group's size."""

    rows: tuple["array[float]", ...]
    sizes: tuple[tuple[int, int], ...]


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "group",
        help=_("Part elements in groups as diverse as can be."),
        description=_(
            "FILE is a text: a line “elements groups ss|ds least most least most…”, "
            "then a line “element element distance” for each pair, elements numbered from 0."
        ),
    )
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument(
        "--seconds", type=_positive, metavar="S", help=_("time to search, 10 seconds unless told")
    )
    parser.add_argument(
        "--moves", type=_whole, metavar="N", help=_("moves to make, the same on every machine")
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help=_("another number, another draw")
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("do without the compiled search, if there is one")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run)


def _positive(written: str) -> float:
    with suppress(ValueError):
        if 0 < (seconds := float(written)) < inf:
            return seconds
    raise argparse.ArgumentTypeError(_("write a number of seconds, more than 0"))


def _whole(written: str) -> int:
    if not re.fullmatch(r"0*[1-9]\d{0,14}", written):
        raise argparse.ArgumentTypeError(_("write a number of moves, 1 at least"))
    return int(written)


def run(args: argparse.Namespace) -> int:
    """Print the groups; return 2 when the file cannot be used."""
    try:
        read = read_distances(args.file)
        groups, stopped = _search(args, read)
    except (DistanceFileError, SeatingError) as error:
        print(_sentences()[error.code] % {"path": args.file, **error.details}, file=sys.stderr)
        return BAD_INPUT
    if args.json:
        told = {"value": groups.value, "groups": groups.groups, "seed": groups.seed}
        print(json.dumps(told | {"moves": groups.moves, "stopped": stopped}))
        return 0
    print(_tell(groups))
    if stopped:
        print(_("Time ran out before the moves planned: this is the best found."), file=sys.stderr)
    return 0


def _search(args: argparse.Namespace, read: DistanceFile) -> tuple[Groups, bool]:
    kernel: Kernel = "plain" if args.plain else "auto"
    seconds = args.seconds or (inf if args.moves else SECONDS)
    moves = args.moves or moves_for(seconds, len(read.rows), len(read.sizes), kernel)
    # Compiling, the first time, is not part of the search.
    diverse_groups([[0.0, 0.0]] * 2, sizes=[(1, 1)] * 2, moves=1, kernel=kernel)
    ran_out = False
    end = monotonic() + seconds * _HEARD

    def watch(_done: int, _planned: int, _value: float) -> bool:
        nonlocal ran_out
        ran_out = monotonic() >= end
        return not ran_out

    found = diverse_groups(
        read.rows, sizes=read.sizes, seed=args.seed, moves=moves, kernel=kernel, watch=watch
    )
    return found, ran_out and found.moves < moves


def _tell(groups: Groups) -> str:
    lines = [
        _("%(elements)d elements, %(groups)d groups, distances inside groups: %(value).3f.")
        % {
            "elements": sum(map(len, groups.groups)),
            "groups": len(groups.groups),
            "value": groups.value,
        },
        _("Draw %(seed)d, %(moves)d moves.") % {"seed": groups.seed, "moves": groups.moves},
        "",
    ]
    for number, group in enumerate(groups.groups, start=1):
        elements = " ".join(map(str, group))
        lines.append(
            _("Group %(group)d (%(size)d): %(elements)s")
            % {"group": number, "size": len(group), "elements": elements}
        )
    return "\n".join(lines)


def read_distances(path: Path) -> DistanceFile:
    """Read the text format of MDGPLIB (Gallego, Laguna, Martí and Duarte, 2013)."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FileTooLarge
        with path.open(encoding="ascii") as text:
            return _read_lines(text)
    except FileNotFoundError as error:
        raise FileNotThere from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileNotText from error


def _read_lines(lines: Iterator[str]) -> DistanceFile:
    count, sizes = _read_header(next(lines, ""))
    rows = tuple(array("d", [nan]) * count for _row in range(count))
    for line, text in enumerate(lines, start=2):
        words = text.split()
        if not words:
            continue
        if len(words) != 3:
            raise NotAPair(line=line)
        one, other = (_number(word, int, line) for word in words[:2])
        if not (0 <= one < count and 0 <= other < count):
            wrong = other if 0 <= one < count else one
            raise OutOfRange(line=line, element=wrong, last=count - 1)
        if one == other:
            raise SameElement(line=line, element=one)
        first, second = min(one, other), max(one, other)
        if not isnan(rows[first][second]):
            raise PairRepeated(line=line, first=first, second=second)
        rows[first][second] = _number(words[2], float, line)
    _refuse_missing(rows)
    return DistanceFile(rows, sizes)


def _read_header(text: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    if "\0" in text:
        raise FileNotText
    found = re.fullmatch(r"\s*(\d{1,9})\s+(\d{1,9})\s+(?:ss|ds)((?:\s+\d{1,9})+)\s*", text)
    if not found:
        raise WrongHeader
    count, groups = int(found[1]), int(found[2])
    bounds = [int(word) for word in found[3].split()]
    if count > MOST_ELEMENTS:
        raise FileTooLarge
    if count == 0 or groups == 0 or len(bounds) != 2 * groups:
        raise WrongHeader
    return count, tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _number(word: str, kind: Callable[[str], _N], line: int) -> _N:
    with suppress(ValueError):
        if "_" not in word and isfinite(number := kind(word)):
            return number
    raise NotANumber(line=line, written=word[:30])


def _refuse_missing(rows: tuple["array[float]", ...]) -> None:
    missing = sum(sum(map(isnan, row[first + 1 :])) for first, row in enumerate(rows))
    for first, row in enumerate(rows if missing else ()):
        for second in range(first + 1, len(rows)):
            if isnan(row[second]):
                raise PairMissing(missing=missing, first=first, second=second)


def _sentences() -> dict[str, str]:
    return {
        "distances-not-there": _("There is no file %(path)s."),
        "distances-not-text": _("%(path)s cannot be read: give a text file."),
        "distances-too-large": _("%(path)s is too large: at most 5,000 elements and 200 MB."),
        "distances-wrong-header": _(
            "%(path)s: line 1 should be “elements groups ss” or “elements groups ds”, "
            "then the least and the most elements of each group."
        ),
        "distances-not-a-pair": _(
            "%(path)s: line %(line)d should be two elements and their distance."
        ),
        "distances-not-a-number": _("%(path)s: line %(line)d, “%(written)s” is not a number."),
        "distances-out-of-range": _(
            "%(path)s: line %(line)d, there is no element %(element)d, they go from 0 to %(last)d."
        ),
        "distances-same-element": _(
            "%(path)s: line %(line)d gives the distance of element %(element)d to itself."
        ),
        "distances-pair-repeated": _(
            "%(path)s: line %(line)d repeats the pair %(first)d %(second)d."
        ),
        "distances-pair-missing": _(
            "%(path)s: the pair %(first)d %(second)d is missing. Missing in all: %(missing)d."
        ),
        "seating-impossible-group-size": _(
            "%(path)s: a group of %(least)d to %(most)d elements cannot be."
        ),
        "seating-groups-cannot-hold": _(
            "%(path)s: %(found)d elements for groups that hold %(least)d to %(most)d in all."
        ),
    }
