"""What the cells of a column look like, whatever its title."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from entrelacs.act.guest_lists.phones import read_phone
from entrelacs.act.guest_lists.titles import plain
from entrelacs.act.guest_lists.vocabulary import (
    CROSSES,
    GIVEN_NAMES,
    NEEDS_WORDS,
    ORGANIZATION_WORDS,
    ROLE_WORDS,
    SIGNS,
    TITLES_OF_PEOPLE,
    Column,
)
from entrelacs.act.guest_lists.world_words import Words, names_worlds
from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.cog import read_cog

MAIL = re.compile(r"[^@\s<>,;:()]+@[^@\s<>,;:()]+\.[^@\s<>,;.:()]+")
TOWN_CODE = re.compile(r"(?:F-?)?(?:\d{4,5}|2[ABab]\d{3})(?:\s+\D.*)?")
SIRET = re.compile(r"\d{14}")
DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[ T].*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:\s.*)?|\d{1,2}[h:]\d{2}(?::\d\d)?"
)
PLAIN_NUMBER = re.compile(r"[\d\s.,€%]+")
SAMPLE = 100
LONGEST_NAME = 5  # words
# A town of so many people is one that lists name.
LARGE_TOWN = 2_000


def sample_of(cells: Sequence[str]) -> list[str]:
    """Enough written cells to know a column by, taken all along it."""
    written = [cell for cell in cells if cell]
    step = max(1, len(written) // SAMPLE)
    return written[::step][:SAMPLE]


def share(cells: Sequence[str], looks_like: Callable[[str], bool]) -> float:
    """Which part of the cells looks so, from 0 to 1."""
    return sum(map(looks_like, cells)) / len(cells) if cells else 0.0


def looks_of(cells: Sequence[str], words: Words) -> dict[Column, float]:
    """How much a column looks like each thing, from 0 to 1."""
    looks: dict[Column, Callable[[str], bool]] = {
        Column.EMAIL: is_mail_alone,
        Column.PHONE: lambda cell: bool(read_phone(cell)),
        Column.SIRET: lambda cell: SIRET.fullmatch(cell.replace(" ", "")) is not None,
        Column.WORLD: lambda cell: names_worlds(cell, words) and not is_organization(cell),
        Column.TERRITORY: is_town,
        Column.FULL: is_full_name,
        Column.GIVEN: is_given_name,
        Column.FAMILY: is_family_name,
        Column.ORGANIZATION: is_organization,
        Column.FUNCTION: is_role,
        Column.NEEDS: lambda cell: bool(NEEDS_WORDS & set(fold(cell).split())),
    }
    return {column: share(cells, look) for column, look in looks.items()}


def is_mail(cell: str) -> bool:
    return "@" in cell and MAIL.search(cell) is not None


def is_mail_alone(cell: str) -> bool:
    """A mail address and nothing else: "Ana Lopez <ana@…>" is a name too."""
    return is_mail(cell) and not fold(MAIL.sub("", cell).replace("mailto:", ""))


def is_figure(cell: str) -> bool:
    """A number, a date, an hour: nobody's name."""
    return PLAIN_NUMBER.fullmatch(cell) is not None or DATE.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    return DATE.fullmatch(cell) is not None


def is_cross(cell: str) -> bool:
    return cell in SIGNS or fold(cell) in CROSSES


def is_civility(cell: str) -> bool:
    return fold(cell) in TITLES_OF_PEOPLE


def is_town(cell: str) -> bool:
    return TOWN_CODE.fullmatch(cell) is not None or fold(re.sub(r"\(.*\)", "", cell)) in _towns()


def is_given_name(cell: str) -> bool:
    words = fold(cell).split()
    return (
        0 < len(words) <= 3
        and words[0] in GIVEN_NAMES
        and not _is_capitals(cell.rsplit(maxsplit=1)[-1])
    )


def is_full_name(cell: str) -> bool:
    bare = MAIL.sub("", cell)
    words = fold(bare).split()
    if not 2 <= len(words) <= LONGEST_NAME or any(letter.isdigit() for letter in bare):
        return False
    if is_organization(cell) or is_role(cell):
        return False
    if GIVEN_NAMES & {words[0], words[-1], words[1]}:
        return True
    # "LE GALL Jean-Noël": some words in capitals, some not.
    capitals = [_is_capitals(word) for word in bare.split() if len(word) > 1]
    return any(capitals) and not all(capitals)


def is_family_name(cell: str) -> bool:
    words = fold(cell).split()
    return (
        0 < len(words) <= 3
        and words[0] not in GIVEN_NAMES
        and not any(letter.isdigit() for letter in cell)
        and not is_organization(cell)
        and not is_role(cell)
        and cell[:1].isupper()
    )


def is_organization(cell: str) -> bool:
    return bool(ORGANIZATION_WORDS & set(fold(cell).split())) and not is_role(cell)


def is_role(cell: str) -> bool:
    words = plain(cell).split()
    return bool(words) and words[0].startswith(ROLE_WORDS) and not words[0].startswith("direction")


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@cache
def _towns() -> frozenset[str]:
    """Names of towns that are not also a first name."""
    names = {
        fold(row.name)
        for row in read_cog().rows
        if row.kind == "commune" and (row.population or 0) >= LARGE_TOWN
    }
    return frozenset(names - GIVEN_NAMES)
