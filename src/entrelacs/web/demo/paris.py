"""The Paris meeting of 13 December 2021, as data.

Structures and ideas are the public facts of the published report, the ideas in our own short words; the
people are invented, and the pages say so. The organiser’s site dates the meeting 21 December: we keep the
date of the report.
"""

# Per table: (structure or "", worlds) of each person who sat there; who they were is invented.
SEATS: dict[int, list[tuple[str, str]]] = {
    1: [
        ("Initiative Vie", "es"),
        ("Le Média Social", "autre"),
        ("Caracol", "es"),
        ("Ikigai", "es"),
        ("Moulinot", "es"),
        ("System’C", "es"),
        ("Chœur à l’ouvrage", "es"),
        ("CASVP", "ts"),
    ],
    2: [
        ("Raisonnances", "es"),
        ("Fondation Crédit Coopératif", "autre"),
        ("Solinum", "es"),
        ("Caracol", "es"),
        ("Centre social Guy Toffoletti", "ts"),
        ("Département des Hauts-de-Seine", "ts collectivite"),
    ],
    3: [
        ("", "es"),
        ("Tirelires d’Avenir", "es"),
        ("Aalia.Tech", "es"),
        ("Et Pourquoi Pas ?", "es"),
        ("Impact France", "ts es"),
        ("DGCS", "collectivite"),
        ("Civic-Ceris", "autre"),
        ("Broster", "es"),
        ("Fondation Crédit Coopératif", "autre"),
    ],
    4: [
        ("La Fonda", "autre"),
        ("Tirelires d’avenir", "es"),
        ("Département des Hauts-de-Seine", "ts"),
        ("DGCS", "collectivite"),
        ("Réseau Môm’Artre", "ts es"),
        ("Azimuto", "es"),
        ("Civic-Ceris", "autre"),
    ],
    5: [
        ("La Ruche Développement", "es"),
        ("Aalia.Tech", "es"),
        ("ANCT", "collectivite"),
        ("", "autre"),
        ("", ""),
        ("Broster", "es"),
        ("Conseil Départemental 92", "ts collectivite"),
        ("", ""),
    ],
    6: [
        ("SINGA", "es"),
        ("GNIAC", "autre"),
        ("SAVS Gustave Beauvois", "ts"),
        ("EPSS CY", "ts"),
        ("Altrimenti", "es"),
        ("", "autre"),
        ("", "autre"),
    ],
}

# One person at table 5 was counted without being named.
UNNAMED = {5: 1}

OBJECTIVES: dict[int, list[str]] = {
    1: [
        "Faire connaissance et se comprendre",
        "Devenir complémentaires",
        "Se passer savoirs et compétences",
    ],
    2: [
        "Rendre les actions plus efficaces",
        "Repartir de la personne dans chaque dispositif",
        "Bousculer l’action publique",
    ],
    3: [
        "Changer de regard, de posture et de cadre",
        "Apprendre les uns des autres",
        "Monter des actions ensemble",
    ],
    4: [
        "Répondre mieux aux besoins des personnes",
        "Donner sa valeur au travail social",
        "Se reconnaître mutuellement",
    ],
    5: [
        "Transformer l’administration locale",
        "Gagner en compétences des deux côtés",
        "Tisser des réseaux entre professions",
    ],
    6: [
        "Sortir de l’entre-soi de son cadre",
        "Élargir sa capacité d’agir auprès des personnes vulnérables",
        "Mieux décider, à un niveau stratégique",
    ],
}

