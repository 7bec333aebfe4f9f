"""Guess what the columns of a list hold from their titles."""

from collections.abc import Callable, Sequence

from entrelacs.commons.plain_text import fold

# Roles whose whole title must be known: one of their words alone says too little.
_WHOLE_TITLES = {
    "apart": (
        "sans", "pas avec", "a separer de", "separer de", "separe de", "ne pas mettre avec",
        "without", "apart", "apart from", "not with",
    ),
    "together": (
        "avec", "a placer avec", "placer avec", "a mettre avec", "souhaite etre avec", "ensemble",
        "a la table de", "with", "together", "together with",
    ),
    "needs": (
        "besoin", "besoins", "besoins particuliers", "besoin particulier", "besoins de placement",
        "besoins d accessibilite", "accessibilite", "need", "needs",
    ),
    "rounds": (
        "tour", "tours", "tours presents", "present aux tours", "presence", "presence aux tours",
        "round", "rounds", "rounds attended",
    ),
    "host": (
        "table fixe", "table animee", "anime la table", "hote de la table", "tient la table",
        "hote", "host", "host of table", "pinned",
    ),
}  # fmt: skip
# The first role whose words a title holds wins: "Nom de la structure" is a structure.
_PEOPLE_WORDS = {
    "structure": "structure organisme organisation organization association etablissement employeur "
    "entreprise company employer",
    "worlds": "monde mondes world worlds categorie category secteur profil",
    "territory": "territoire commune ville territory town city departement localite",
    "first": "prenom prenoms first given",
    "name": "nom noms name surname participant participante participants personne invite invitee",
}
_HISTORY_WORDS = {
    "structure": _PEOPLE_WORDS["structure"],
    "round": "tour round rotation",
    "table": "table",
    "times": "fois times nombre count",
    "gathering": "rencontre gathering evenement seance event date jour day",
    "first": _PEOPLE_WORDS["first"],
    "name": f"{_PEOPLE_WORDS['name']} avec with",
}
TITLE_LINES = 10

Columns = dict[str, int]


def guess_people_columns(titles: Sequence[str]) -> Columns:
    """Return the place of each role found in the titles of a list of people."""
    columns: Columns = {}
    for number, title in enumerate(titles):
        folded = fold(title)
        whole = [role for role, known in _WHOLE_TITLES.items() if folded in known]
        for role in whole or _roles_in(folded, _PEOPLE_WORDS):
            if role not in columns:
                columns[role] = number
                break
    return columns


def guess_history_columns(titles: Sequence[str]) -> Columns:
    """Return the place of each role in the titles of past tables; "other" is a second name."""
    columns: Columns = {}
    for number, title in enumerate(titles):
        for role in _roles_in(fold(title), _HISTORY_WORDS):
            if role not in columns:
                columns[role] = number
                break
            if role == "name":
                columns.setdefault("other", number)
                break
    return columns


def find_titles(
    rows: Sequence[Sequence[str]], guess: Callable[[Sequence[str]], Columns]
) -> tuple[int, Columns]:
    """Return the line with the most titles: a heading above them may hold one of their words."""
    guesses = [guess(row) for row in rows[:TITLE_LINES]]
    best = max(range(len(guesses)), key=lambda line: len(guesses[line]))
    return best, guesses[best]


def _roles_in(folded: str, words: dict[str, str]) -> list[str]:
    held = set(folded.split())
    roles = [role for role, hints in words.items() if held & set(hints.split())]
    # "Nom et prénom" in one column is a whole name.
    return ["name"] if roles == ["first", "name"] and "prenom" in held else roles
