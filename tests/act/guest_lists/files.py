"""Lists as partners send them, each laid out in its own way: the rules were written on these."""

import datetime

from tests.act.guest_lists.listing import Invented, ListFile, mail, people
from tests.act.guest_lists.writers import Cell, ods, xls, xlsx


def files() -> list[ListFile]:
    """Every file the rules know, in a fixed order."""
    return [
        spaced_titles(),
        names_in_one_column(),
        phones_as_numbers(),
        unicode_text(),
        titles_under_a_heading(),
        second_sheet(),
        crosses(),
        titles_on_two_lines(),
        printed_pages(),
        quoted_cells(),
        old_macintosh(),
        names_alone(),
        mails_in_names(),
        dates_and_emoji(),
        page_with_spans(),
        slips_of_the_keys(),
        two_phones_two_needs(),
        contact_is_a_name(),
    ]


def named(titles: list[str], columns: str) -> dict[str, str]:
    return dict(zip(titles, columns.split(), strict=True))


def spaced_titles() -> ListFile:
    titles = ["PRÉNOM ", " NOM", "Structure  ", "Mail ", "MONDE "]
    rows = [
        [p.given, p.family.upper(), p.structure, mail(p), ("TS", "ES", "les deux")[n % 3]]
        for n, p in enumerate(people(8, seed=1))
    ]
    return ListFile(
        name="liste.xlsx",
        content=xlsx([titles, *rows]),
        header_line=1,
        people=8,
        columns=named(
            ["PRÉNOM", "NOM", "Structure", "Mail", "MONDE"],
            "given_name family_name organization email worlds",
        ),
    )


def names_in_one_column() -> ListFile:
    lines = [
        f"{p.family.upper()} {p.given};{p.structure};{p.role};{world};{p.town}"
        for p, world in zip(
            people(6, seed=2),
            ["travailleur social", "TS", "entrepreneuse sociale", "ESS", "les deux", "CCAS"],
            strict=True,
        )
    ]
    text = "\r\n".join(["NOM Prénom;Organisme;Fonction;Secteur;Commune", *lines])
    return ListFile(
        name="invités.csv",
        content=text.encode("cp1252"),
        header_line=1,
        people=6,
        columns=named(
            ["NOM Prénom", "Organisme", "Fonction", "Secteur", "Commune"],
            "full_name organization role worlds municipality",
        ),
    )


def phones_as_numbers() -> ListFile:
    titles = ["Nom", "Prenom", "Tél", "Structure", "E-mail"]
    rows: list[list[Cell]] = [
        [p.family, p.given, 612345670 + n, p.structure, mail(p)]
        for n, p in enumerate(people(9, seed=3))
    ]
    return ListFile(
        name="liste tel.xls",
        content=xls([titles, *rows]),
        header_line=1,
        people=9,
        columns=named(titles, "family_name given_name phone organization email"),
    )


def unicode_text() -> ListFile:
    lines = [f"{p.given}\t{p.family}\t{p.town}\t{mail(p)}\t" for p in people(5, seed=4)]
    text = "\r\n".join(["Prénom\tNom\tVille\tCourriel\tBesoins particuliers", *lines])
    return ListFile(
        name="Texte Unicode.txt",
        content=text.encode("utf-16"),
        header_line=1,
        people=5,
        columns=named(
            ["Prénom", "Nom", "Ville", "Courriel", "Besoins particuliers"],
            "given_name family_name municipality email needs",
        ),
    )


def titles_under_a_heading() -> ListFile:
    titles = ["Employeur", "Nom", "Prénom", "Poste", "Portable", "Confirmé"]
    rows: list[list[Cell]] = [
        [p.structure if n % 4 == 0 else None, p.family, p.given, p.role, "+33 6 12 34 56 78", "oui"]
        for n, p in enumerate(people(12, seed=5))
    ]
    return ListFile(
        name="Grande Rencontre.xlsx",
        content=xlsx(
            [
                ["Liste des invités – Grande Rencontre"],
                [None, None, None, datetime.date(2027, 3, 12)],
                [],
                titles,
                *rows,
                [],
                ["Total : 12"],
            ],
            merges=[(0, 0, 0, 5), (4, 0, 7, 0), (8, 0, 11, 0), (12, 0, 15, 0)],
        ),
        header_line=4,
        people=12,
        columns=named(titles, "organization family_name given_name role phone ignored"),
    )


