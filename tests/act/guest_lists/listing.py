"""What a file of people holds, known beforehand, and invented people to fill it with."""

from dataclasses import dataclass
from random import Random

from entrelacs.commons.plain_text import fold

GIVEN = (
    "Ana Élodie Jean-Noël Fatou Bruno Chloé Mehdi Solène Yannick Inès Maëlle Tom Aïcha Loïc Camille "
    "Gaspard Noémie Rachid Sophie Hugo Linh Mathilde Driss Perrine Étienne Awa Justine Olivier"
).split()
FAMILY = (
    "Lopez|Martin|Le Gall|Diop|Verdier|Nguyen|Bensaïd|Kervella|Ormelune|Valcreux|Dubois-Ferrand|"
    "Rochebrune|Traoré|Castaing|Lafitte|De Oliveira|Marchand|Tilleul|Haddad|Poirier|Sauveterre|"
    "Carpentier|Bellanger|Moulin|Fauré|Delmas|Guérin|Œuvrard"
).split("|")
STRUCTURES = (
    "CCAS de Valmarin|Les Passerelles|Coopérative des Tilleuls|Mission locale du Vignoble|"
    "Association Le Fil Vert|Département des Hauts-de-Seine|Atelier Remob|Emmaüs Brelande|"
    "MDS de Talence|La Ressourcerie du Port|Ville de Cenon|SCIC Habitat Partagé|Régie de quartier Nord|"
    "UDAF 33|Épicerie solidaire La Grange"
).split("|")
ROLES = (
    "Directrice|Assistant de service social|Chargée de mission|Éducateur spécialisé|Coordinatrice|"
    "Responsable de pôle|Conseillère en insertion|Gérant|Cheffe de service|Bénévole|CESF|Présidente"
).split("|")
TOWNS = "Bordeaux|Pessac|Talence|Cenon|Lormont|Bègles|Mérignac|Floirac|Libourne".split("|")


@dataclass(frozen=True, kw_only=True)
class ListFile:
    """A file with what must be read of it: the meaning of each title, the line of the titles.

    Without titles, columns are named by their number, from 1.
    """

    name: str
    content: bytes
    columns: dict[str, str]
    header_line: int | None
    people: int


@dataclass(frozen=True)
class Invented:
    given: str
    family: str
    structure: str
    role: str
    town: str


def people(count: int, *, seed: int) -> list[Invented]:
    """People nobody is, each with another name."""
    draw = Random(seed)
    names = [(given, family) for given in GIVEN for family in FAMILY]
    return [
        Invented(given, family, draw.choice(STRUCTURES), draw.choice(ROLES), draw.choice(TOWNS))
        for given, family in draw.sample(names, count)
    ]


def mail(person: Invented) -> str:
    letters = fold(f"{person.given} {person.family}").replace(" ", ".")
    return f"{letters}@liste.example"