EXAMPLES: dict[int, list[str]] = {
    1: [
        "Les forums de l’entrepreneuriat social",
        "Le Neurchi du TS : l’humour en ligne qui fait connaître le métier",
        "Les colocations solidaires de Caracol",
        "Pôle Emploi qui oriente vers les offres de Makesense",
        "Une plateforme entre employeurs solidaires et personnes éloignées de l’emploi",
        "Des groupes de travail mixtes, appuyés sur des relais locaux",
        "Les coups de fil informels entre TS et ES",
    ],
    2: [
        "Les communs : des friches occupées un temps avec des acteurs sociaux",
        "Le Centsept, accélérateur d’innovation sociale à Lyon",
        "Le PTCE des Mureaux, où se croisent les métiers",
        "Les fiches de coopération et guides de méthode de La Fonda",
        "Les centres sociaux, qui font travailler TS et ES ensemble",
        "Des baux d’occupation à petit prix et de meilleurs financements",
    ],
    3: [
        "Soliguide, qui recense les lieux et services utiles",
        "La Maison Pour Tous : un hébergement solidaire et citoyen",
        "21, l’accélérateur de la Croix-Rouge française",
        "Des portraits filmés ou en podcast pour le grand public",
        "Des diagnostics partagés comme point de départ",
    ],
    4: [
        "Des rencontres de l’emploi, par département ou par ville",
        "Les pôles territoriaux de coopération économique",
        "Des questionnaires pour savoir ce que valent les rencontres",
    ],
    5: [
        "Les coformations d’ATD Quart Monde",
        "Les Territoires zéro chômeur de longue durée",
        "Les appels d’offres communs de l’ADEME",
        "Les espaces de discussion dans les collectivités",
        "L’étude ethnologique de la CGA",
    ],
    6: [
        "La formation commune de l’EPSS et de l’ESSEC",
        "Les échanges en libre-service, comme à SINGA",
        "Les lettres d’information lues par plusieurs métiers",
    ],
}

LEADS: dict[int, list[str]] = {
    1: [
        "Un observatoire des bonnes pratiques locales",
        "Plaider auprès des financeurs pour des candidatures communes TS et ES",
        "Des alliances qui étudient un problème d’un bout à l’autre",
        "Un stage de découverte du terrain dans les formations sociales",
        "Dans chaque structure, un référent des partenariats mixtes",
        "S’inviter dans les lettres et les événements les uns des autres",
    ],
    2: [
        "Qui porte le cadre : nous seuls, une collectivité, un tiers ?",
        "Un observatoire territorial de l’action sociale, à l’écoute des usagers",
        "Un PTCE consacré à l’action sociale",
        "Des portails, forums ou annuaires pour se connaître sur un territoire",
        "Des sites qui montrent les réussites comme les échecs",
        "Des unités d’enseignement communes",
        "Un stage obligatoire de terrain dans les écoles de commerce",
        "La CGA présente dans chaque ville",
    ],
    3: [
        "Des rendez-vous « Vis ma vie » entre TS et ES",
        "Une série courte qui raconte les travailleurs sociaux",
        "Se retrouver dans des lieux conviviaux : bars, musées, salles de spectacle",
        "Des instances locales TS-ES pour penser le collectif",
        "Ouvrir les tiers-lieux aux TS et aux personnes accompagnées",
        "Des projets entre écoles, avec les IRTS",
        "Des stages dans l’ESS pour découvrir les métiers du social",
    ],
    4: [
        "Des machines à café communes, pour commencer à se parler",
        "Un CNFPT ouvert à des publics plus divers",
        "Répondre aux appels à projets en binôme TS-ES",
        "Des formations raccourcies, avec des visites de terrain",
        "Des bureaux partagés entre TS et ES",
    ],
    5: [
        "Un « Vis ma vie » sur un temps long",
        "Un devoir d’alliance : la mixité exigée dans les appels à projets",
        "Faire connaître les métiers du social par l’image et la publicité",
        "Valoriser ce qui existe déjà plutôt que d’innover à tout prix",
        "Des rencontres TS-ES dans les espaces de coworking",
        "Des outils pour partager les pratiques et se codévelopper",
        "Prolonger l’étude de la CGA vers ceux qui hésitent",
        "Des formations communes dans les cursus sociaux",
    ],
    6: [
        "Échanger sa place une semaine pour vivre le métier de l’autre",
        "Des rencontres avec les personnes concernées, pour dire besoins et forces",
        "Des financements pour le temps passé à faire du lien",
        "Relier davantage les projets entre eux",
        "Faire connaître les lieux d’échange qui existent",
        "Rendre visibles les coopérations réussies",
        "Un vocabulaire commun, sans hiérarchie",
        "Des stages à thème entre TS et ES",
    ],
}

