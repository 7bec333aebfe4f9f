"""Lists nobody looked at while the rules were written: they measure, and are never tuned on.

Everyone in them is invented. `python benchmarks/guest_lists.py` prints the share of columns read right.
"""

import datetime

from tests.act.guest_lists.held_out_later import (
    invitations_followed_up,
    questions,
    short_titles,
    titles_of_a_register,
    two_groups,
    without_titles_in_capitals,
)
from tests.act.guest_lists.listing import ListFile, mail, people
from tests.act.guest_lists.writers import ods, xls, xlsx


def held_out() -> list[ListFile]:
    """Every file of the measure, in a fixed order."""
    return [
        ticket_office(),
        membership_export(),
        form_answers(),
        town_hall(),
        attendance_sheet(),
        pasted_without_titles(),
        customer_software(),
        web_page(),
        one_structure_for_several(),
        volunteers(),
        questions(),
        short_titles(),
        two_groups(),
        titles_of_a_register(),
        without_titles_in_capitals(),
        invitations_followed_up(),
    ]


def ticket_office() -> ListFile:
    titles = (
        "Commande no,Date de la commande,Prénom,Nom de famille,Adresse e-mail,Quantité,"
        "Type de billet,Entreprise,Intitulé du poste,Téléphone cellulaire,Ville de facturation,"
        "Vous êtes… ?"
    )
    kinds = ["Professionnel·le du social", "Entrepreneur·e social·e", "Les deux"]
    lines = [
        f"{98000 + n},2027-02-{n + 1:02} 10:31:07,{p.given},{p.family},{mail(p)},1,Entrée gratuite,"
        f'"{p.structure}",{p.role},+33 6 12 34 5{n % 10} 78,{p.town},{kinds[n % 3]}'
        for n, p in enumerate(people(14, seed=11))
    ]
    return ListFile(
        name="participants-billetterie.csv",
        content="\n".join([titles, *lines]).encode(),
        header_line=1,
        people=14,
        columns={
            "Commande no": "ignored",
            "Date de la commande": "ignored",
            "Prénom": "given_name",
            "Nom de famille": "family_name",
            "Adresse e-mail": "email",
            "Quantité": "ignored",
            "Type de billet": "ignored",
            "Entreprise": "organization",
            "Intitulé du poste": "role",
            "Téléphone cellulaire": "phone",
            "Ville de facturation": "municipality",
            "Vous êtes… ?": "worlds",
        },
    )


def membership_export() -> ListFile:
    titles = (
        "Référence commande;Date;Statut;Nom participant;Prénom participant;Email payeur;"
        "Numéro de téléphone;Structure représentée;Champ : votre rôle dans la structure;"
        "Champ : allergies ou régime;Montant"
    )
    diets = ["", "Sans gluten", "Végétarien", "", "Allergie aux noix"]
    lines = [
        f"R{n}-77;1{n % 9}/01/2027 09:12;Validé;{p.family.upper()};{p.given};{mail(p)};"
        f"061234567{n % 10};{p.structure};{p.role};{diets[n % 5]};0,00"
        for n, p in enumerate(people(9, seed=12))
    ]
    return ListFile(
        name="export-adhesions.csv",
        content=("\ufeff" + "\r\n".join([titles, *lines])).encode(),
        header_line=1,
        people=9,
        columns={
            "Référence commande": "ignored",
            "Date": "ignored",
            "Statut": "ignored",
            "Nom participant": "family_name",
            "Prénom participant": "given_name",
            "Email payeur": "email",
            "Numéro de téléphone": "phone",
            "Structure représentée": "organization",
            "Champ : votre rôle dans la structure": "role",
            "Champ : allergies ou régime": "needs",
            "Montant": "ignored",
        },
    )


