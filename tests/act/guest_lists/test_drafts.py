import datetime

import pytest
from django.utils import timezone
from django_scopes import scope

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.guest_lists.actions import Choice
from entrelacs.act.guest_lists.cells import read_cells
from entrelacs.act.guest_lists.drafts import (
    Decisions,
    apply_list,
    decide_of_list,
    drop_list,
    forget_old_drafts,
    rewrite_list,
    start_list,
)
from entrelacs.act.guest_lists.errors import ListChanged, ListEmptied, ListSettled
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.guest_lists.queries import difference_of
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.people.actions import forget_person
from entrelacs.commons.people.models import Person
from tests.factories import (
    GatheringFactory,
    GuestListDraftFactory,
    OrganizationFactory,
    PersonFactory,
    WorldFactory,
)

LIST = (
    "Prénom;Nom;Structure;Tél;Monde\n"
    "Ana;Lopez;CD 92;612345678;TS\n"
    "Bo;Li;Aux Pains;;\n"
    ";;Personne ici;;\n"
    "Total;2;;;\n"
)


@pytest.fixture
def gathering(programme):
    WorldFactory(code="ts", label="Travail social", short_label="TS")
    return GatheringFactory()


@pytest.fixture
def draft(gathering) -> GuestListDraft:
    return start_list(actor=None, gathering=gathering, sheets=[read_cells(LIST)], filename="a.csv")


def apply(draft: GuestListDraft):
    return apply_list(actor=None, draft=draft, digest=difference_of(draft).digest)


def test_list_added_brings_the_phone_and_keeps_the_unread_line_aside(draft):
    applied = apply(draft)

    assert Person.objects.get(family_name="Lopez").phone == "06 12 34 56 78"
    draft.refresh_from_db()
    assert (draft.state, draft.cells, draft.batch) == ("applied", [], applied.added.batch)
    # The total is nobody's: it is not asked about again.
    [sheet] = applied.left.cells
    assert [row[0] for row in sheet["rows"]] == [1, 4]
    assert (
        difference_of(applied.left).reading.columns == difference_of(applied.left).reading.columns
    )


def test_list_is_added_once(draft):
    digest = difference_of(draft).digest
    apply_list(actor=None, draft=draft, digest=digest)

    with pytest.raises(ListSettled):
        apply_list(actor=None, draft=draft, digest=digest)
    assert Registration.objects.count() == 2


def test_list_is_added_whole_or_not_at_all(draft):
    digest = difference_of(draft).digest
    PersonFactory(given_name="Ana", family_name="Lopez")
    before = Person.objects.count(), JournalEntry.objects.count()

    with pytest.raises(ListChanged):
        apply_list(actor=None, draft=draft, digest=digest)

    draft.refresh_from_db()
    assert draft.state == GuestListDraft.State.OPEN
    assert (Person.objects.count(), JournalEntry.objects.count()) == before


def test_structure_said_to_be_the_same_is_known_under_both_names_until_undone(draft):
    OrganizationFactory(name="Département des Hauts-de-Seine")
    names = set(OrganizationName.objects.values_list("name", flat=True).order_by("pk"))
    decide_of_list(
        actor=None,
        draft=draft,
        decisions=Decisions(structures_shown=["CD 92"], structures_same=["CD 92"]),
    )
    draft.refresh_from_db()

    applied = apply(draft)

    person = Person.objects.get(family_name="Lopez")
    assert str(person.affiliations.get().organization) == "Département des Hauts-de-Seine"
    assert OrganizationName.objects.filter(name="CD 92").count() == 1
    undo_batch(actor=None, batch=applied.added.batch)
    assert set(OrganizationName.objects.values_list("name", flat=True).order_by("pk")) == names
    assert not Organization.objects.filter(name="Aux Pains").exists()


def test_decision_of_one_page_leaves_those_of_another(draft):
    for lines in ({2: Choice.OTHER}, {3: Choice.SAME}):
        decide_of_list(actor=None, draft=draft, decisions=Decisions(lines=lines))

    draft.refresh_from_db()
    assert draft.choices["lines"] == {"2": "other", "3": "same"}


def test_corrected_text_begins_the_choices_again(draft):
    decide_of_list(actor=None, draft=draft, decisions=Decisions(lines={2: Choice.OTHER}))

    rewrite_list(actor=None, draft=draft, sheet=read_cells("Nom\nEva Noir"))

    draft.refresh_from_db()
    assert [entry.guest.full_name for entry in difference_of(draft).entries] == ["Eva Noir"]
    assert draft.choices == {}


@pytest.mark.parametrize("settle", [lambda draft: drop_list(actor=None, draft=draft), apply])
def test_settled_list_no_longer_changes(draft, settle):
    settle(draft)

    for change in (
        lambda: decide_of_list(actor=None, draft=draft, decisions=Decisions()),
        lambda: rewrite_list(actor=None, draft=draft, sheet=read_cells("Nom\nEva")),
        lambda: drop_list(actor=None, draft=draft),
    ):
        with pytest.raises(ListSettled):
            change()


def test_lists_of_more_than_thirty_days_are_emptied_in_every_programme(draft, other_programme):
    now = timezone.now()
    with scope(programme=other_programme):
        foreign = GuestListDraftFactory()
    recent = GuestListDraftFactory(gathering=draft.gathering)
    for old in (draft, foreign):
        GuestListDraft._base_manager.filter(pk=old.pk).update(
            created_at=now - datetime.timedelta(days=31)
        )

    assert forget_old_drafts(now) == 2

    rows = {row.pk: row for row in GuestListDraft._base_manager.order_by("pk")}
    assert [(rows[old.pk].state, rows[old.pk].cells) for old in (draft, foreign)] == [
        ("dropped", [])
    ] * 2
    assert rows[recent.pk].cells != []


def test_erasing_someone_empties_the_lists_of_their_programme_only(draft, other_programme):
    with scope(programme=other_programme):
        foreign = GuestListDraftFactory(filename="ailleurs.csv")

    forget_person(actor=None, person=PersonFactory(given_name="Ana", family_name="Lopez"))

    draft.refresh_from_db()
    assert (draft.cells, draft.choices, draft.filename) == ([], {}, "")
    assert draft.is_emptied
    with pytest.raises(ListEmptied):
        apply_list(actor=None, draft=draft, digest="")
    kept = GuestListDraft._base_manager.get(pk=foreign.pk)
    assert (kept.filename, len(kept.cells)) == ("ailleurs.csv", 1)
