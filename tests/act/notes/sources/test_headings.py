import pytest

from entrelacs.act.notes.sources.base import Line, PromptKind, Style
from entrelacs.act.notes.sources.headings import Reading
from entrelacs.act.notes.sources.text import styled_line


def reading(text: str, *, after_blank: bool = True) -> Reading:
    return Reading(styled_line(text, number=1, after_blank=after_blank))


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("TABLE 3", 3, ""),
        ("Table n° 3", 3, ""),
        ("Table n°12 :", 12, ""),
        ("## Table 3 :", 3, ""),
        ("**TABLE 3**", 3, ""),
        ("Table trois", 3, ""),
        ("TABLE DOUZE", 12, ""),
        ("Table une", 1, ""),
        ("TABLE\t3", 3, ""),
        ("Table numéro 4.", 4, ""),
        ("Table 3 – Le logement", 3, "Le logement"),
        ("Table 3 (suite)", 3, "suite"),
        ("Table 2:Emploi", 2, "Emploi"),
        ("- Table 5", 5, ""),
        ("Table :", None, ""),
        ("TABLE n°", None, ""),
        ("Table 0", None, ""),
        ("# Table du jardin", None, "du jardin"),
    ],
)
def test_table_heading_is_recognised(text, number, title):
    heading = reading(text).table

    assert heading is not None
    assert (heading.number, heading.title) == (number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Table ronde",
        "# Table ronde",
        "Table des matières",
        "Tableau 3",
        "Tables 1 et 2",
        "TABLE 1\t9",
        "TABLE 1 9",
        "TABLE 1 ........ 9",
        "TABLE 1 - 9",
        "Table 4 a proposé une fête",
        "table 3",
        "- Table 3 : le logement d'abord",
    ],
)
def test_other_words_are_no_table_heading(text):
    assert reading(text).table is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Principaux objectifs de la collaboration :", PromptKind.OBJECTIVES),
        ("PRINCIPAUX OBJECTIFS", PromptKind.OBJECTIVES),
        ("Objectifs", PromptKind.OBJECTIVES),
        ("### Objectif", PromptKind.OBJECTIVES),
        ("Quels objectifs pour demain ?", PromptKind.OBJECTIVES),
        ("1) Objectifs", PromptKind.OBJECTIVES),
        ("**Exemples de collaboration** :", PromptKind.EXAMPLES),
        ("EXEMPLES\u00a0:", PromptKind.EXAMPLES),
        ("Expe\u0301riences réussies :", PromptKind.EXAMPLES),
        ("Pistes de future collaboration :", PromptKind.LEADS),
        ("Leviers d'action", PromptKind.LEADS),
        ("Leviers d’action", PromptKind.LEADS),
        ("- Pistes :", PromptKind.LEADS),
    ],
)
def test_prompt_is_recognised_whatever_its_writing(text, kind):
    heading = reading(text).prompt

    assert heading is not None
    assert heading.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "- Pistes cyclables communes",
        "- piste",
        "- Exemple : la maison du quartier",
        "Exemple : la maison du quartier",
        "Les objectifs ont été discutés longuement par toute la table ce jour-là.",
        "Goals",
        "Objection",
    ],
)
def test_idea_that_begins_like_a_prompt_is_none(text):
    assert reading(text).prompt is None


def test_prompt_in_the_middle_of_an_idea_is_none():
    assert reading("exemples communs", after_blank=False).prompt is None


def test_prompt_may_hold_an_idea_on_its_line():
    heading = reading("Objectifs : se voir").prompt

    assert heading is not None
    assert heading.idea == "se voir"


@pytest.mark.parametrize(
    "text",
    [
        "Autour de la table : Ana",
        "**Autour de la table :** Ana",
        "Participant·es : Ana",
        "Participant.e.s : Ana",
        "Participant(e)s : Ana",
        "Participants/participantes : Ana",
        "PRÉSENTS : Ana",
        "Présent·e·s : Ana",
        "Présentes - Ana",
        "Personnes présentes à la table 3 : Ana",
        "Étaient présents (8) : Ana",
        "Membres de la table : Ana",
        "## Participantes : Ana",
    ],
)
def test_people_heading_is_recognised(text):
    assert reading(text).people == "Ana"


@pytest.mark.parametrize(
    "text",
    [
        "Présentation : le projet",
        "Les participants ont parlé de logement.",
        "Les présents étaient ravis",
        "Table de présence",
    ],
)
def test_sentence_about_people_is_no_people_heading(text):
    assert reading(text).people is None


@pytest.mark.parametrize(
    ("text", "is_closing"),
    [
        ("SYNTHÈSE GÉNÉRALE", True),
        ("# Synthèse des tables", True),
        ("Clôture de la rencontre", True),
        ("Table ronde", True),
        ("Synthèse de la table 3 :", False),
        ("- Synthèse à rédiger", False),
        ("Conclusion de tout cela, il faudra se revoir.", False),
    ],
)
def test_closing_title_ends_the_tables(text, is_closing):
    assert reading(text).is_closing is is_closing


@pytest.mark.parametrize(
    ("text", "is_contents"),
    [
        ("Introduction\t3", True),
        ("Introduction ........ 3", True),
        ("Introduction …… 12", True),
        ("Introduction      12", True),
        ("Introduction 12", False),
        ("Valmont en 2024", False),
    ],
)
def test_contents_entry_is_told_by_its_leader(text, is_contents):
    assert reading(text).is_contents is is_contents


@pytest.mark.parametrize("text", ["12", "- 12 -", "Page 3", "p. 3", "3 / 14", "Page 3 sur 14"])
def test_page_number_is_a_page_mark(text):
    assert reading(text).is_page_mark


def test_long_line_is_never_read_as_a_heading():
    line = Line(1, "", "Table 1 – " + "x" * 200, Style.PLAIN)

    assert Reading(line).table is None
