import pytest
from django_scopes import scope

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.kit.options import KitOptions
from entrelacs.act.kit.queries import facts_of, gatherings_with_kit
from entrelacs.act.kit.sheets import SHEETS
from entrelacs.act.kit.sheets.sign_in import row_of
from entrelacs.act.notes.models import Prompt
from entrelacs.commons.consent.models import Use
from tests.act.tables.rooms import fill_room
from tests.factories import (
    ConsentTextFactory,
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    PromptFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
    SegmentFactory,
    TableFactory,
    WorldFactory,
)


@pytest.fixture
def meeting(programme):
    return GatheringFactory()


def read(meeting):
    return facts_of(gatherings_with_kit().get(pk=meeting.pk))


def come(meeting, given, family, **person):
    return RegistrationFactory(
        gathering=meeting,
        person=PersonFactory(given_name=given, family_name=family, **person),
    )


def test_names_are_in_the_order_of_a_french_list(meeting):
    for given, family in [
        ("Zoé", "Étienne"), ("Ana", "Zola"), ("Léa", "Estève"), ("Élodie", "Faure"),
        ("Eva", "Faure"), ("Éric", "Faure"), ("Luc", "de La Tour"), ("Anne", "Œuvrard"),
        ("Anne", "Odier"), ("Anne", "Olivier"), ("Cher", ""), ("Jo", "D’Arc"), ("Jo", "Darcy"),
    ]:  # fmt: skip
        come(meeting, given, family)

    names = [guest.name for guest in read(meeting).guests]

    assert names == [
        "Cher", "Jo D’Arc", "Jo Darcy", "Luc de La Tour", "Léa Estève", "Zoé Étienne",
        "Élodie Faure", "Éric Faure", "Eva Faure", "Anne Odier", "Anne Œuvrard", "Anne Olivier",
        "Ana Zola",
    ]  # fmt: skip


def test_only_those_who_hold_a_seat_have_a_badge(meeting):
    for status in Registration.Status:
        RegistrationFactory(
            gathering=meeting, status=status, person=PersonFactory(given_name=status.value)
        )
    RegistrationFactory(gathering=meeting, person=None)
    RegistrationFactory()

    assert {guest.given_name for guest in read(meeting).guests} == {"invited", "registered"}


def test_badge_leads_to_the_personal_page(meeting):
    registration = come(meeting, "Anouk", "Valmorin")

    [guest] = read(meeting).guests

    token = personal_token(registration)
    assert guest.page == f"https://entrelacs.example.org/p/{token}/"


def test_person_of_two_worlds_shows_both_and_nobody_is_nameless(meeting):
    worlds = [WorldFactory(position=1), WorldFactory(position=2)]
    come(meeting, "", "", worlds=worlds, organization=OrganizationFactory(name="Le Fil"))

    [guest] = read(meeting).guests

    assert [world.label for world in guest.worlds] == [world.label for world in worlds]
    assert guest.structure == "Le Fil"
    assert guest.given_name


def test_tables_bear_code_place_and_hosts_and_those_put_away_are_left_out(meeting):
    host = PersonFactory(given_name="Anouk", family_name="Valmorin")
    TableFactory(gathering=meeting, number=1, code="K7MP4XQ2", spot="au fond", facilitator=host)
    TableFactory(gathering=meeting, number=2, is_open=False)

    [table] = read(meeting).tables

    assert (table.number, table.spot, table.host, table.scribe) == (
        1, "au fond", "Anouk Valmorin", "",
    )  # fmt: skip
    assert table.grouped_code == "K7MP 4XQ2"
    assert table.notebook == "https://entrelacs.example.org/t/K7MP4XQ2/"


def test_questions_and_day_are_those_of_the_meeting_or_the_usual_ones(meeting):
    usual = read(meeting)
    PromptFactory(gathering=meeting, question="Et demain ?")
    SegmentFactory(gathering=meeting, title="Accueil")

    own = read(meeting)

    assert [prompt.code for prompt in usual.prompts] == ["objectives", "examples", "leads"]
    assert len(usual.moments) > 5
    assert [prompt.question for prompt in own.prompts] == ["Et demain ?"]
    assert [moment.title for moment in own.moments] == ["Accueil"]


def test_reading_writes_nothing(meeting):
    read(meeting)

    assert Prompt.objects.count() == 0


def test_latest_words_of_each_agreement_are_printed_but_not_news(meeting):
    for use in Use:
        ConsentTextFactory(use=use, version=1, text="avant")
        ConsentTextFactory(use=use, version=2, text=f"après {use}")

    consents = read(meeting).consents

    assert [(consent.use, consent.version) for consent in consents] == [
        ("name-in-report", 2), ("directory", 2), ("image", 2),
    ]  # fmt: skip


def test_plan_is_the_latest_one_with_each_round(meeting):
    registration = come(meeting, "Anouk", "Valmorin")
    tables = [TableFactory(gathering=meeting, number=number) for number in (1, 2, 3)]
    old = SeatingFactory(gathering=meeting, version=1)
    SeatFactory(seating=old, registration=registration, table=tables[0])
    new = SeatingFactory(gathering=meeting, version=2, rounds=2)
    SeatFactory(seating=new, registration=registration, table=tables[1], round=1)
    SeatFactory(seating=new, registration=registration, table=tables[2], round=2)

    placement = read(meeting).placement

    assert (placement.version, placement.rounds) == (2, 2)
    assert placement.tables == {registration.pk: (2, 3)}


def test_plan_that_seats_nobody_is_no_plan(meeting):
    SeatingFactory(gathering=meeting)

    assert read(meeting).placement is None


def test_needs_stand_on_no_sheet(meeting):
    registration = come(meeting, "Anouk", "Valmorin")
    registration.needs, registration.table_needs = "BOUCLE-MAGNETIQUE", ["quiet"]
    registration.save()

    told = read(meeting)

    assert "BOUCLE" not in str(told)
    assert set(row_of(told.guests[0])) == {"name", "structure", "worlds"}


def test_reading_asks_as_many_queries_for_few_as_for_many(programme, django_assert_num_queries):
    small, _few = fill_room(4)
    large, _many = fill_room(40)
    TableFactory(gathering=large)

    with django_assert_num_queries(10):
        read(small)
    with django_assert_num_queries(10):
        read(large)


def test_other_programme_lends_nothing(meeting, other_programme):
    ConsentTextFactory(use=Use.IMAGE)
    WorldFactory(label="Monde d’ici")
    with scope(programme=other_programme):
        theirs = GatheringFactory()
        told = read(theirs)

    assert told.consents == told.worlds == told.guests == ()
    assert not gatherings_with_kit().filter(pk=theirs.pk).exists()


def test_every_sheet_is_drawn_from_a_real_meeting(programme):
    meeting, _guests = fill_room(6)
    TableFactory(gathering=meeting)

    told = read(meeting)

    for sheet in SHEETS.values():
        if sheet.page_count(told, KitOptions()):
            assert sheet.pdf(told, KitOptions(notebooks=1)).startswith(b"%PDF-")
