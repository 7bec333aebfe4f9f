"""An invented report, small enough to read, with one of each thing a report may hold."""

import zlib
from dataclasses import fields

from entrelacs.share.reports.composition import build_document
from entrelacs.share.reports.content import (
    ContributionLine,
    MeetingLine,
    PersonLine,
    PromptHeading,
    PromptSynthesis,
    ReportContent,
    ReportLabels,
    RoadmapLine,
    SegmentLine,
    SynthesisLine,
    TableAccount,
    ThemeBlock,
)
from entrelacs.share.reports.document import PNG, SVG, Document, Picture

LOGO = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>',
    SVG,
    "Logo du Val : deux rives",
    name="logo",
)

TEMPLATES = {
    "language": "fr-FR",
    "with_the_support_of": "Avec le soutien de %(names)s",
    "table": "Table %(number)s",
    "titled_table": "Table %(number)s : %(title)s",
    "more_people": "%(count)s autres personnes",
    "reading": "Lire %(example)s ainsi : table, consigne, rang.",
}
# Each label says its own name: a test sees at once which one came out.
LABELS = ReportLabels(
    **{field.name: TEMPLATES.get(field.name, f"<{field.name}>") for field in fields(ReportLabels)}
)

TABLES = (
    TableAccount(
        1,
        (
            PersonLine("Anouk Valmorin", "Atelier Passerelle", "coordination"),
            PersonLine(None, "Maison des Tilleuls", "accueil"),
            PersonLine(),
            PersonLine(),
        ),
        (
            ContributionLine("O", 1, "Mieux se connaître."),
            ContributionLine("P", 1, "Échanger nos postes une semaine."),
            ContributionLine("P", 2, "Un café commun chaque mois."),
        ),
    ),
    TableAccount(
        2,
        (PersonLine("Basile Ortolan"),),
        (
            ContributionLine("P", 1, "Vivre la journée de l’autre."),
            ContributionLine("P", 2, "Une fresque dans la cour."),
        ),
        title="Se former",
    ),
)

CONTENT = ReportContent(
    programme="Les Passerelles du Val",
    meeting=MeetingLine("La Grande Rencontre du Val", "13 décembre 2021", "Musée du Val"),
    prompts=(PromptHeading("O", "Objectifs"), PromptHeading("P", "Pistes")),
    acknowledgements="la Fondation du Pont",
    introduction=("Une journée à deux voix.", ("Se connaître", "Essayer ensemble")),
    segments=(
        SegmentLine("14 h", "Accueil", "Café"),
        SegmentLine("15 h", "Table ronde", account=("Quatre points de vue se répondent.",)),
    ),
    tables=TABLES,
    synthesis=(
        PromptSynthesis("O", (ThemeBlock("", (SynthesisLine("Se reconnaître.", ("T1·O1",)),)),)),
        PromptSynthesis(
            "P",
            (
                ThemeBlock(
                    "Rencontres",
                    (
                        SynthesisLine(
                            "Vis ma vie",
                            ("T2·P1",),
                            parents=(SynthesisLine("Échange de postes", ("T1·P1",)),),
                            detail="une semaine chez l’autre.",
                        ),
                    ),
                ),
            ),
            introduction=("Les tables se rejoignent.",),
        ),
    ),
    roadmap=(RoadmapLine("Vis ma vie", referent="Atelier Passerelle", due="mars 2027"),),
    closing=("Rendez-vous au printemps.",),
)


def sample_document() -> Document:
    return build_document(CONTENT, LABELS, logo=LOGO)


def png_picture(alternative: str, side: int = 2) -> Picture:
    """A grey square, made here so that no image file is needed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    rows = (b"\x00" + b"\x80" * side) * side
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return Picture(b"\x89PNG\r\n\x1a\n" + b"".join(parts), PNG, alternative)
