from dataclasses import replace

import pytest

from entrelacs.commons.messages import sentence_for
from entrelacs.share.reports.composition import (
    RepeatedReference,
    UnknownPrompt,
    UnknownReference,
    build_document,
)
from entrelacs.share.reports.content import (
    ContributionLine,
    PersonLine,
    PromptSynthesis,
    ReportContent,
    SynthesisLine,
    TableAccount,
    ThemeBlock,
    read_prose,
)
from entrelacs.share.reports.document import (
    BulletList,
    Citation,
    Document,
    Highlight,
    Highlights,
    Item,
    Listing,
    Mark,
    Paragraph,
    Section,
    text_of,
    walk,
)
from tests.share.reports.sample import CONTENT, LABELS, TABLES, sample_document


def section(document: Document, anchor: str) -> Section:
    found = (block for block in walk(document.children) if isinstance(block, Section))
    return next(block for block in found if block.anchor == anchor)


def items(document: Document) -> dict[str, Item]:
    lists = (block for block in walk(document.children) if isinstance(block, BulletList))
    return {item.mark: item for found in lists for item in found.items if item.mark}


def with_synthesis(*lines: SynthesisLine) -> ReportContent:
    return replace(CONTENT, synthesis=(PromptSynthesis("P", (ThemeBlock("Tout", lines),)),))


def test_report_parts_come_in_the_order_of_the_day():
    document = sample_document()

    anchors = [block.anchor for block in document.children if isinstance(block, Section)]

    assert anchors == [
        "introduction", "programme", "tables", "synthesis", "left-out", "roadmap", "closing",
    ]  # fmt: skip


def test_line_of_the_synthesis_cites_what_it_stands_on_merged_leads_included():
    line = items(sample_document())["S2"]

    assert line.citation == Citation((Mark("T2·P1", "t2-p1"), Mark("T1·P1", "t1-p1")))
    parent = line.children[0].items[0]
    assert text_of(parent.runs) == "<brings_together> Échange de postes"
    assert parent.citation == Citation((Mark("T1·P1", "t1-p1"),))


def test_contribution_leads_on_to_every_line_that_cites_it():
    content = with_synthesis(
        SynthesisLine("Une", ("T1·P1",)), SynthesisLine("Deux", ("T1·P2", "T1·P1"))
    )

    contribution = items(build_document(content, LABELS))["T1·P1"]

    assert contribution.citation == Citation((Mark("S1", "s1"), Mark("S2", "s2")), onward=True)


def test_every_link_of_the_tree_leads_to_one_place():
    document = sample_document()

    anchors = [item.anchor for item in items(document).values()]
    anchors += [block.anchor for block in walk(document.children) if isinstance(block, Section)]
    cited = [item.citation for item in items(document).values() if item.citation]

    assert len(anchors) == len(set(anchors))
    assert {mark.target for citation in cited for mark in citation.marks} <= set(anchors)


def test_contributions_that_no_line_cites_are_listed_apart():
    left_out = section(sample_document(), "left-out").children[1]

    assert isinstance(left_out, BulletList)
    shown = [(text_of(item.runs), item.citation) for item in left_out.items]
    assert shown == [
        ("Un café commun chaque mois.", Citation((Mark("T1·P2", "t1-p2"),))),
        ("Une fresque dans la cour.", Citation((Mark("T2·P2", "t2-p2"),))),
    ]


def test_report_says_so_when_everything_was_taken_up():
    everything = SynthesisLine("Tout", tuple(CONTENT.contributions))

    left_out = section(build_document(with_synthesis(everything), LABELS), "left-out")

    assert [text_of(block.runs) for block in left_out.children] == ["<all_taken_up>"]


def test_people_are_shown_as_they_agreed_to_be():
    people = section(sample_document(), "table-1").children[0]

    assert isinstance(people, Paragraph)
    assert text_of(people.runs) == (
        "<around_the_table> Anouk Valmorin (Atelier Passerelle, coordination), "
        "Maison des Tilleuls, accueil, 2 autres personnes."
    )


def test_single_unnamed_person_is_counted_in_the_singular():
    table = TableAccount(1, (PersonLine("Anouk"), PersonLine()), TABLES[0].contributions)

    document = build_document(replace(CONTENT, tables=(table,), synthesis=()), LABELS)

    people = section(document, "table-1").children[0]
    assert text_of(people.runs) == "<around_the_table> Anouk, <one_more_person>."


def test_prompt_that_a_table_left_empty_says_so():
    objectives = section(sample_document(), "table-2-1")

    assert text_of(objectives.children[0].runs) == "<nothing_noted>"


def test_highlights_count_tables_people_contributions_and_lines():
    document = sample_document()

    highlights = next(block for block in walk(document.children) if isinstance(block, Highlights))

    assert highlights.figures == (
        Highlight("2", "<tables_counted>"),
        Highlight("5", "<people_counted>"),
        Highlight("5", "<contributions_counted>"),
        Highlight("2", "<lines_counted>"),
    )


def test_roadmap_shows_only_the_columns_someone_filled():
    listing = section(sample_document(), "roadmap").children[0]

    assert isinstance(listing, Listing)
    assert listing.header == ("<lead>", "<referent>", "<due>")
    assert listing.rows == (("Vis ma vie", "Atelier Passerelle", "mars 2027"),)


def test_bare_meeting_still_makes_a_report():
    content = ReportContent(CONTENT.programme, CONTENT.meeting, CONTENT.prompts)

    document = build_document(content, LABELS)

    assert text_of(section(document, "synthesis").children[0].runs) == "<nothing_synthesised>"


@pytest.mark.parametrize(
    ("content", "fault", "details"),
    [
        (
            with_synthesis(SynthesisLine("Seule", ("T9·P1",))),
            UnknownReference,
            {"line": "Seule", "references": "T9·P1"},
        ),
        (
            replace(CONTENT, tables=(*TABLES, TABLES[1])),
            RepeatedReference,
            {"references": "T2·P1, T2·P2"},
        ),
        (
            replace(CONTENT, tables=(TableAccount(1, (), (ContributionLine("X", 1, "?"),)),)),
            UnknownPrompt,
            {"letters": "X"},
        ),
    ],
)
def test_content_that_would_mislead_is_refused(content, fault, details):
    with pytest.raises(fault) as caught:
        build_document(content, LABELS)

    assert caught.value.details == details
    assert sentence_for(caught.value)


def test_typed_text_becomes_paragraphs_and_lists():
    typed = "Bonjour.\r\n\r\nTrois buts :\n- voir\n• faire\n\n  * dire\nFin."

    prose = read_prose(typed)

    assert prose == ("Bonjour.", "Trois buts :", ("voir", "faire", "dire"), "Fin.")
