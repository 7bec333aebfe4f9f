"""Time to write a report the size of the Paris one (89 contributions), in every format.

Each format stands beside a bare peer measured in the same run: an empty document from the library
it rests on, or the tree through `json.dumps`. "first" pays for imports, fonts and caches.

Run: python benchmarks/report.py [FOLDER], where FOLDER receives the files.
"""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import django
import docx
import typst
from django.conf import settings
from django.utils import translation

from entrelacs.share.reports import content as say
from entrelacs.share.reports.composition import build_document
from entrelacs.share.reports.document import SVG, Document, Picture
from entrelacs.share.reports.formats import FORMATS, Assets
from entrelacs.share.reports.formats.tree import as_data
from entrelacs.share.reports.labels import report_labels

SOURCE = Path(__file__).resolve().parents[1] / "src" / "entrelacs"
ROUNDS = 5
LETTERS = {"O": 18, "E": 29, "P": 42}

SUBJECTS = ["Un café mensuel", "Une visite de terrain", "Un annuaire partagé", "Une lettre commune"]
VERBS = ["pour préparer", "afin de relire", "qui permet de suivre", "pour raconter"]
OBJECTS = ["les parcours d’accompagnement", "les premiers essais", "les besoins du quartier"]
PLACES = [
    "avec deux structures voisines.",
    "dans un tiers-lieu ouvert.",
    "tout au long de l’année.",
]
GIVEN = ["Anouk", "Basile", "Célimène", "Dorian", "Élia", "Fantine", "Gaspard", "Hortense", "Ilan"]
FAMILY = ["Valmorin", "Desquennes", "Ortolan", "Briavoine", "Castelneuf", "Malvezin"]
STRUCTURES = ["Maison des Tilleuls", "Atelier Passerelle", "Le Fil commun", "Pôle Rivage"]


def sentence(random: Random) -> str:
    return " ".join(random.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, PLACES))


def invented_tables(random: Random) -> tuple[say.TableAccount, ...]:
    seats = (8, 6, 9, 7, 8, 7)
    notes: list[list[say.ContributionLine]] = [[] for _seat in seats]
    for letter, total in LETTERS.items():
        for number in range(total):
            table = notes[number % len(seats)]
            place = 1 + number // len(seats)
            table.append(say.ContributionLine(letter, place, sentence(random)))
    return tuple(
        say.TableAccount(number, tuple(person(random) for _ in range(seated)), tuple(lines))
        for number, (seated, lines) in enumerate(zip(seats, notes, strict=True), start=1)
    )


def person(random: Random) -> say.PersonLine:
    name = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
    structure = random.choice(STRUCTURES)
    shown = random.random() < 0.7
    return say.PersonLine(name if shown else None, structure, None if shown else "coordination")


def invented_synthesis(
    random: Random, tables: tuple[say.TableAccount, ...]
) -> tuple[say.PromptSynthesis, ...]:
    """25 lines: 1 for objectives, 3 for examples, 21 for leads in five categories."""
    names = {letter: [] for letter in LETTERS}
    for table in tables:
        for line in table.contributions:
            names[line.letter].append(say.reference(table.number, line.letter, line.number))

    def line(letter: str) -> say.SynthesisLine:
        parents = ()
        if letter == "P" and random.random() < 0.3:
            parent = say.SynthesisLine(sentence(random), (random.choice(names[letter]),))
            parents = (parent,)
        cited = tuple(random.sample(names[letter], 2))
        return say.SynthesisLine(sentence(random), cited, parents)

    def theme(title: str, letter: str, count: int) -> say.ThemeBlock:
        return say.ThemeBlock(title, tuple(line(letter) for _ in range(count)))

    categories = [
        ("Lieux et espaces de rencontre", 5),
        ("Apprentissage et formation", 4),
        ("Communication et valorisation", 4),
        ("Règles et financements", 4),
        ("Instances et outils communs", 4),
    ]
    leads = tuple(theme(title, "P", count) for title, count in categories)
    return (
        say.PromptSynthesis("O", (theme("", "O", 1),)),
        say.PromptSynthesis("E", (theme("", "E", 3),), ("Des initiatives existent déjà.",)),
        say.PromptSynthesis("P", leads),
    )


