"""The form under which the name of a territory is stored and looked for."""

import re

from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.cog import departments

LEADING_ARTICLE = re.compile(r"^(?:l|la|le|les) (?=.)")
# "St" alone may be the beginning of Strasbourg: it is a saint only before another word.
SAINT = re.compile(r"\bst(e?s?)(?= )")
IN_BRACKETS = re.compile(r"^(.+)\(([^()]*)\)\s*$")


def search_name(name: str) -> str:
    """Name without accents, hyphens or leading article, saints written in full.

    >>> search_name("St-Denis"), search_name("L'Haÿ-les-Roses"), search_name("Ste Foy")
    ('saint denis', 'hay les roses', 'sainte foy')
    """
    return LEADING_ARTICLE.sub("", SAINT.sub(r"saint\1", fold(name)))


def name_and_department(text: str) -> tuple[str, str | None]:
    """Take apart what a person types or picks: the name, and the department that follows it.

    >>> name_and_department("Saint-Denis (93)"), name_and_department("bastia 2b")
    (('saint denis', '93'), ('bastia', '2B'))
    >>> name_and_department("Paris (department)"), name_and_department("Lyon")
    (('paris', None), ('lyon', None))
    """
    if bracketed := IN_BRACKETS.match(text):
        name, department = bracketed[1], bracketed[2].strip().upper()
        return search_name(name), department if department in departments() else None
    name, _, last = search_name(text).rpartition(" ")
    if name and last.upper() in departments():
        return name, last.upper()
    return search_name(text), None
