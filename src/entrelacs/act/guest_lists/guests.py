"""From cells to someone: names put right, mail, phone and worlds found; what is doubtful is remarked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from entrelacs.act.guest_lists.contents import MAIL, is_civility, is_cross
from entrelacs.act.guest_lists.phones import read_phones
from entrelacs.act.guest_lists.vocabulary import NO_STRUCTURE, NONE, TITLES_OF_PEOPLE, Column
from entrelacs.act.guest_lists.world_words import Words, read_worlds
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
# What a spreadsheet would execute: "=cmd|' /C calc'!A0", "+SUM(A1)", "@HYPERLINK(…)".
FORMULA = re.compile(
    r"=.*|[+\-@]\s*[A-Za-z0-9+\-]*[A-Za-z(][^@]*[(|!].*|[+\-]\d+[+\-*/]\d.*", re.DOTALL
)


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
    phone: str = ""
    worlds: tuple[str, ...] = ()
    territory: str = ""
    needs: str = ""
    siret: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @cached_property
    def name_key(self) -> str:
        return person_key(self.given_name, self.family_name)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The cells of one line, by what their column holds, each with its title."""

    by_column: dict[Column, list[tuple[str, str]]]

    def one(self, column: Column) -> str:
        return next((cell for _title, cell in self.by_column.get(column, ()) if cell), "")

    def all(self, column: Column) -> list[str]:
        return [cell for _title, cell in self.by_column.get(column, ()) if cell]


def cells_of(
    row: Sequence[str], columns: Sequence[Column], titles: Sequence[str], remarks: list[Remark]
) -> Cells:
    """Sort the cells of a line by column; formulas are left out and remarked, never kept."""
    by_column: dict[Column, list[tuple[str, str]]] = {}
    for place, column in enumerate(columns):
        cell = row[place] if place < len(row) else ""
        if column is Column.IGNORED or not cell:
            continue
        if is_formula(cell) and column is not Column.PHONE:
            remarks.append(Remark("formula", {"text": cell[:60]}))
            continue
        title = titles[place] if place < len(titles) else ""
        by_column.setdefault(column, []).append((title, cell))
    return Cells(by_column=by_column)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this cell instead of showing it.

    >>> is_formula("=cmd|' /C calc'!A0"), is_formula("+33 6 12 34 56 78"), is_formula("-")
    (True, False, False)
    """
    return cell[:1] in "=+-@" and len(cell) > 1 and FORMULA.fullmatch(cell) is not None


def guest_of(cells: Cells, words: Words, remarks: list[Remark]) -> Guest:
    """The person these cells describe; what could not be understood joins the remarks."""
    full = cells.one(Column.FULL)
    email, full = _mail(cells, full, remarks)
    given, family = cells.one(Column.GIVEN), cells.one(Column.FAMILY)
    if full and not (given and family):
        first, last = split_name(full)
        given, family = given or first, family or last
    return Guest(
        given_name=_cased(_bare_name(given)),
        family_name=_cased(_bare_name(family)),
        organization=_structure(cells.one(Column.ORGANIZATION)),
        function=_said(cells.one(Column.FUNCTION)),
        email=email,
        phone=_phone(cells, remarks),
        worlds=_worlds(cells, words, remarks),
        territory=_territory(cells),
        needs=", ".join(
            filter(None, (_need(each) for each in cells.by_column.get(Column.NEEDS, ())))
        ),
        siret=_siret(cells.one(Column.SIRET), remarks),
    )


def _mail(cells: Cells, full: str, remarks: list[Remark]) -> tuple[str, str]:
    """The mail address, from its own column or from "Ana Lopez <ana@…>"; and the name left."""
    written = cells.all(Column.EMAIL)
    for cell in written:
        found = MAIL.search(cell)
        if found is not None:
            return found[0].lower(), full
    if written:
        remarks.append(Remark("mail-invalid", {"text": written[0]}))
        return "", full
    found = MAIL.search(full)
    if found is None:
        return "", full
    rest = full.replace(found[0], " ").translate(str.maketrans("<>()[]", "      "))
    return found[0].lower(), " ".join(rest.split())


def _phone(cells: Cells, remarks: list[Remark]) -> str:
    written = [cell for cell in cells.all(Column.PHONE) if fold(cell) not in NONE]
    phone, others = read_phones(written)
    if others and phone:
        remarks.append(Remark("phone-several", {"text": ", ".join(others)}))
    elif written and not phone:
        remarks.append(Remark("phone-invalid", {"text": ", ".join(written)}))
    return phone


def split_name(full: str) -> tuple[str, str]:
    """First and last name of "Ana LOPEZ", "LOPEZ Ana", "Lopez, Ana", "Mme Ana Lopez" or "Ana Lopez".

    >>> split_name("LE GALL Jean-Noël"), split_name("Mme Ana Lopez Garcia")
    (('Jean-Noël', 'LE GALL'), ('Ana', 'Lopez Garcia'))
    """
    if "," in full:
        family, _, given = full.partition(",")
        return given.strip(), family.strip()
    words = full.split()
    while len(words) > 1 and fold(words[0]) in TITLES_OF_PEOPLE:
        words = words[1:]
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        others = [word for word in words if word not in capitals]
        return " ".join(others), " ".join(capitals)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", " ".join(words))


def _bare_name(name: str) -> str:
    words = name.split()
    while len(words) > 1 and is_civility(words[0]):
        words = words[1:]
    return " ".join(words)


def _structure(cell: str) -> str:
    """A dash, "néant" or "indépendante" stand for "none": those who have none are not colleagues."""
    return cell if any(map(str.isalnum, cell)) and fold(cell) not in NO_STRUCTURE else ""


def _territory(cells: Cells) -> str:
    """A town; a postal code says that it is one, for the same digits may be an INSEE code."""
    titled = next((each for each in cells.by_column.get(Column.TERRITORY, ()) if each[1]), ("", ""))
    title, cell = titled
    is_postal = bool({"postal", "postale", "cp"} & set(fold(title).split()))
    return f"CP {cell}" if is_postal and re.fullmatch(r"\d{4,5}", cell) else _said(cell)


def _said(cell: str) -> str:
    return cell if any(map(str.isalnum, cell)) else ""


def _need(titled: tuple[str, str]) -> str:
    title, cell = titled
    if fold(cell) in NONE or not any(map(str.isalnum, cell)):
        return title if is_cross(cell) and title else ""
    # A cross under "Fauteuil roulant" says what its title says.
    return title if is_cross(cell) and title else cell


def _cased(name: str) -> str:
    """A name all in capitals or all in small letters is written as names are."""
    if len(name) > 1 and (name.isupper() or name.islower()):
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name


def _worlds(cells: Cells, words: Words, remarks: list[Remark]) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for title, cell in cells.by_column.get(Column.WORLD, ()):
        # A cross under "TS" says what its title says.
        written = title if is_cross(cell) and fold(title) in words else cell
        if fold(written) in NONE:
            continue
        found, unknown = read_worlds(written, words)
        codes |= dict.fromkeys(found)
        remarks += [Remark("world-unknown", {"text": part}) for part in unknown]
    return tuple(codes)


def _siret(cell: str, remarks: list[Remark]) -> str:
    if not cell:
        return ""
    try:
        return check_siret(cell)
    except SiretInvalid:
        remarks.append(Remark("siret-invalid", {"text": cell}))
        return ""
