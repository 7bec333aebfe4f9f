"""More lists that measure, written once the first ones had: never tuned on either.

Everyone in them is invented.
"""

import datetime

from tests.act.guest_lists.listing import ListFile, mail, people
from tests.act.guest_lists.writers import Cell, ods, xls, xlsx


def questions() -> ListFile:
    titles = {
        "ID de réponse": "ignored",
        "Date de soumission": "ignored",
        "Comment vous appelez-vous ?": "full_name",
        "Quel est votre employeur actuel ?": "organization",
        "Titre exact de votre poste": "role",
        "À quelle adresse mail vous écrire ?": "email",
        "Et votre téléphone ?": "phone",
        "Venez-vous plutôt du travail social ou de l'entrepreneuriat social ?": "worlds",
        "De quelle commune venez-vous ?": "municipality",
        "De quoi avez-vous besoin pour venir (accès, repas, garde d'enfants) ?": "needs",
        "J'accepte de recevoir la lettre d'information": "ignored",
    }
    rows: list[list[Cell]] = [
        [
            4000 + n, f"2027-01-{n + 10} 08:00:00", f"{p.given} {p.family}", p.structure, p.role, mail(p),
            "0612345678", ("Travail social", "Entrepreneuriat social")[n % 2], p.town,
            "Accès PMR" if n == 3 else None, "Oui",
        ]
        for n, p in enumerate(people(9, seed=31))
    ]  # fmt: skip
    return ListFile(
        name="results-survey.xlsx",
        content=xlsx([list(titles), *rows]),
        header_line=1,
        people=9,
        columns=titles,
    )


def short_titles() -> ListFile:
    titles = ["Civ.", "NOM", "Prén.", "Org.", "Fct", "Mob.", "Mail pro.", "CP/Ville"]
    lines = [
        f"Mme,{p.family},{p.given},{p.structure},{p.role},07 12 34 56 78,{mail(p)},33000 {p.town}"
        for p in people(9, seed=32)
    ]
    return ListFile(
        name="abrege.csv",
        content="\n".join([",".join(titles), *lines]).encode(),
        header_line=1,
        people=9,
        columns=dict(
            zip(
                titles,
                "ignored family_name given_name organization role phone email municipality".split(),
                strict=True,
            )
        ),
    )


def two_groups() -> ListFile:
    above = ["", "PERSONNE INVITÉE", "", "", "EMPLOYEUR", "", "LOGISTIQUE", ""]
    titles = [
        "#",
        "Nom",
        "Prénom",
        "Ligne directe",
        "Raison sociale",
        "Commune",
        "Repas",
        "Transport",
    ]
    rows: list[list[Cell]] = [
        [
            n + 1,
            p.family.upper(),
            p.given,
            556112233,
            p.structure,
            p.town,
            "Végétarien" if n % 4 == 0 else "",
            "train",
        ]
        for n, p in enumerate(people(11, seed=33))
    ]
    return ListFile(
        name="logistique.xls",
        content=xls(
            {"Liste": [["Grande Rencontre du 12 mars 2027"], above, titles, *rows]}, shared=True
        ),
        header_line=3,
        people=11,
        columns=dict(
            zip(
                titles,
                "ignored family_name given_name phone organization municipality needs ignored".split(),
                strict=True,
            )
        ),
    )


def titles_of_a_register() -> ListFile:
    titles = [
        "Identité du participant", "Service / Établissement", "Grade ou fonction", "Courrier électronique",
        "Poste téléphonique", "Appartenance (TS, ES, autre)", "Observations",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            f"{p.family.upper()} {p.given}", p.structure, p.role, mail(p), "05 56 00 11 22",
            ("TS", "ES", "autre")[n % 3], "",
        ]
        for n, p in enumerate(people(10, seed=34))
    ]  # fmt: skip
    return ListFile(
        name="registre.ods",
        content=ods([["DÉPARTEMENT – Registre"], [], titles, *rows, ["TOTAL", 10]]),
        header_line=3,
        people=10,
        columns=dict(
            zip(
                titles,
                "full_name organization role email phone worlds ignored".split(),
                strict=True,
            )
        ),
    )


def without_titles_in_capitals() -> ListFile:
    lines = [
        f"{p.family.upper()};{p.given};{mail(p)};{p.structure};{p.town}"
        for p in people(12, seed=35)
    ]
    return ListFile(
        name="vrac.csv",
        content="\r\n".join(lines).encode("cp1252", errors="replace"),
        header_line=None,
        people=12,
        columns={
            "1": "family_name",
            "2": "given_name",
            "3": "email",
            "4": "organization",
            "5": "municipality",
        },
    )


def invitations_followed_up() -> ListFile:
    titles = [
        "Relancé le", "Réponse", "Organisation invitée", "Personne contact", "Rôle", "Email du contact",
        "Numéro", "Univers d’appartenance", "Territoire d’action", "Commentaire interne",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            datetime.date(2027, 2, n + 1), "Oui", p.structure, f"{p.given} {p.family}", p.role, mail(p),
            "+33 7 12 34 56 78", ("social", "ESS", "les deux")[n % 3], p.town, "RAS",
        ]
        for n, p in enumerate(people(8, seed=36))
    ]  # fmt: skip
    return ListFile(
        name="suivi relances.xlsx",
        content=xlsx({"Suivi": [titles, *rows]}),
        header_line=1,
        people=8,
        columns=dict(
            zip(
                titles,
                "ignored ignored organization full_name role email phone worlds municipality "
                "ignored".split(),
                strict=True,
            )
        ),
    )
