from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Count
from django_scopes import scope

from entrelacs.act.gatherings.actions import close_gathering
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.leads.actions import create_lead
from entrelacs.act.notes.actions import NotesClosed, add_note, edit_note, ensure_prompts
from entrelacs.act.notes.importing import apply_import
from entrelacs.act.notes.models import Contribution
from entrelacs.act.notes.planning import Standing, Unfit, plan_import
from entrelacs.act.notes.sources import read_notes
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import SeatingChanged
from entrelacs.act.tables.models import Seat, Seating, Table
from entrelacs.act.tables.queries import current_seating
from entrelacs.commons.imports.actions import ImportIsSettled, undo_batch
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    TableFactory,
)

INVENTED = Path(__file__).parent / "files" / "rencontre-inventee.txt"
PARIS = Path(__file__).parents[4] / "shared/programme/002-compte-rendu-paris-2021.txt"
SHORT = """
TABLE 1

Autour de la table : Odile BRASSENS (Le Fil Vert), Malo KERVADEC

Objectifs :

- Se rencontrer
- Se rencontrer

Pistes :

- Un annuaire commun
"""


def parse(text):
    return read_notes(text.encode(), "notes.txt")


def rows():
    """How many rows each table holds, but for what tells the story of imports."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model not in {JournalEntry, ImportBatch}
    }


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def bring_in(gathering, parsed):
    return apply_import(actor=None, gathering=gathering, plan=plan_import(gathering, parsed))


def test_import_brings_tables_people_seats_and_ideas(gathering):
    bring_in(gathering, read_notes(INVENTED))

    by_table = (
        Contribution.objects.values_list("table__number", "prompt__code")
        .annotate(Count("pk"))
        .order_by("table__number", "prompt__position")
    )
    seats = Seat.objects.values_list("table__number").annotate(Count("pk")).order_by()
    assert [count for _table, _prompt, count in by_table] == [3, 3, 4, 3, 4, 3, 2, 2, 5]
    assert dict(seats) == {1: 4, 2: 3, 3: 4}
    assert dict(Table.objects.values_list("number", "unnamed_guests")) == {1: 0, 2: 0, 3: 1}
    assert set(Registration.objects.values_list("status", "presence")) == {
        ("registered", "present")
    }
    person = Person.objects.get(family_name="DE LA TOUR")
    assert person.affiliations.get().organization.name == "Ressourcerie Pivoine"


def test_paris_report_is_brought_in_whole(gathering):
    if not PARIS.exists():
        pytest.skip("the Paris report is not beside this repository")

    bring_in(gathering, read_notes(PARIS))

    prompts = Contribution.objects.values_list("prompt__code").annotate(Count("pk")).order_by()
    seats = Seat.objects.values_list("table__number").annotate(Count("pk")).order_by()
    assert dict(prompts) == {"objectives": 18, "examples": 29, "leads": 42}
    assert dict(seats) == {1: 8, 2: 6, 3: 9, 4: 7, 5: 8, 6: 7}


def test_undoing_takes_back_everything_and_leaves_the_rest(gathering):
    TableFactory(gathering=gathering, number=2)
    OrganizationFactory(name="Le Fil Vert")
    before = rows()

    batch = bring_in(gathering, read_notes(INVENTED))
    between = rows()
    counts = undo_batch(actor=None, batch=batch)

    assert between["act.Seating"] == before["act.Seating"] + 1
    assert rows() == before
    assert counts["kept"] == 0


def test_undoing_does_not_depend_on_the_order_a_database_gives_keys_back(gathering):
    before = rows()
    batch = bring_in(gathering, parse(SHORT))
    # As PostgreSQL does: the shortest keys first.
    batch.created = dict(sorted(batch.created.items(), key=lambda item: (len(item[0]), item[0])))
    batch.save()

    undo_batch(actor=None, batch=batch)

    assert rows() == before


def test_undone_import_may_be_brought_in_again(gathering):
    batch = bring_in(gathering, parse(SHORT))
    undo_batch(actor=None, batch=batch)

    bring_in(gathering, parse(SHORT))

    assert Contribution.objects.count() == 3


def test_undoing_keeps_what_was_used_since(gathering):
    batch = bring_in(gathering, parse(SHORT))
    cited = Contribution.objects.get(text="Un annuaire commun")
    create_lead(actor=None, gathering=gathering, title="Annuaire", contributions=[cited])

    counts = undo_batch(actor=None, batch=batch)

    # The idea stays, and so do its table and its question.
    assert list(Contribution.objects.all()) == [cited]
    assert list(Table.objects.values_list("number", flat=True)) == [1]
    assert counts["kept"] == 3


def test_undoing_keeps_a_note_reworded_since(gathering):
    batch = bring_in(gathering, parse(SHORT))
    reworded = Contribution.objects.get(text="Un annuaire commun")
    edit_note(actor=None, note=reworded, text="Un annuaire commun, tenu à deux")

    undo_batch(actor=None, batch=batch)

    assert [note.text for note in Contribution.objects.all()] == ["Un annuaire commun, tenu à deux"]


def test_import_of_a_closed_gathering_is_not_taken_back(gathering):
    batch = bring_in(gathering, parse(SHORT))
    close_gathering(actor=None, gathering=gathering)
    before = rows()

    with pytest.raises(ImportIsSettled):
        undo_batch(actor=None, batch=batch)

    batch.refresh_from_db()
    assert (rows(), batch.is_undone) == (before, False)


def test_same_file_twice_brings_nothing(gathering):
    bring_in(gathering, read_notes(INVENTED))
    before = rows()

    plan = plan_import(gathering, read_notes(INVENTED))
    apply_import(actor=None, gathering=gathering, plan=plan)

    assert plan.brings_nothing
    assert {person.standing for person in plan.people} == {Standing.LISTED}
    assert rows() == before


def test_same_words_twice_at_one_table_are_two_notes(gathering):
    bring_in(gathering, parse(SHORT))

    assert Contribution.objects.filter(text="Se rencontrer").count() == 2


def test_note_already_taken_by_the_table_is_not_doubled(gathering):
    table = TableFactory(gathering=gathering, number=1)
    prompts = {each.code: each for each in ensure_prompts(actor=None, gathering=gathering)}
    add_note(actor=None, table=table, prompt=prompts["leads"], text="Un annuaire commun")

    plan = plan_import(gathering, parse(SHORT))

    assert [(idea.text, idea.is_new) for idea in plan.ideas] == [
        ("Se rencontrer", True),
        ("Se rencontrer", True),
        ("Un annuaire commun", False),
    ]


def test_people_are_new_known_or_on_the_list_and_namesakes_are_told(gathering):
    known = PersonFactory(given_name="Malo", family_name="Kervadec")
    PersonFactory(
        given_name="Odile",
        family_name="Brassens",
        organization=OrganizationFactory(name="Autre structure"),
    )
    RegistrationFactory(gathering=gathering, person=known)

    plan = plan_import(gathering, parse(SHORT))
    apply_import(actor=None, gathering=gathering, plan=plan)

    assert [(each.standing, each.namesake) for each in plan.people] == [
        (Standing.NEW, "Autre structure"),
        (Standing.LISTED, ""),
    ]
    assert Person.objects.filter(name_key=known.name_key).count() == 1
    assert Person.objects.filter(family_name__iexact="brassens").count() == 2


def test_seats_are_added_to_those_already_taken(gathering):
    bring_in(gathering, parse(SHORT))
    more = SHORT.replace("TABLE 1", "TABLE 2").replace("Odile BRASSENS", "Inès LAMBERT")

    bring_in(gathering, parse(more.replace(", Malo KERVADEC", "")))

    assert current_seating(gathering).version == 2
    assert Seat.objects.filter(seating__version=2).count() == 3


def test_what_cannot_be_stored_is_told_with_its_line(gathering):
    long = "a" * 1001
    parsed = parse(
        f"TABLE 1\nAutour de la table : Odile BRASSENS\n\nPistes :\n- {long}\n\n"
        "TABLE 2\nAutour de la table : Odile BRASSENS\n\nPistes :\n- Une idée\n"
    )

    plan = plan_import(gathering, parsed)

    assert [(each.line, each.reason) for each in plan.aside] == [
        (5, Unfit.IDEA_TOO_LONG),
        (8, Unfit.PERSON_REPEATED),
    ]
    assert [idea.text for idea in plan.ideas] == ["Une idée"]


def test_closed_gathering_takes_no_import(gathering):
    gathering.is_closed = True
    gathering.save()
    before = rows()

    with pytest.raises(NotesClosed):
        bring_in(gathering, parse(SHORT))

    assert rows() == before


def test_no_consent_is_assumed(gathering):
    bring_in(gathering, parse(SHORT))

    assert rows()["commons.Consent"] == 0


def test_another_programmes_people_are_unknown_here(gathering, other_programme):
    with scope(programme=other_programme):
        PersonFactory(given_name="Malo", family_name="Kervadec")

    plan = plan_import(gathering, parse(SHORT))

    assert {person.standing for person in plan.people} == {Standing.NEW}


def test_fingerprint_changes_with_what_is_there(gathering):
    first = plan_import(gathering, parse(SHORT)).fingerprint
    same = plan_import(gathering, parse(SHORT)).fingerprint
    TableFactory(gathering=gathering, number=1)

    assert first == same
    assert plan_import(gathering, parse(SHORT)).fingerprint != first


@pytest.mark.parametrize("people", [1, 9])
def test_difference_asks_the_same_queries_whatever_its_length(
    gathering, people, django_assert_num_queries
):
    names = ", ".join(f"Prénom NOM{'ABCDEFGHI'[n]} (Structure {n})" for n in range(people))
    parsed = parse(f"TABLE 1\nAutour de la table : {names}\n\nPistes :\n- Une idée\n")

    with django_assert_num_queries(5):
        plan = plan_import(gathering, parsed)

    assert len(plan.people) == people


def test_seating_version_made_by_an_import_says_so(gathering):
    bring_in(gathering, parse(SHORT))

    assert current_seating(gathering).origin == Seating.Origin.IMPORTED


def test_plan_made_after_an_undone_import_bears_another_number(gathering):
    batch = bring_in(gathering, parse(SHORT))
    undo_batch(actor=None, batch=batch)
    set_tables(actor=None, gathering=gathering, sizes=[2])
    RegistrationFactory.create_batch(2, gathering=gathering)

    composed = compose_gathering(
        actor=None, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )

    # Whoever still looks at the imported plan, version 1, is told that it changed.
    assert composed.version == 2
    with pytest.raises(SeatingChanged):
        set_tables(actor=None, gathering=gathering, sizes=[3], expected_version=1)