def form_answers() -> ListFile:
    titles = [
        "Horodateur",
        "Adresse e-mail",
        "Votre nom",
        "Votre prénom",
        "Dans quelle organisation travaillez-vous ?",
        "Quelle y est votre fonction ?",
        "Vous vous reconnaissez plutôt comme…",
        "Votre commune",
        "Un numéro pour vous joindre",
        "Avez-vous des besoins particuliers pour participer ?",
        "Comment avez-vous connu la rencontre ?",
    ]
    kinds = ["travailleur·se social·e", "entrepreneur·e social·e", "un peu des deux"]
    rows = [
        [
            datetime.date(2027, 1, n + 1),
            mail(p),
            p.family,
            p.given,
            p.structure,
            p.role,
            kinds[n % 3],
            p.town,
            612345670 + n,
            "Place proche de la sortie" if n == 4 else "Non",
            "Par une collègue",
        ]
        for n, p in enumerate(people(11, seed=13))
    ]
    return ListFile(
        name="Inscription (réponses).xlsx",
        content=xlsx({"Réponses au formulaire 1": [titles, *rows]}),
        header_line=1,
        people=11,
        columns=dict(
            zip(
                titles,
                "ignored email family_name given_name organization role worlds municipality phone "
                "needs ignored".split(),
                strict=True,
            )
        ),
    )


def town_hall() -> ListFile:
    titles = ["N°", "CIVILITÉ", "NOM PRENOM", "QUALITE", "ORGANISME", "TEL.", "MEL", "COMMUNE"]
    rows = [
        [
            n + 1,
            "Mme" if n % 2 else "M.",
            f"{p.family.upper()} {p.given}",
            p.role,
            p.structure.upper(),
            556000000 + n,
            mail(p),
            p.town.upper(),
        ]
        for n, p in enumerate(people(17, seed=14))
    ]
    head = [
        ["VILLE DE VALMARIN – DIRECTION DES SOLIDARITÉS"],
        ["Liste des invités à la Grande Rencontre du 12 mars 2027"],
        [],
        titles,
    ]
    return ListFile(
        name="LISTE DEFINITIVE.xls",
        content=xls([*head, *rows, [None, None, "TOTAL", 17]]),
        header_line=4,
        people=17,
        columns=dict(
            zip(
                titles,
                "ignored ignored full_name role organization phone email municipality".split(),
                strict=True,
            )
        ),
    )


def attendance_sheet() -> ListFile:
    above = ["Participant", None, "Structure", None, None, "Contact", None, "Signature"]
    titles = ["Nom", "Prénom", "Intitulé", "Ville", "Champ", "Fixe / portable", "Courriel", None]
    champs = ["Travail social", "ESS", "Travail social / ESS"]
    rows = [
        [p.family, p.given, p.structure, p.town, champs[n % 3], "05 56 11 22 33", mail(p), None]
        for n, p in enumerate(people(8, seed=15))
    ]
    return ListFile(
        name="emargement.ods",
        content=ods(
            [["Feuille d’émargement"], above, titles, *rows],
            merges=[(0, 0, 0, 7), (1, 0, 1, 1), (1, 2, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)],
        ),
        header_line=3,
        people=8,
        columns={
            "Nom": "family_name",
            "Prénom": "given_name",
            "Intitulé": "organization",
            "Ville": "municipality",
            "Champ": "worlds",
            "Fixe / portable": "phone",
            "Courriel": "email",
            "Signature": "ignored",
        },
    )


def pasted_without_titles() -> ListFile:
    lines = [
        f"{p.given} {p.family}\t{p.structure}\t{p.role}\t{mail(p)}\t06.12.34.56.7{n % 10}"
        for n, p in enumerate(people(12, seed=16))
    ]
    return ListFile(
        name="liste.txt",
        content="\n".join(lines).encode(),
        header_line=None,
        people=12,
        columns={
            "1": "full_name",
            "2": "organization",
            "3": "role",
            "4": "email",
            "5": "phone",
        },
    )