def invented_content() -> say.ReportContent:
    random = Random(2021)
    tables = invented_tables(random)
    text = " ".join(sentence(random) for _ in range(6))
    roadmap = tuple(
        say.RoadmapLine(sentence(random), "Maison des Tilleuls", "Réunir le groupe", "mars 2027")
        for _ in range(6)
    )
    return say.ReportContent(
        programme="Les Passerelles du Val",
        meeting=say.MeetingLine(
            "La Grande Rencontre du Val", "lundi 13 décembre 2021", "Musée social, Valville"
        ),
        prompts=(
            say.PromptHeading("O", "Principaux objectifs de la collaboration"),
            say.PromptHeading("E", "Exemples de collaboration"),
            say.PromptHeading("P", "Pistes de future collaboration"),
        ),
        acknowledgements="la Fondation du Pont, le Conseil des Deux Rives",
        introduction=(text, "Trois objectifs :", ("Se connaître", "Partager", "Essayer"), text),
        segments=(
            say.SegmentLine("14 h", "Accueil", "Café et plan de tables"),
            say.SegmentLine("14 h 30", "Résultats de l’enquête", account=(text, text)),
            say.SegmentLine("15 h", "Table ronde", "Quatre points de vue", (text, text, text)),
            say.SegmentLine("16 h", "Travail aux tables", "Objectifs, exemples, pistes", (text,)),
            say.SegmentLine("17 h 30", "Restitution", "Deux minutes par table"),
        ),
        tables=tables,
        synthesis=invented_synthesis(random, tables),
        roadmap=roadmap,
        closing=(text, text),
    )


def bare_pdf() -> object:
    source = b'#set document(title: "Vide")\n#set text(lang: "fr")\n= Vide\nVide'
    compiler = typst.Compiler(source, ignore_system_fonts=True)
    return compiler.compile(format="pdf", pdf_standards=["ua-1"])


def bare_docx() -> object:
    document = docx.Document()
    document.add_heading("Vide")
    document.save(BytesIO())
    return document


def peer_of(code: str, document: Document) -> tuple[str, Callable[[], object]]:
    tree = as_data(document)
    peers = {"pdf": ("empty typst", bare_pdf), "docx": ("empty python-docx", bare_docx)}
    return peers.get(code, ("json.dumps of the tree", lambda: json.dumps(tree)))


def best(act: Callable[[], object]) -> float:
    """Seconds of the best of several rounds."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def paris_sized_document() -> Document:
    translation.activate("fr")
    drawing = (SOURCE / "web" / "static" / "img" / "logo.svg").read_bytes()
    logo = Picture(drawing, SVG, "Logo : deux fils qui se croisent")
    content = invented_content()
    return build_document(content, report_labels(content), logo=logo)


def main() -> None:
    settings.configure(USE_I18N=True, LANGUAGE_CODE="fr", LOCALE_PATHS=[SOURCE / "locale"])
    django.setup()
    document = paris_sized_document()
    assets = Assets(font_paths=(SOURCE / "web" / "static" / "vendor" / "fonts",))
    print(f"{'format':9} {'first':>7} {'best':>7} {'bytes':>9}  beside, in the same run")
    for code, kind in FORMATS.items():
        start = time.perf_counter()
        written = kind.render(document, assets)
        first = time.perf_counter() - start
        seconds = best(lambda kind=kind: kind.render(document, assets))
        name, peer = peer_of(code, document)
        peer()
        bare = best(peer)
        print(
            f"{code:9} {first:6.3f}s {seconds:6.3f}s {len(written):9,}"
            f"  {name} {bare:.4f}s: {seconds / bare:.1f} times"
        )
        for folder in sys.argv[1:]:
            (Path(folder) / f"report.{kind.extension}").write_bytes(written)


if __name__ == "__main__":
    main()