def second_sheet() -> ListFile:
    titles = ["N°", "Participant·e", "Association", "Rôle", "Adresse électronique"]
    rows: list[list[Cell]] = [
        [n + 1, f"{p.given} {p.family}", p.structure, p.role, mail(p)]
        for n, p in enumerate(people(7, seed=6))
    ]
    return ListFile(
        name="suivi.ods",
        content=ods(
            {"Inscrits": [titles, *rows], "Budget": [["Poste", "Montant"], ["Salle", 250]]}
        ),
        header_line=1,
        people=7,
        columns=named(titles, "ignored full_name organization role email"),
    )


def crosses() -> ListFile:
    titles = ["Nom", "Prénom", "Structure", "Travail social", "Entrepreneuriat social", "PMR"]
    rows: list[list[Cell]] = [
        [p.family, p.given, p.structure, "x" if n % 3 else None, "X" if n % 3 != 1 else None, None]
        for n, p in enumerate(people(9, seed=7))
    ]
    rows[2][5] = "x"
    return ListFile(
        name="croix.xlsx",
        content=xlsx([titles, *rows], shared=False),
        header_line=1,
        people=9,
        columns=named(titles, "family_name given_name organization worlds worlds needs"),
    )


def titles_on_two_lines() -> ListFile:
    above = ["Personne", None, "Structure", None, "Coordonnées", None, "Observations"]
    titles = ["Nom", "Prénom", "Nom", "Commune", "Tél.", "Mail", None]
    rows: list[list[Cell]] = [
        [p.family, p.given, p.structure, p.town, "05.56.00.11.22", mail(p), None]
        for p in people(10, seed=8)
    ]
    return ListFile(
        name="deux lignes.xlsx",
        content=xlsx(
            [["Invitations"], above, titles, *rows],
            merges=[(1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6)],
        ),
        header_line=3,
        people=10,
        columns=named(
            [
                "Personne – Nom",
                "Prénom",
                "Structure – Nom",
                "Commune",
                "Tél.",
                "Mail",
                "Observations",
            ],
            "family_name given_name organization municipality phone email ignored",
        ),
    )


def printed_pages() -> ListFile:
    titles = "Civilité;Nom;Prénom;Structure;Fonction;Signature"
    lines = [f"Mme;{p.family};{p.given};{p.structure};{p.role};" for p in people(10, seed=9)]
    text = "\n".join(
        [
            titles,
            *lines[:5],
            "Travailleurs sociaux du secteur nord et de Valmarin;;;;;",
            titles,
            *lines[5:],
        ]
    )
    return ListFile(
        name="pages.csv",
        content=(text + "\nNombre de personnes;10;;;;\n").encode(),
        header_line=1,
        people=10,
        columns=named(
            titles.split(";"), "ignored family_name given_name organization role ignored"
        ),
    )


def quoted_cells() -> ListFile:
    titles = '"Nom complet","Organisation","Mail","Quel est votre milieu ?","Remarques"'
    lines = [
        f'"{p.family}, {p.given}","{p.structure}\nAntenne de {p.town}","{mail(p)}","TS;ES","Vient, peut-être"'
        for p in people(6, seed=10)
    ]
    return ListFile(
        name="export.csv",
        content=("sep=,\n" + "\n".join([titles, *lines])).encode("utf-8-sig"),
        header_line=2,
        people=6,
        columns=named(
            ["Nom complet", "Organisation", "Mail", "Quel est votre milieu ?", "Remarques"],
            "full_name organization email worlds ignored",
        ),
    )


def old_macintosh() -> ListFile:
    lines = [f"{p.given};{p.family};{p.structure};{p.role}" for p in people(8, seed=21)]
    text = "\r".join(["Prénom;Nom de famille;Établissement;Métier", *lines])
    return ListFile(
        name="liste mac.csv",
        content=text.encode("mac_roman"),
        header_line=1,
        people=8,
        columns=named(
            ["Prénom", "Nom de famille", "Établissement", "Métier"],
            "given_name family_name organization role",
        ),
    )


def names_alone() -> ListFile:
    lines = [f"{p.given} {p.family}" for p in people(7, seed=22)]
    return ListFile(
        name="noms.txt",
        content=("\n".join(lines) + "\n").encode(),
        header_line=None,
        people=7,
        columns={"1": "full_name"},
    )