def customer_software() -> ListFile:
    titles = (
        "ID contact;Titre;First name;Last name;Account name;Job title;Email;Mobile;Mailing city;"
        "Special requirements;Owner"
    )
    lines = [
        f"003{n:06};{'Mme' if n % 2 else 'M.'};{p.given};{p.family};{p.structure};{p.role};"
        f"{mail(p)};0033612345{n % 10}80;{p.town};{'Wheelchair' if n == 3 else ''};M. Lorient"
        for n, p in enumerate(people(10, seed=17))
    ]
    return ListFile(
        name="contacts export.csv",
        content="\r\n".join([titles, *lines]).encode("cp1252"),
        header_line=1,
        people=10,
        columns={
            "ID contact": "ignored",
            "Titre": "ignored",
            "First name": "given_name",
            "Last name": "family_name",
            "Account name": "organization",
            "Job title": "role",
            "Email": "email",
            "Mobile": "phone",
            "Mailing city": "municipality",
            "Special requirements": "needs",
            "Owner": "ignored",
        },
    )


def web_page() -> ListFile:
    titles = {
        "Nom usuel": "family_name",
        "Prénom usuel": "given_name",
        "Établissement d’affectation": "organization",
        "Corps / métier": "role",
        "Courriel professionnel": "email",
        "Téléphone professionnel": "phone",
        "Catégorie (TS/ES)": "worlds",
        "Résidence administrative": "municipality",
    }
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{cell}</td>"
            for cell in (
                p.family.upper(), p.given, p.structure, p.role, mail(p), "05&nbsp;57&nbsp;00&nbsp;11&nbsp;22",
                ("TS", "ES", "TS et ES")[n % 3], p.town,
            )
        )
        + "</tr>\n"
        for n, p in enumerate(people(7, seed=18))
    )  # fmt: skip
    head = "".join(f"<th>{title}</th>" for title in titles)
    page = (
        "<html><head><meta charset='utf-8'><style>td{mso-number-format:'@'}</style></head><body>"
        f"<table border=1><tr>{head}</tr>\n{rows}</table></body></html>"
    )
    return ListFile(
        name="extraction.xls", content=page.encode(), header_line=1, people=7, columns=titles
    )


def one_structure_for_several() -> ListFile:
    titles = [
        "Structure / Collectif",
        "Personne présente",
        "Mission",
        "Joignable au",
        "@",
        "Univers",
    ]
    rows: list[list[str | int | None]] = []
    merges = []
    for n, p in enumerate(people(9, seed=19)):
        if n % 3 == 0:
            merges.append((n + 3, 0, n + 5, 0))
        rows.append(
            [
                p.structure if n % 3 == 0 else None,
                f"{p.given} {p.family.upper()}",
                p.role,
                "06-12-34-56-78",
                mail(p),
                "Social" if n % 2 else "Entrepreneuriat social",
            ]
        )
    return ListFile(
        name="par structure.xlsx",
        content=xlsx([["Qui vient ?"], ["mise à jour le 3 mars"], titles, *rows], merges=merges),
        header_line=3,
        people=9,
        columns=dict(
            zip(titles, "organization full_name role phone email worlds".split(), strict=True)
        ),
    )


def volunteers() -> ListFile:
    titles = [
        "Nom et prénom du ou de la participant·e",
        "Association",
        "Poste occupé",
        "Adresse mail (obligatoire)",
        "Tél. portable",
        "Localité",
        "Précautions à prendre (PMR, LSF…)",
        "Présence l'après-midi",
        "Notes internes",
    ]
    rows = [
        [
            f"{p.family}, {p.given}",
            p.structure,
            p.role,
            mail(p),
            f"6 12 34 56 {70 + n}",
            p.town,
            "LSF" if n == 1 else None,
            "oui",
            "à rappeler" if n == 2 else None,
        ]
        for n, p in enumerate(people(10, seed=20))
    ]
    return ListFile(
        name="benevoles.ods",
        content=ods({"Lisez-moi": [], "Liste": [titles, *rows]}),
        header_line=1,
        people=10,
        columns=dict(
            zip(
                titles,
                "full_name organization role email phone municipality needs ignored ignored".split(),
                strict=True,
            )
        ),
    )
