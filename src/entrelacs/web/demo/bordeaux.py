"""The meeting being prepared in Bordeaux for 12 March 2027: structures and people are all invented."""

# Structure, worlds of its people, commune (code of the official geographic code), how many come.
STRUCTURES: list[tuple[str, str, str, int]] = [
    ("CCAS de Bègles (démonstration)", "ts collectivite", "33039", 4),
    ("Maison des Solidarités des Aubiers", "ts", "33063", 5),
    ("Centre social du Quai aux Livres", "ts", "33063", 3),
    ("Le Pas de Côté", "ts", "33281", 3),
    ("Prévention spécialisée Rive droite", "ts", "33119", 3),
    ("Service d’accompagnement Les Glycines", "ts", "33318", 3),
    ("Foyer de jeunes travailleurs Le Mascaret", "ts", "33063", 2),
    ("École de travail social des Deux-Rives", "ts", "33522", 3),
    ("La Conserverie Mobile", "es", "33063", 4),
    ("Atelier Vélo Garonne", "es", "33119", 3),
    ("Coopérative Pignada", "es", "33281", 4),
    ("Les Repas du Quai", "es", "33063", 3),
    ("Numérique Proche", "es", "33318", 3),
    ("Toits Partagés", "es", "33449", 3),
    ("Ressourcerie La Belle Marée", "es", "33039", 3),
    ("Conciergerie Les Échoppes", "es", "33063", 3),
    ("Tiers-lieu La Cale sèche", "es", "33063", 2),
    ("Mission insertion du département (démonstration)", "ts collectivite", "33063", 3),
    ("Direction de la cohésion, métropole (démonstration)", "collectivite", "33063", 2),
    ("Collectif d’habitant·es des Berges", "habitant", "33119", 3),
    ("Fondation Estey", "autre", "33063", 1),
    ("", "autre", "33063", 1),
]

# What some asked for: a need, never its reason.
NEEDS = {
    3: "Place près de la porte",
    11: "Table au calme",
    27: "Boucle magnétique",
    44: "Documents en grands caractères",
}

# The same as properties of a table, where a table can offer it.
TABLE_NEEDS = {3: "door", 11: "quiet"}

# Two rounds at tables: people change tables for the second.
ROUNDS = 2

# Two people who asked not to share a table: organisers alone know.
APART = (17, 52)

# Numbers of the people who were already in Paris: they should meet others this time.
BACK_FROM_PARIS = (1, 9, 13, 22, 35, 41)

# What people read before they register, and how many seats there are.
WELCOME = (
    "Travail social et entrepreneuriat social accompagnent les mêmes personnes et se connaissent peu. "
    "Une après-midi pour se rencontrer à des tables mixtes, se dire ce que l’on attend les un·es des "
    "autres, et repartir avec des pistes à mener ensemble.\n\n"
    "Tram B, arrêt Berges. La halle est de plain-pied ; un café d’accueil est offert."
)
CAPACITY = 80
QUOTAS = {"ts": 40, "es": 36}

SEGMENTS: list[tuple[str, int, str, str, str]] = [
    ("13:30", 60, "welcome", "Accueil", "Café, badges, premières rencontres."),
    ("14:30", 15, "opening", "Ouverture", "Le lieu, les partenaires, le déroulé."),
    ("14:45", 35, "panel", "Table ronde", "Ce que Paris a lancé, ce que Bordeaux veut essayer."),
    ("15:20", 20, "break", "Installation aux tables", "Chacun·e trouve sa table."),
    (
        "15:40",
        60,
        "tables",
        "Ateliers aux tables",
        "Deux tours : objectifs et exemples, puis pistes.",
    ),
    ("16:40", 15, "break", "Pause", ""),
    ("16:55", 35, "plenary", "Restitution et vote", "Les pistes des tables, puis les priorités."),
    ("17:30", 30, "closing", "Clôture", "Qui veut en être ? Suite et remerciements."),
]
