"""Read a list of people from a spreadsheet, its columns guessed from their titles."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from entrelacs.cli.guest_list_columns import Columns, find_titles, guess_people_columns
from entrelacs.cli.guest_list_names import NameIndex
from entrelacs.cli.guest_list_rows import (
    GuestListError,
    ListEmpty,
    ListNotReadable,
    ListTooLarge,
    ListWithoutNames,
    read_rows,
)
from entrelacs.commons.plain_text import fold
from entrelacs.engines.seating import Guest, Wish

__all__ = ["GuestList", "GuestListError", "ListNotReadable", "Unclear", "read_guest_list"]

Found = TypeVar("Found")

MOST_PEOPLE = 25_000
MOST_ROUNDS = 50
_NO_STRUCTURE = {
    *("", "-", "neant", "aucune", "aucun", "sans", "sans structure", "na", "n a", "none", "1"),
    *("independant", "independante", "freelance", "en recherche d emploi", "sans emploi"),
    *("en creation d entreprise", "particulier", "benevole", "retraite", "retraitee"),
}
_EVERY_ROUND = {"", "tous", "toutes", "tout", "all", "oui", "yes", "x"}
_SEVERAL = re.compile(r"[/;,|+&]")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that says nothing usable; `code` tells what was looked for."""

    code: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class GuestList:
    """The people of a file, and what was seen on the way.

    A guest's key is the name to show. `hosts` are people with the number of the table they keep,
    from 1. `nameless` are the numbers of the lines left out; `repeated` the names that came again
    with the same structure, with the line; `columns` the roles found; `names` those of the file.
    """

    guests: tuple[Guest, ...]
    columns: frozenset[str]
    nameless: tuple[int, ...]
    repeated: tuple[tuple[int, str], ...]
    wishes: tuple[Wish, ...]
    hosts: tuple[tuple[str, int], ...]
    unclear: tuple[Unclear, ...]
    names: NameIndex


def read_guest_list(path: Path) -> GuestList:
    """Read people from a CSV or a spreadsheet. Raises GuestListError."""
    rows = read_rows(path)
    titles_at, columns = find_titles(rows, guess_people_columns)
    if not columns.keys() & {"name", "first"}:
        titles = next(row for row in rows if any(row))
        raise ListWithoutNames(path=str(path), titles=tuple(title for title in titles if title))
    reader = _PeopleReader(columns)
    for line, row in enumerate(rows[titles_at + 1 :], start=titles_at + 2):
        if any(row):
            reader.read_line(line, row)
        if len(reader.people) > MOST_PEOPLE:
            raise ListTooLarge(path=str(path))
    if not reader.people:
        raise ListEmpty(path=str(path))
    return reader.finish()


class _PeopleReader:
    """Reads line after line; wishes wait for the end, when everybody's name is known."""

    def __init__(self, columns: Columns) -> None:
        self.people: dict[str, Guest] = {}
        self._columns = columns
        self._names: list[tuple[str, Guest]] = []
        self._seen: set[tuple[str, str]] = set()
        self._known: set[str] = set()
        self._nameless: list[int] = []
        self._repeated: list[tuple[int, str]] = []
        self._hosts: list[tuple[str, int]] = []
        self._asked: list[tuple[int, str, str, bool]] = []
        self._unclear: list[Unclear] = []
        self._first_spelling: dict[tuple[str, str], str] = {}

    def read_line(self, line: int, row: Sequence[str]) -> None:
        cell = {role: row[n] if n < len(row) else "" for role, n in self._columns.items()}
        name = f"{cell.get('first', '')} {cell.get('name', '')}".strip()
        structure = cell.get("structure", "")
        if fold(structure) in _NO_STRUCTURE:
            structure = ""
        if not name:
            self._nameless.append(line)
            return
        if (fold(name) or name, fold(structure)) in self._seen:
            self._repeated.append((line, name))
            return
        if (fold(name) or name) in self._known:
            self._unclear.append(Unclear("homonym", line, name))
        self._known.add(fold(name) or name)
        self._seen.add((fold(name) or name, fold(structure)))
        key = _free_key(name, structure, self.people)
        guest = Guest(
            key=key,
            worlds=self._several("world", cell.get("worlds", "")),
            structure=self._spelled("structure", structure) or None,
            territory=self._spelled("territory", cell.get("territory", "")) or None,
            needs=self._several("need", cell.get("needs", "")),
            rounds=self._read(_rounds, "rounds", line, cell.get("rounds", "")),
        )
        self.people[key] = guest
        self._names.append((name, guest))
        host_of = self._read(_table_number, "host", line, cell.get("host", ""))
        if host_of:
            self._hosts.append((key, host_of))
        for role in ("together", "apart"):
            for other in _SEVERAL.split(cell.get(role, "")):
                if fold(other):
                    self._asked.append((line, key, other.strip(), role == "together"))

    def finish(self) -> GuestList:
        names = NameIndex(self._names)
        wishes: dict[Wish, None] = {}
        for line, key, other, together in self._asked:
            found = names.find(other)
            if found is None or found == key:
                self._unclear.append(Unclear("wish", line, other))
            else:
                wishes[Wish((min(key, found), max(key, found)), together)] = None
        return GuestList(
            guests=tuple(self.people.values()),
            columns=frozenset(self._columns),
            nameless=tuple(self._nameless),
            repeated=tuple(self._repeated),
            wishes=tuple(wishes),
            hosts=tuple(self._hosts),
            unclear=tuple(self._unclear),
            names=names,
        )

    def _spelled(self, role: str, text: str) -> str:
        """Give a name written with other accents or capitals the spelling met first."""
        return self._first_spelling.setdefault((role, fold(text) or text), text.strip())

    def _several(self, role: str, text: str) -> tuple[str, ...]:
        words = (word.strip() for word in _SEVERAL.split(text))
        return tuple(dict.fromkeys(self._spelled(role, word) for word in words if word))

    def _read(
        self, read: Callable[[str], Found | None], role: str, line: int, text: str
    ) -> Found | None:
        try:
            return read(text)
        except ValueError:
            self._unclear.append(Unclear(role, line, text))
            return None


def _rounds(text: str) -> tuple[int, ...] | None:
    """Read "1, 3" or "2-4" as rounds from 0; None for all of them."""
    if fold(text) in _EVERY_ROUND:
        return None
    rounds: set[int] = set()
    for part in re.split(r"[/;,|+&]|\bet\b", text):
        ends = [int(end) for end in re.split(r"[-–]| à ", part.strip())]
        if not 1 <= len(ends) <= 2 or not 1 <= ends[0] <= ends[-1] <= MOST_ROUNDS:
            raise ValueError(text)
        rounds |= set(range(ends[0] - 1, ends[-1]))
    return tuple(sorted(rounds))


def _table_number(text: str) -> int | None:
    found = re.fullmatch(r"(?:table)?\s*(\d{1,4})", text, re.IGNORECASE)
    if text and not (found and int(found[1])):
        raise ValueError(text)
    return int(found[1]) if found else None


def _free_key(name: str, structure: str, taken: Mapping[str, Guest]) -> str:
    if name not in taken:
        return name
    named = f"{name} ({structure})" if structure else name
    key, number = named, 2
    while key in taken:
        key, number = f"{named} ({number})", number + 1
    return key
