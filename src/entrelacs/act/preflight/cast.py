"""Invented people and structures for a rehearsal: names put side by side, none of them anybody's."""

GIVEN = (
    "Alix Barnabé Capucine Dimitri Éléa Foulques Ginette Honoré Ilona Jocelyn Kadiatou Lubin Mahaut "
    "Nestor Ombeline Philibert Quitterie Rodrigue Sidonie Théodule Ursuline Vivien Wanda Ximena Yvon "
    "Zénobie Ambroise Bertille Côme Domitille"
).split()
FAMILY = (
    "Aiguebrune Boisclairet Cendrillard Doucemont Épinelle Floraval Grandlierre Hautepierrot Isleverte "
    "Jardinelle Kerdoré Lunaison Montorage Noiseraie Ormelune Petitvent Quatresaisons Rivebelle "
    "Sablonnet Tournevent Ultramarin Valcreux Westrelin Ysopet Zéphyrin Ardoisier Brumaire-Sol "
    "Chantepluie Dormeval Étincelin Feuillantin"
).split()
STRUCTURES = (
    "Atelier Brindille",
    "Coopérative Lanterne",
    "Maison Passerelle",
    "Relais Boussole",
    "Fabrique Girouette",
    "Foyer Marelle",
    "Épicerie Luciole",
    "Service Balancelle",
    "Jardin Ricochet",
    "Recyclerie Toupie",
    "Centre Farandole",
    "Mobilité Cabriole",
)


def invented_name(number: int) -> tuple[str, str]:
    """The person of that number: always the same one, another than all those before.

    >>> len({invented_name(number) for number in range(900)})
    900
    """
    # 30 given names and 31 family names have no common divisor: pairs come back after 930.
    return GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)]


def invented_structure(number: int) -> str:
    """The structure of that number; those who see it know that it does not exist.

    >>> invented_structure(0), invented_structure(12)
    ('Atelier Brindille (inventé)', 'Atelier Brindille 2 (inventé)')
    """
    turn, place = divmod(number, len(STRUCTURES))
    return f"{STRUCTURES[place]}{f' {turn + 1}' if turn else ''} (inventé)"
