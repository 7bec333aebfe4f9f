"""Read a list of people from a spreadsheet, its columns guessed from their titles."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, normalize

from entrelacs.engines.seating import Guest
from entrelacs.errors import EntrelacsError

LARGEST_FILE = 20_000_000
MOST_PEOPLE = 5_000
_TITLE_LINES = 10

# The first role whose words a title holds wins: "Nom de la structure" is a structure.
_ROLES = {
    "structure": "structure organisme organisation organization association etablissement employeur "
    "entreprise company employer",
    "worlds": "monde mondes world worlds categorie category secteur profil",
    "territory": "territoire commune ville territory town city departement localite",
    "first": "prenom prenoms first given",
    "name": "nom noms name surname participant participante participants personne invite invitee",
}
_NO_STRUCTURE = {
    *("", "-", "neant", "aucune", "aucun", "sans", "sans structure", "na", "n a", "none", "1"),
    *("independant", "independante", "freelance", "en recherche d emploi", "sans emploi"),
}


class GuestListError(EntrelacsError):
    """Root of what can be wrong with a list; `path` names the file."""

    code = "guest-list"


class ListNotReadable(GuestListError):
    """The file does not open, or is neither text nor a spreadsheet."""

    code = "guest-list-not-readable"


class ListTooLarge(GuestListError):
    """The file weighs more than `most` bytes, or holds more than `most` people."""

    code = "guest-list-too-large"


class ListWithoutNames(GuestListError):
    """No title says where the names are; `titles` are those of the first line."""

    code = "guest-list-without-names"


class ListEmpty(GuestListError):
    """There are titles and nobody under them, or nothing at all."""

    code = "guest-list-empty"


@dataclass(frozen=True, slots=True)
class GuestList:
    """The people of a file, and what was seen on the way.

    A guest's key is the name to show. `nameless` are the numbers of the lines left out; `repeated`
    the names that came again with the same structure, with the line; `columns` the roles found.
    """

    guests: tuple[Guest, ...]
    columns: frozenset[str]
    nameless: tuple[int, ...]
    repeated: tuple[tuple[int, str], ...]


def read_guest_list(path: Path) -> GuestList:
    """Read a CSV (comma, semicolon or tab; UTF-8 or Windows) or a spreadsheet's first sheet."""
    rows = _read_rows(path)
    if not any(any(row) for row in rows):
        raise ListEmpty(path=str(path))
    # The line with the most titles: a heading above them may hold one of their words.
    guesses = [_guess_columns(row) for row in rows[:_TITLE_LINES]]
    titles_at = max(range(len(guesses)), key=lambda number: len(guesses[number]))
    if guesses[titles_at].keys() & {"name", "first"}:
        return _read_people(path, rows, titles_at, guesses[titles_at])
    titles = next(row for row in rows if any(row))
    raise ListWithoutNames(path=str(path), titles=tuple(title for title in titles if title))


def _read_rows(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ListTooLarge(path=str(path), most=LARGEST_FILE)
        content = path.read_bytes()
    except OSError as error:
        raise ListNotReadable(path=str(path)) from error
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        rows = _spreadsheet_rows(path, content)
    else:
        rows = _text_rows(path, content)
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _spreadsheet_rows(path: Path, content: bytes) -> list[list[str]]:
    import python_calamine  # slow import

    try:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise ListNotReadable(path=str(path)) from error
    return [[_shown(cell) for cell in row] for row in rows]


def _shown(cell: object) -> str:
    # A spreadsheet keeps a postal code as a number with a fraction.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _text_rows(path: Path, content: bytes) -> list[list[str]]:
    if b"\0" in content:
        raise ListNotReadable(path=str(path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise ListNotReadable(path=str(path)) from error
    titles = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=titles.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ListNotReadable(path=str(path)) from error


def _fold(text: str) -> str:
    plain = "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))
    return " ".join(re.findall(r"[0-9a-z]+", plain))


def _guess_columns(titles: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, title in enumerate(titles):
        words = set(_fold(title).split())
        roles = [role for role, hints in _ROLES.items() if words & set(hints.split())]
        # "Nom et prénom" in one column is a whole name.
        if roles == ["first", "name"] and "prenom" in words:
            roles = ["name"]
        free = [role for role in roles if role not in columns]
        if free:
            columns[free[0]] = number
    return columns


def _read_people(
    path: Path, rows: Sequence[Sequence[str]], titles: int, columns: dict[str, int]
) -> GuestList:
    people: dict[str, Guest] = {}
    seen: set[tuple[str, str]] = set()
    spelled = _Spelling()
    nameless: list[int] = []
    repeated: list[tuple[int, str]] = []
    for line, row in enumerate(rows[titles + 1 :], start=titles + 2):
        if not any(row):
            continue
        cell = {role: row[number] if number < len(row) else "" for role, number in columns.items()}
        name = f"{cell.get('first', '')} {cell.get('name', '')}".strip()
        structure = cell.get("structure", "")
        if _fold(structure) in _NO_STRUCTURE:
            structure = ""
        if not name:
            nameless.append(line)
            continue
        if (_fold(name), _fold(structure)) in seen:
            repeated.append((line, name))
            continue
        seen.add((_fold(name), _fold(structure)))
        worlds = re.split(r"[/;,|+&]", cell.get("worlds", ""))
        key = _free_key(name, structure, people)
        people[key] = Guest(
            key=key,
            worlds=tuple(
                dict.fromkeys(spelled("world", world) for world in worlds if _fold(world))
            ),
            structure=spelled("structure", structure) or None,
            territory=spelled("territory", cell.get("territory", "")) or None,
        )
        if len(people) > MOST_PEOPLE:
            raise ListTooLarge(path=str(path), most=MOST_PEOPLE)
    if not people:
        raise ListEmpty(path=str(path))
    return GuestList(tuple(people.values()), frozenset(columns), tuple(nameless), tuple(repeated))


class _Spelling:
    """Gives a name written with other accents or capitals the spelling met first."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], str] = {}

    def __call__(self, role: str, text: str) -> str:
        return self._first.setdefault((role, _fold(text)), text.strip())


def _free_key(name: str, structure: str, taken: dict[str, Guest]) -> str:
    if name not in taken:
        return name
    named = f"{name} ({structure})" if structure else name
    key, number = named, 2
    while key in taken:
        key, number = f"{named} ({number})", number + 1
    return key