# (label, tone, keywords) of the five categories of the general synthesis.
THEMES = [
    (
        "Lieux et rencontres",
        "teal",
        ["rencontre", "lieu", "tiers-lieu", "café", "coworking", "bureau", "rendez-vous"],
    ),
    (
        "Apprentissage et formation",
        "orange",
        ["formation", "stage", "école", "enseignement", "cursus", "compétence"],
    ),
    (
        "Communication et valorisation",
        "plum",
        ["valoriser", "visible", "série", "site", "lettre", "image", "vocabulaire"],
    ),
    (
        "Règles et financements",
        "blue",
        ["appel à projets", "financement", "devoir", "alliance", "candidature", "binôme"],
    ),
    (
        "Instances et outils communs",
        "green",
        ["observatoire", "instance", "annuaire", "référent", "outil", "portail"],
    ),
]

# Theme number, title, then the contributions it stands on as "table.number" among the leads,
# or with a letter for an objective (O) or an example (E) of a table.
SYNTHESIS_LEADS: list[tuple[int, str, list[str]]] = [
    (0, "Vis ma vie, une semaine dans le métier de l’autre", ["3.1"]),
    (0, "Un café commun, premier pas pour se parler", ["4.1", "3.3"]),
    (0, "Des tiers-lieux ouverts aux TS et aux personnes accompagnées", ["3.5", "4.5", "5.5"]),
    (0, "Un PTCE de l’action sociale", ["2.3", "E2.3", "E4.2"]),
    (0, "La CGA dans chaque ville", ["2.8"]),
    (1, "Un stage de terrain dans chaque cursus", ["1.4", "2.7", "3.7"]),
    (1, "Des unités d’enseignement communes", ["2.6", "5.8", "E6.1"]),
    (1, "Des projets entre écoles", ["3.6"]),
    (1, "Des formations courtes avec visites", ["4.4", "4.2"]),
    (2, "Montrer les réussites et les échecs", ["2.5", "6.6"]),
    (2, "Raconter le travail social en image", ["3.2", "5.3", "E3.4"]),
    (2, "Valoriser ce qui existe déjà", ["5.4", "6.5"]),
    (2, "Un vocabulaire commun", ["6.7"]),
    (2, "S’inviter dans les lettres et les événements", ["1.6", "E6.3"]),
    (3, "Un devoir d’alliance dans les appels à projets", ["5.2", "1.2"]),
    (3, "Candidater en binôme TS-ES", ["4.3"]),
    (3, "Financer le temps de faire du lien", ["6.3"]),
    (4, "Un observatoire des pratiques et du territoire", ["1.1", "2.2"]),
    (4, "Un annuaire pour se connaître sur un territoire", ["2.4"]),
    (4, "Un référent des partenariats dans chaque structure", ["1.5"]),
    (4, "Des instances locales TS-ES", ["3.4", "1.3"]),
    (4, "Des outils pour partager les pratiques", ["5.6"]),
]

# Leads that were separate and were folded into another: theme, title, sources, title of the kept one.
MERGED_LEADS: list[tuple[int, str, list[str], str]] = [
    (
        0,
        "Échanger sa place une semaine",
        ["6.1"],
        "Vis ma vie, une semaine dans le métier de l’autre",
    ),
    (
        0,
        "Un « Vis ma vie » au long cours",
        ["5.1"],
        "Vis ma vie, une semaine dans le métier de l’autre",
    ),
    (1, "Des stages à thème", ["6.8"], "Un stage de terrain dans chaque cursus"),
]

# Prompt letter, text, sources: the lines of the general synthesis for objectives and examples.
SYNTHESIS_LINES: list[tuple[str, str, list[str]]] = [
    (
        "O",
        "Se connaître et se comprendre, pour échanger des compétences et voir ce qui se complète.",
        ["O1.1", "O1.2", "O1.3", "O3.2", "O4.3", "O5.2", "O6.1"],
    ),
    (
        "O",
        "Mieux répondre aux besoins, en repartant de la personne dans chaque dispositif.",
        ["O2.1", "O2.2", "O4.1", "O6.2"],
    ),
    (
        "O",
        "Remettre en question les pratiques publiques et transformer l’administration locale.",
        ["O2.3", "O3.1", "O5.1"],
    ),
    ("O", "Agir ensemble, en réseau, contre la pauvreté et l’exclusion.", ["O3.3", "O5.3"]),
    (
        "E",
        "Pour se connaître : l’humour du Neurchi du TS, les fiches de La Fonda, le Soliguide.",
        ["E1.2", "E2.4", "E3.1"],
    ),
    (
        "E",
        "Pour travailler ensemble : les accélérateurs Centsept et 21, le PTCE des Mureaux.",
        ["E2.2", "E3.3", "E2.3"],
    ),
    (
        "E",
        "Pour cerner les besoins : coformations, lettres d’information, diagnostics partagés.",
        ["E5.1", "E6.3", "E3.5"],
    ),
]

