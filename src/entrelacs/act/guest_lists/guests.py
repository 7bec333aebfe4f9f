"""From cells to someone: names put right, mail and worlds found; what is doubtful is remarked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from entrelacs.act.guest_lists.cells import LONGEST_LINE, Record, Sheet
from entrelacs.act.guest_lists.columns import (
    MAIL,
    Column,
    columns_titled,
    guess_columns,
    is_header,
)
from entrelacs.commons.organizations.identifiers import SiretInvalid, check_siret
from entrelacs.commons.people.matching import person_key
from entrelacs.commons.plain_text import fold

# What the database holds of each: longer, the line is shown and nobody is added.
LONGEST = {
    "given_name": 80,
    "family_name": 80,
    "function": 120,
    "email": 254,
    "organization": 200,
    "needs": 200,
}
SEVERAL_WORLDS = re.compile(r"\s*(?:[/,;+&|]|\bet\b)\s*")


@dataclass(frozen=True)
class Remark:
    """Something to know about a line: a stable code and its details, without a sentence."""

    code: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Someone as a list describes them; `worlds` are codes of worlds of the programme."""

    given_name: str = ""
    family_name: str = ""
    organization: str = ""
    function: str = ""
    email: str = ""
    worlds: tuple[str, ...] = ()
    territory: str = ""
    needs: str = ""
    siret: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def name_key(self) -> str:
        return person_key(self.given_name, self.family_name)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One record read: a guest with remarks, or the reason why there is none."""

    record: Record
    guest: Guest | None = None
    problem: Remark | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A list read: its columns, its titles if it has some, its lines."""

    columns: tuple[Column, ...]
    header: Record | None
    lines: tuple[Line, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        cells = self.header.cells if self.header else ()
        return tuple(cells[n] if n < len(cells) else "" for n in range(len(self.columns)))


def read_guests(sheet: Sheet, *, worlds: dict[str, str], columns: Sequence[Column] = ()) -> Reading:
    """Read each record; `worlds` gives the code of each folded label, `columns` overrides."""
    header = sheet.records[0] if is_header(sheet.records[0]) else None
    records = sheet.records[1:] if header else sheet.records
    if not columns:
        columns = (
            columns_titled(header) if header else guess_columns(records, known_worlds=set(worlds))
        )
    lines = tuple(_read_line(record, tuple(columns), worlds) for record in records)
    return Reading(columns=tuple(columns), header=header, lines=lines)


def _read_line(record: Record, columns: tuple[Column, ...], worlds: dict[str, str]) -> Line:
    if len(record.text) > LONGEST_LINE:
        return Line(record=record, problem=Remark("line-too-long"))
    remarks: list[Remark] = []
    beyond = " · ".join(cell for cell in record.cells[len(columns) :] if cell)
    if beyond:
        remarks.append(Remark("extra-cells", {"text": beyond}))
    cells = {
        column: record.cells[position]
        for position, column in enumerate(columns)
        if position < len(record.cells) and column is not Column.IGNORED
    }
    guest = _guest(cells, worlds, remarks)
    if not guest.name_key:
        return Line(record=record, problem=Remark("nameless"))
    too_long = [name for name, most in LONGEST.items() if len(getattr(guest, name)) > most]
    if too_long:
        return Line(record=record, problem=Remark("cell-too-long"))
    return Line(record=record, guest=guest, remarks=tuple(remarks))


def _guest(cells: dict[Column, str], worlds: dict[str, str], remarks: list[Remark]) -> Guest:
    full = cells.get(Column.FULL, "")
    email, full = _mail(cells.get(Column.EMAIL), full, remarks)
    given, family = cells.get(Column.GIVEN, ""), cells.get(Column.FAMILY, "")
    if full:
        given, family = split_name(full)
    return Guest(
        given_name=_cased(given),
        family_name=_cased(family),
        organization=_structure(cells.get(Column.ORGANIZATION, "")),
        function=cells.get(Column.FUNCTION, ""),
        email=email,
        worlds=_worlds(cells.get(Column.WORLD, ""), worlds, remarks),
        territory=cells.get(Column.TERRITORY, ""),
        needs=cells.get(Column.NEEDS, ""),
        siret=_siret(cells.get(Column.SIRET, ""), remarks),
    )


def _mail(cell: str | None, full: str, remarks: list[Remark]) -> tuple[str, str]:
    """The mail address, from its own column or from "Ana Lopez <ana@…>"; and the name left."""
    if cell is None:
        found = MAIL.search(full)
        if found is None:
            return "", full
        rest = full.replace(found[0], " ").translate(str.maketrans("<>()[]", "      "))
        return found[0].lower(), " ".join(rest.split())
    found = MAIL.search(cell)
    if cell and found is None:
        remarks.append(Remark("mail-invalid", {"text": cell}))
    return (found[0].lower() if found else ""), full


def split_name(full: str) -> tuple[str, str]:
    """First and last name of "Ana LOPEZ", "LOPEZ Ana", "Lopez, Ana" or "Ana Lopez".

    >>> split_name("LE GALL Jean-Noël"), split_name("Ana Lopez Garcia")
    (('Jean-Noël', 'LE GALL'), ('Ana', 'Lopez Garcia'))
    """
    if "," in full:
        family, _, given = full.partition(",")
        return given.strip(), family.strip()
    words = full.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(w for w in words if w not in capitals), " ".join(capitals)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", full)


def _structure(cell: str) -> str:
    """A dash or a slash stands for "none": those who have none are not colleagues."""
    return cell if any(letter.isalnum() for letter in cell) else ""


def _cased(name: str) -> str:
    """A name all in capitals or all in small letters is written as names are."""
    if len(name) > 1 and (name.isupper() or name.islower()):
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name


def _worlds(cell: str, worlds: dict[str, str], remarks: list[Remark]) -> tuple[str, ...]:
    if fold(cell) in worlds:
        return (worlds[fold(cell)],)
    codes = []
    for part in filter(None, SEVERAL_WORLDS.split(cell)):
        code = worlds.get(fold(part))
        if code is None:
            remarks.append(Remark("world-unknown", {"text": part}))
        elif code not in codes:
            codes.append(code)
    return tuple(codes)


def _siret(cell: str, remarks: list[Remark]) -> str:
    if not cell:
        return ""
    try:
        return check_siret(cell)
    except SiretInvalid:
        remarks.append(Remark("siret-invalid", {"text": cell}))
        return ""
