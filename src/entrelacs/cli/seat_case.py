"""Read a case of mixed tables: a JSON of numbers, with everything it asks for."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from entrelacs.cli.guest_list import MOST_PEOPLE, MOST_ROUNDS
from entrelacs.cli.guest_list_names import NameIndex
from entrelacs.cli.guest_list_rows import GuestListError, ListEmpty, ListTooLarge, read_content
from entrelacs.cli.seat_source import Source
from entrelacs.engines.seating import Guest, Wish

# Past so many meetings, one more makes no difference.
MOST_MEETINGS = 1_000


class CaseNotJson(GuestListError):
    """The file is not JSON; `line` is where reading stopped."""

    code = "seat-case-not-json"


class NotACase(GuestListError):
    """The JSON is something else; `missing` names what a case must have."""

    code = "seat-not-a-case"


class CaseWrongValue(GuestListError):
    """`field` does not hold what it should (`wanted` is a code)."""

    code = "seat-case-wrong-value"


class CaseWrongLength(GuestListError):
    """`field` holds `found` values for `expected` people."""

    code = "seat-case-wrong-length"


class CaseOutOfRange(GuestListError):
    """`field` names person or table number `number`; there are `count`, from 0."""

    code = "seat-case-out-of-range"


class CaseWrongSizes(GuestListError):
    """The `sizes` add up to `seats` for `people` people."""

    code = "seat-case-wrong-sizes"


def read_json(path: Path) -> Any:
    """Read a JSON file. Raises ListNotReadable, ListTooLarge and CaseNotJson."""
    try:
        return json.loads(read_content(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CaseNotJson(path=str(path), line=1) from error
    except json.JSONDecodeError as error:
        raise CaseNotJson(path=str(path), line=error.lineno) from error
    except RecursionError as error:
        raise CaseNotJson(path=str(path), line=1) from error


def read_case(path: Path) -> Source:
    """Read people and what is asked for them. Raises GuestListError."""
    case = read_json(path)
    if not isinstance(case, dict) or "category" not in case:
        raise NotACase(path=str(path), missing="category")
    return _CaseReader(path, case).read()


class _CaseReader:
    def __init__(self, path: Path, case: Mapping[str, Any]) -> None:
        self._path = path
        self._case = case
        self._count = 0

    def read(self) -> Source:
        category = self._list("category")
        self._count = len(category)
        if not self._count:
            raise ListEmpty(path=str(self._path))
        if self._count > MOST_PEOPLE:
            raise ListTooLarge(path=str(self._path))
        stated = self._whole("n", self._case.get("n", self._count), least=0)
        if stated != self._count:
            raise CaseWrongLength(
                path=str(self._path), field="category", found=self._count, expected=stated
            )
        titles = self._case.get("categories")
        structures, territories = self._labels("structure"), self._labels("territory")
        guests = tuple(
            Guest(
                key=self._key(number),
                worlds=(self._world(value, titles),) if value is not None else (),
                structure=structures[number],
                territory=territories[number],
            )
            for number, value in enumerate(category)
        )
        sizes = self._sizes()
        return Source(
            guests=guests,
            names=NameIndex((guest.key, guest) for guest in guests),
            wishes=(*self._wishes("must_apart", False), *self._wishes("must_together", True)),
            hosts=self._hosts(len(sizes) if sizes else None),
            met=self._met(),
            sizes=sizes,
            rounds=self._rounds(),
        )

    def _key(self, number: int) -> str:
        return f"{number:0{len(str(self._count - 1))}}"

    def _world(self, value: Any, titles: Any) -> str:
        if isinstance(titles, list) and isinstance(value, int) and 0 <= value < len(titles):
            return _text(titles[value])
        return _text(value)

    def _list(self, field: str) -> list[Any]:
        found = self._case.get(field, [])
        if not isinstance(found, list):
            raise CaseWrongValue(path=str(self._path), field=field, wanted="list")
        return found

    def _labels(self, field: str) -> list[str | None]:
        found = self._list(field) or [None] * self._count
        if len(found) != self._count:
            raise CaseWrongLength(
                path=str(self._path), field=field, found=len(found), expected=self._count
            )
        return [None if label is None else _text(label) for label in found]

    def _whole(self, field: str, value: Any, *, least: int) -> int:
        # JSON's true and false are whole numbers to Python.
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise CaseWrongValue(path=str(self._path), field=field, wanted="number")
        return value

    def _person(self, field: str, value: Any) -> str:
        number = self._whole(field, value, least=-(10**9))
        if not 0 <= number < self._count:
            raise CaseOutOfRange(
                path=str(self._path), field=field, number=number, count=self._count
            )
        return self._key(number)

    def _rounds(self) -> int:
        rounds = self._whole("rounds", self._case.get("rounds", 1), least=1)
        if rounds > MOST_ROUNDS:
            raise CaseWrongValue(path=str(self._path), field="rounds", wanted="rounds")
        return rounds

    def _sizes(self) -> tuple[int, ...] | None:
        sizes = tuple(self._whole("sizes", size, least=1) for size in self._list("sizes"))
        if sizes and sum(sizes) != self._count:
            raise CaseWrongSizes(path=str(self._path), seats=sum(sizes), people=self._count)
        return sizes or None

    def _wishes(self, field: str, together: bool) -> list[Wish]:
        wishes = []
        for group in self._list(field):
            if not isinstance(group, list) or len(group) < 2:
                raise CaseWrongValue(path=str(self._path), field=field, wanted="pairs")
            wishes.append(Wish(tuple(self._person(field, one) for one in group), together))
        return wishes

    def _met(self) -> dict[tuple[str, str], int]:
        met: dict[tuple[str, str], int] = {}
        for row in self._list("past_meetings"):
            if not isinstance(row, list) or len(row) not in (2, 3):
                raise CaseWrongValue(path=str(self._path), field="past_meetings", wanted="pairs")
            one, other = sorted(self._person("past_meetings", person) for person in row[:2])
            times = self._whole("past_meetings", row[2] if len(row) == 3 else 1, least=0)
            met[one, other] = min(met.get((one, other), 0) + times, MOST_MEETINGS)
        return met

    def _hosts(self, tables: int | None) -> tuple[tuple[str, int], ...]:
        pinned = self._case.get("pinned", {})
        if not isinstance(pinned, dict) or not all(str(key).isdecimal() for key in pinned):
            raise CaseWrongValue(path=str(self._path), field="pinned", wanted="pinned")
        hosts = []
        for key, value in pinned.items():
            table = self._whole("pinned", value, least=0)
            if tables is not None and table >= tables:
                raise CaseOutOfRange(
                    path=str(self._path), field="pinned", number=table, count=tables
                )
            hosts.append((self._person("pinned", int(key)), table))
        return tuple(hosts)


def _text(value: Any) -> str:
    # JSON may hold half a character, which no terminal can show.
    return str(value).encode("utf-8", "replace").decode("utf-8")