def mails_in_names() -> ListFile:
    lines = [f"{p.given} {p.family} <{mail(p)}>;{p.structure}" for p in people(7, seed=23)]
    return ListFile(
        name="messagerie.txt",
        content="\n".join(lines).encode(),
        header_line=None,
        people=7,
        columns={"1": "full_name", "2": "organization"},
    )


def dates_and_emoji() -> ListFile:
    titles = ["Date", "Prénom 🌻", "Nom", "CP", "Ville", "📞", "@", "Allergies"]
    rows: list[list[Cell]] = [
        [
            datetime.date(2027, 2, n + 1), f"{p.given} 🎉", p.family, 33000 + n, p.town,
            "06 12 34 56 78", mail(p), "gluten" if n == 1 else "RAS",
        ]
        for n, p in enumerate(people(6, seed=24))
    ]  # fmt: skip
    return ListFile(
        name="réponses.ods",
        content=ods([titles, *rows]),
        header_line=1,
        people=6,
        columns=named(
            titles, "ignored given_name family_name ignored municipality phone email needs"
        ),
    )


def page_with_spans() -> ListFile:
    crew = people(6, seed=25)
    rows = "".join(
        f"<tr>{f'<td rowspan=3>{p.structure}' if n % 3 == 0 else ''}<td>{p.family}<td>{p.given}"
        f"<td>{p.role}<td><a href='mailto:{mail(p)}'>{mail(p)}</a></tr>"
        for n, p in enumerate(crew)
    )
    head = "<tr><th>Structure<th>Nom<th>Prénom<th>Fonction<th>Courriel</tr>"
    return ListFile(
        name="export.xlsx",
        content=f"<!DOCTYPE html><html><body><h1>Inscrits</h1><table>{head}{rows}</table>".encode(),
        header_line=1,
        people=6,
        columns=named(
            ["Structure", "Nom", "Prénom", "Fonction", "Courriel"],
            "organization family_name given_name role email",
        ),
    )


def slips_of_the_keys() -> ListFile:
    titles = ["Prénon", "Nom", "Strucutre", "Télephonne", "Foncton", "Commmune"]
    lines = ["\t".join(titles)]
    lines += [
        f"{p.given}\t{p.family}\t{p.structure}\t0556112233\t{p.role}\t{p.town}"
        for p in people(6, seed=26)
    ]
    return ListFile(
        name="fautes.tsv",
        content="\n".join(lines).encode(),
        header_line=1,
        people=6,
        columns=named(titles, "given_name family_name organization phone role municipality"),
    )


def two_phones_two_needs() -> ListFile:
    titles = [
        "NOM",
        "PRÉNOM",
        "STRUCTURE",
        "FIXE",
        "PORTABLE",
        "RÉGIME ALIMENTAIRE",
        "ACCESSIBILITÉ",
        "PROFIL",
    ]
    rows: list[list[Cell]] = [
        [
            p.family, p.given, p.structure, "05 56 11 22 33", 612345678, "végétarien" if n else None,
            "fauteuil" if n == 2 else None, ("Travailleuse sociale", "Entrepreneur·e social·e")[n % 2],
        ]
        for n, p in enumerate(people(7, seed=27))
    ]  # fmt: skip
    return ListFile(
        name="complet.xls",
        content=xls({"Synthèse 2027": [titles, *rows]}),
        header_line=1,
        people=7,
        columns=named(titles, "family_name given_name organization phone phone needs needs worlds"),
    )


def contact_is_a_name() -> ListFile:
    titles = ["Structures", "Contact", "Qualité", "Coordonnées", "Territoire"]
    rows: list[list[Cell]] = [
        [p.structure, contact(p, n), p.role, mail(p), p.town]
        for n, p in enumerate(people(9, seed=28))
    ]
    return ListFile(
        name="partenaires.xlsx",
        content=xlsx(
            {"Partenaires": [titles, *rows], "Modèle": [["Structures"]]}, hidden=["Modèle"]
        ),
        header_line=1,
        people=9,
        columns=named(titles, "organization full_name role email municipality"),
    )


def contact(person: Invented, number: int) -> str:
    return f"{'Mme' if number % 2 else 'M.'} {person.given} {person.family.upper()}"
