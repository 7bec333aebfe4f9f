"""What each column of a list holds, told by its title or guessed from its cells."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from entrelacs.act.guest_lists.cells import Record
from entrelacs.commons.plain_text import fold

MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
COMMUNE_CODE = re.compile(r"\d{5}|2[ABab]\d{3}")
SIRET_DIGITS = re.compile(r"\d{14}")


class Column(StrEnum):
    GIVEN = "given"
    FAMILY = "family"
    FULL = "full"
    ORGANIZATION = "organization"
    FUNCTION = "function"
    EMAIL = "email"
    WORLD = "world"
    TERRITORY = "territory"
    NEEDS = "needs"
    SIRET = "siret"
    IGNORED = "ignored"


TITLES = {
    Column.GIVEN: ("prenom", "prenoms", "first name", "given name"),
    Column.FAMILY: ("nom", "nom de famille", "nom d usage", "last name", "family name", "surname"),
    Column.FULL: (
        "nom prenom",
        "nom et prenom",
        "nom prenoms",
        "prenom nom",
        "prenom et nom",
        "nom complet",
        "participant",
        "participante",
        "participants",
        "personne",
        "personnes",
        "name",
        "full name",
    ),
    Column.ORGANIZATION: (
        "structure",
        "nom de la structure",
        "organisme",
        "organisation",
        "association",
        "employeur",
        "entreprise",
        "etablissement",
        "societe",
        "organization",
    ),
    Column.FUNCTION: ("fonction", "poste", "metier", "profession", "occupation", "job"),
    Column.EMAIL: (
        "mail",
        "mails",
        "email",
        "e mail",
        "mel",
        "courriel",
        "adresse mail",
        "adresse email",
        "adresse e mail",
        "adresse electronique",
    ),
    Column.WORLD: ("monde", "mondes", "univers", "milieu", "profil", "secteur", "world", "ts es"),
    Column.TERRITORY: (
        "commune",
        "code commune",
        "ville",
        "territoire",
        "insee",
        "code insee",
        "code postal",
        "town",
        "city",
    ),
    Column.NEEDS: ("besoin", "besoins", "accessibilite", "needs"),
    Column.SIRET: ("siret", "n siret", "no siret", "numero siret", "numero de siret"),
}
BY_TITLE = {title: column for column, titles in TITLES.items() for title in titles}
# "Adresse mail professionnelle" begins with a known title; the longest one decides.
LONGEST_FIRST = sorted(BY_TITLE, key=len, reverse=True)


def column_titled(title: str) -> Column | None:
    """What a title announces, or None when it is not one we know.

    >>> column_titled("Adresse e-mail (pro)"), column_titled("Téléphone")
    (<Column.EMAIL: 'email'>, None)
    """
    folded = fold(title)
    if folded in BY_TITLE:
        return BY_TITLE[folded]
    return next((BY_TITLE[each] for each in LONGEST_FIRST if folded.startswith(f"{each} ")), None)


def is_header(record: Record) -> bool:
    """Whether a record holds titles rather than someone."""
    written = [cell for cell in record.cells if cell]
    if any("@" in cell for cell in written):
        return False
    # A person's own cells may begin like a title ("Association des…"): only whole titles count.
    known = sum(fold(cell) in BY_TITLE for cell in written)
    return known >= 2 or (known == 1 and len(written) <= 2)


def columns_titled(record: Record) -> tuple[Column, ...]:
    """The columns a header announces; the second of two alike is left out."""
    columns: list[Column] = []
    for cell in record.cells:
        column = column_titled(cell) or Column.IGNORED
        columns.append(Column.IGNORED if column in columns else column)
    if Column.FAMILY in columns and Column.GIVEN not in columns:
        columns[columns.index(Column.FAMILY)] = Column.FULL
    return tuple(columns)


def guess_columns(records: Sequence[Record], *, known_worlds: set[str]) -> tuple[Column, ...]:
    """Columns of a list without titles: by what cells look like, then in the usual order."""
    width = max(len(record.cells) for record in records)
    looks: dict[Column, Callable[[str], bool]] = {
        Column.EMAIL: lambda cell: bool(MAIL.fullmatch(cell)),
        Column.SIRET: lambda cell: bool(SIRET_DIGITS.fullmatch(cell.replace(" ", ""))),
        Column.TERRITORY: lambda cell: bool(COMMUNE_CODE.fullmatch(cell)),
        Column.WORLD: lambda cell: fold(cell) in known_worlds,
    }
    columns: list[Column | None] = []
    for position in range(width):
        cells = [r.cells[position] for r in records if len(r.cells) > position]
        written = [cell for cell in cells if cell]
        found = next(
            (
                column
                for column, looks_like in looks.items()
                if column not in columns
                and written
                and sum(map(looks_like, written)) * 2 >= len(written)
            ),
            None,
        )
        columns.append(found)
    return _name_the_rest(columns, records)


def _name_the_rest(
    columns: Sequence[Column | None], records: Sequence[Record]
) -> tuple[Column, ...]:
    free = [position for position, column in enumerate(columns) if column is None]
    order = (Column.GIVEN, Column.FAMILY, Column.ORGANIZATION, Column.FUNCTION)
    if free and (len(free) == 1 or _holds_full_names(records, free[0])):
        order = (Column.FULL, Column.ORGANIZATION, Column.FUNCTION)
    named = dict(zip(free, order, strict=False))
    return tuple(
        column or named.get(position, Column.IGNORED) for position, column in enumerate(columns)
    )


def _holds_full_names(records: Sequence[Record], position: int) -> bool:
    cells = [r.cells[position] for r in records if len(r.cells) > position and r.cells[position]]
    # "Jean Noël" is one first name: two words in most cells are first and last names.
    return sum(" " in cell for cell in cells) * 2 > len(cells)
