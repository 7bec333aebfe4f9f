from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.leads.actions import follow_lead, undo_merge
from entrelacs.act.leads.models import Lead
from entrelacs.act.notes.actions import withdraw_note
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.commons.people.erasure import erase_person
from entrelacs.share.reports.assembly import assemble_content, assemble_document, write_file
from entrelacs.share.reports.formats import FORMATS
from tests.factories import (
    ConsentTextFactory,
    ContributionFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.share.reports.meeting import hold_meeting


@pytest.fixture
def meeting(programme):
    return hold_meeting()


def text_of(report, code: str) -> str:
    """What someone reads in that format, with the spaces a layout adds taken for one."""
    file = write_file(report, code)
    if code == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    elif code == "docx":
        body = docx.Document(BytesIO(file)).element.body
        text = "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    else:
        text = file.decode()
    return " ".join(text.split())


def test_each_line_cites_its_own_notes_and_those_of_what_was_folded_into_it(meeting) -> None:
    lines = {line.text: line for line in assemble_content(meeting.report).synthesis_lines}

    lead = lines["Un café commun"]
    assert lead.references == ("T1·P1",)
    assert [(parent.text, parent.references) for parent in lead.parents] == [
        ("Une pause ensemble", ("T2·P1",))
    ]
    assert lead.all_references == ("T1·P1", "T2·P1")
    assert lines["Se connaître"].references == ("T1·O1",)
    assert lines.keys() == {"Un café commun", "Se connaître"}


def test_list_of_what_is_not_taken_up_is_exact(meeting) -> None:
    assert assemble_content(meeting.report).left_out == ("T1·E1", "T2·O1", "T2·E1")


def test_lead_that_stands_by_itself_again_has_its_own_line(meeting) -> None:
    undo_merge(actor=None, lead=meeting.leads["absorbed"])

    lines = {line.text: line for line in assemble_content(meeting.report).synthesis_lines}

    assert lines["Une pause ensemble"].references == ("T2·P1",)
    assert lines["Un café commun"].all_references == ("T1·P1",)


def test_withdrawn_note_leaves_the_report_and_the_others_keep_their_number(meeting) -> None:
    first = meeting.notes["T1·P1"]
    ContributionFactory(
        gathering=meeting.gathering, table=first.table, prompt=first.prompt, text="La seconde"
    )
    withdraw_note(actor=None, note=first)

    content = assemble_content(meeting.report)

    assert "T1·P1" not in content.contributions
    assert content.contributions["T1·P2"] == "La seconde"
    (lead,) = (line for line in content.synthesis_lines if line.text == "Un café commun")
    assert lead.all_references == ("T2·P1",)


def test_table_put_away_since_keeps_its_words_in_the_report(meeting) -> None:
    table = meeting.notes["T2·P1"].table
    table.is_open = False
    table.save()

    content = assemble_content(meeting.report)
    document = assemble_document(meeting.report)

    assert content.contributions["T2·P1"] == "Idée T2·P1"
    assert document.title == "Rencontre des quais"


def test_people_count_by_table_whether_named_or_not(meeting) -> None:
    first, second = assemble_content(meeting.report).tables

    assert [person.name for person in first.people] == ["Anatole Zéphirin", None]
    assert [person.name for person in second.people] == [None, None]
    structure = meeting.unnamed.affiliations.get().organization.name
    assert first.people[1].structure == structure


def test_name_shows_with_consent_in_every_format_and_leaves_all_at_once(meeting) -> None:
    codes = list(FORMATS)
    before = {code: "Zéphirin" in text_of(meeting.report, code) for code in codes}

    record_consent(actor=None, person=meeting.named, use=Use.NAME_IN_REPORT, given=False)

    after = {code: "Zéphirin" in text_of(meeting.report, code) for code in codes}
    assert before == dict.fromkeys(codes, True)
    assert after == dict.fromkeys(codes, False)


def test_name_without_consent_is_in_no_format(meeting) -> None:
    name = meeting.unnamed.family_name
    structure = meeting.unnamed.affiliations.get().organization.name

    for code in FORMATS:
        text = text_of(meeting.report, code)
        assert name not in text
        assert structure in text


@pytest.mark.parametrize(("presence", "is_named"), [("unknown", False), ("present", True)])
def test_someone_who_said_no_is_named_only_if_they_came_all_the_same(
    meeting, presence, is_named
) -> None:
    Registration.objects.filter(person=meeting.named).update(status="declined", presence=presence)

    people = assemble_content(meeting.report).tables[0].people

    assert ("Anatole Zéphirin" in [person.name for person in people]) is is_named
    assert len(people) == 1 + is_named


def test_consent_to_another_use_prints_no_name(meeting) -> None:
    ConsentTextFactory(use=Use.DIRECTORY)
    record_consent(actor=None, person=meeting.unnamed, use=Use.DIRECTORY, given=True)

    assert meeting.unnamed.family_name not in text_of(meeting.report, "markdown")


def test_erased_person_is_still_counted_and_named_nowhere(meeting, organizer) -> None:
    structure = meeting.named.affiliations.get().organization.name
    erase_person(actor=organizer, person=meeting.named)

    content = assemble_content(meeting.report)

    assert content.people_count == 4
    for code in FORMATS:
        text = text_of(meeting.report, code)
        assert "Zéphirin" not in text
        assert structure not in text


def test_referent_of_a_lead_is_told_by_structure_only(meeting) -> None:
    carrier = PersonFactory(
        given_name="Ondine",
        family_name="Quiberon",
        organization=OrganizationFactory(name="La Remise"),
    )
    follow_lead(
        actor=None, lead=meeting.leads["kept"], status=Lead.Status.STARTED, referent=carrier
    )

    (line,) = assemble_content(meeting.report).roadmap

    assert (line.lead, line.referent) == ("Un café commun", "La Remise")
    assert "Quiberon" not in text_of(meeting.report, "json")


@pytest.mark.parametrize("tables", [1, 3])
def test_report_is_read_in_the_same_queries_whatever_its_length(
    programme, tables, django_assert_num_queries
) -> None:
    report = hold_meeting(tables).report

    with django_assert_num_queries(10):
        content = assemble_content(report)

    assert len(content.tables) == tables