# Title of a lead, status, structure of the invented referent, next step, when.
ROADMAP: list[tuple[str, str, str, str, str]] = [
    (
        "Vis ma vie, une semaine dans le métier de l’autre",
        "started",
        "SAVS Gustave Beauvois",
        "Écrire la charte d’accueil avec cinq structures",
        "2027-01-20",
    ),
    (
        "Des unités d’enseignement communes",
        "started",
        "EPSS CY",
        "Ouvrir la deuxième session avec l’ESSEC",
        "2027-02-08",
    ),
    (
        "Candidater en binôme TS-ES",
        "started",
        "Caracol",
        "Répondre à deux à l’appel du département",
        "2026-12-15",
    ),
    (
        "Un observatoire des pratiques et du territoire",
        "proposed",
        "La Fonda",
        "Réunir trois territoires volontaires",
        "2027-03-12",
    ),
    (
        "Des tiers-lieux ouverts aux TS et aux personnes accompagnées",
        "done",
        "La Ruche Développement",
        "",
        "",
    ),
    ("Un café commun, premier pas pour se parler", "done", "Centre social Guy Toffoletti", "", ""),
    ("Raconter le travail social en image", "dormant", "Broster", "", ""),
    ("La CGA dans chaque ville", "dropped", "", "", ""),
]

# Start, minutes, kind, title, text.
SEGMENTS: list[tuple[str, int, str, str, str]] = [
    ("14:00", 20, "welcome", "Accueil", "Café et visite de la bibliothèque du musée social."),
    ("14:20", 10, "opening", "Ouverture", "Le lieu, les partenaires, le déroulé."),
    (
        "14:30",
        20,
        "sharing",
        "Restitution de l’enquête",
        "Un film présente l’étude menée depuis 2019 auprès de douze personnes, six de chaque monde : "
        "pourquoi se rapprocher, ce qui freine, ce qui aide.",
    ),
    (
        "14:50",
        45,
        "panel",
        "Table ronde",
        "Une ville, l’État, une fondation, un réseau citoyen et un mouvement d’entreprises réagissent : "
        "coopérer ne demande pas un objectif commun, mais du temps et des lieux.",
    ),
    (
        "15:35",
        60,
        "tables",
        "Ateliers aux tables",
        "Six tables mêlant les deux mondes : réfléchir seul·e, puis dire des objectifs, des exemples, "
        "des pistes.",
    ),
    ("16:35", 15, "break", "Pause", ""),
    ("16:50", 50, "plenary", "Restitution", "Chaque table dit ses pistes à toute la salle."),
    ("17:40", 20, "closing", "Clôture", "Remerciements, puis un cocktail."),
]

INTRODUCTION = """Le 13 décembre 2021, une cinquantaine de travailleuses et travailleurs sociaux et \
d’entrepreneuses et entrepreneurs sociaux se sont retrouvés au musée social, à Paris, pour la première \
Grande Rencontre.

Trois intentions : poursuivre la réflexion ouverte en 2019 sur ce que les deux mondes peuvent s’apporter ; \
inspirer par des expériences qui existent ; faire naître une communauté prête à essayer autrement.

Après un film et une table ronde, six tables mêlant les deux mondes ont travaillé une heure. Ce compte \
rendu garde leurs mots, et dit de quelles tables vient chaque ligne de la synthèse."""

CLOSING = """La rencontre s’est terminée par la restitution des tables et un moment convivial. Ce compte \
rendu est un point de départ : chaque piste a un état et une prochaine étape dans la feuille de route.

La Grande Rencontre suivante se prépare à Bordeaux."""

SUPPORT = "Fondation Crédit Coopératif, DGCS, GNIAC, Uniopss, Impact France, Ouishare"
