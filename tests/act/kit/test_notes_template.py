"""What was written by hand is typed into the document of the kit, and read back whole."""

import io

import docx
import pytest

from entrelacs.act.kit.notes_template import BULLETS, notes_template
from entrelacs.act.notes.planning import plan_import
from entrelacs.act.notes.sources import read_notes
from entrelacs.act.tables.models import Table
from tests.act.kit.samples import facts, guest, plan, table
from tests.factories import GatheringFactory, TableFactory

TABLES = tuple(table(number) for number in range(1, 11))
PEOPLE = (
    guest(1, given_name="Odile", family_name="de Varennes", structure="Le Fil (antenne, Bègles)"),
    guest(2, given_name="Jean-Christophe", family_name="N’Diaye", structure=""),
    guest(3, given_name="Anne Marie", family_name="Le Goff", structure="CCAS d’Ambès & Bassens"),
    guest(4, given_name="Zoé 2", family_name="(anonyme), et autres", structure="X"),
)


def typed(content: bytes, *, ideas: int) -> bytes:
    """The document as someone fills it: ideas in the bullets given, then more bullets."""
    word = docx.Document(io.BytesIO(content))
    number, prompt, count = 0, "", 0
    for paragraph in list(word.paragraphs):
        if paragraph.style.name == "Heading 1":
            number = int(paragraph.text.split()[1])
        elif paragraph.style.name == "Heading 2":
            prompt, count = paragraph.text, 0
        elif paragraph.style.name == "List Bullet":
            count += 1
            paragraph.text = f"Table {number}, {prompt} : une idée de plus, la {count}e"
            if count == BULLETS:
                for more in range(BULLETS + 1, ideas + 1):
                    added = paragraph.insert_paragraph_before(style="List Bullet")
                    added.text = f"Table {number}, {prompt} : une idée de plus, la {more}e"
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


@pytest.mark.parametrize("ideas", [BULLETS, BULLETS + 3])
def test_every_idea_typed_is_found_at_its_table_and_question(ideas):
    people = plan({1: (1,), 2: (1,), 3: (7,)})
    blank = notes_template(facts(guests=PEOPLE, placement=people), TABLES)

    found = read_notes(typed(blank, ideas=ideas), "notes-a-saisir.docx")

    assert [warning for warning in found.warnings if warning.is_unplaced] == []
    assert [each.number for each in found.tables] == list(range(1, 11))
    for each in found.tables:
        for heading, read in (
            ("Objectifs", each.objectives),
            ("Exemples", each.examples),
            ("Pistes", each.leads),
        ):
            assert sorted(idea.text for idea in read) == sorted(
                f"Table {each.number}, {heading} : une idée de plus, la {count}e"
                for count in range(1, ideas + 1)
            )


def test_document_left_blank_holds_no_idea_and_nothing_unplaced():
    found = read_notes(notes_template(facts(), TABLES), "notes-a-saisir.docx")

    assert [warning for warning in found.warnings if warning.is_unplaced] == []
    assert sum(len(each.objectives + each.examples + each.leads) for each in found.tables) == 0


def test_people_of_the_plan_are_read_back_each_as_one_person():
    told = facts(guests=PEOPLE, placement=plan({1: (1,), 2: (1,), 3: (7,), 4: (7,)}))

    found = read_notes(notes_template(told, TABLES), "notes-a-saisir.docx")

    read = {
        each.number: [(person.name, person.structure) for person in each.people]
        for each in found.tables
        if each.people
    }
    assert read == {
        1: [
            ("Odile DE VARENNES", "Le Fil (antenne, Bègles)"),
            ("Jean-Christophe N’DIAYE", ""),
        ],
        # The fourth would be read as several people: their name is left to be typed.
        7: [("Anne Marie LE GOFF", "CCAS d’Ambès & Bassens")],
    }


def test_template_is_read_into_the_tables_of_the_meeting(programme):
    meeting = GatheringFactory()
    tables = [TableFactory(gathering=meeting, number=number) for number in (1, 2)]
    blank = notes_template(facts(), tuple(table(each.number) for each in tables))

    planned = plan_import(meeting, read_notes(typed(blank, ideas=BULLETS), "notes.docx"))

    assert planned.new_tables == []
    assert len(planned.ideas) == 2 * 3 * BULLETS
    assert Table.objects.count() == 2


def test_hostile_words_stop_nothing():
    told = facts(
        gathering="a\x00b\ud800 <w:p/>",
        guests=(guest(1, given_name="\x07", family_name="\ud800", structure="<w:p/>"),),
        placement=plan({1: (1,)}),
    )

    assert read_notes(notes_template(told, TABLES), "notes.docx").tables[0].number == 1
