"""A rehearsal has everything of the day but the people, and leaves nothing behind."""

import datetime
from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from entrelacs.act.admission.queries import agenda_of
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.leads.queries import roadmap
from entrelacs.act.mailings.reminding import queue_due_reminders
from entrelacs.act.notes.models import Contribution
from entrelacs.act.preflight.actions import preflight_of
from entrelacs.act.preflight.rehearsal import (
    NotARehearsal,
    RehearsalOfARehearsal,
    erase_rehearsal,
    prepare_rehearsal,
)
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.asking import set_composition
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.models import usual_order
from entrelacs.act.tables.queries import composition_of, meetings_before, open_tables
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.commons.imports.actions import undo_batch
from entrelacs.commons.imports.queries import batches
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.actions import give_role
from entrelacs.commons.people.models import Person
from tests.factories import (
    AdmissionFactory,
    ConsentTextFactory,
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    PromptFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
    SegmentFactory,
    TableFactory,
    TypologyFactory,
    WorldFactory,
)

DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def gathering(programme):
    """Six people of two worlds, two of them colleagues; one more said no."""
    social, solidarity = (
        WorldFactory(code="ts", is_pole=True),
        WorldFactory(code="es", is_pole=True),
    )
    gathering = GatheringFactory(
        name="Grande Rencontre de Nantes", typology=TypologyFactory(), address="Quai inventé"
    )
    structure = OrganizationFactory()
    for worlds in ([social], [social], [social, solidarity], [solidarity], [solidarity], []):
        person = PersonFactory(
            worlds=worlds, organization=structure if worlds == [social] else None
        )
        RegistrationFactory(gathering=gathering, person=person, needs="près de la porte")
    RegistrationFactory(gathering=gathering, status=Registration.Status.DECLINED)
    RegistrationFactory(gathering=gathering, status=Registration.Status.WAITING)
    SegmentFactory.create_batch(2, gathering=gathering)
    PromptFactory(gathering=gathering, question="Nos mots à nous ?", minutes=7)
    set_composition(
        actor=None, gathering=gathering, rounds=2, smallest=2, largest=4, order=usual_order()
    )
    set_tables(actor=None, gathering=gathering, sizes=[4, 3])
    return gathering


@pytest.fixture
def rehearsal(gathering, organizer):
    return prepare_rehearsal(actor=organizer, gathering=gathering, day=DAY)


def worlds_of(gathering):
    return Counter(
        tuple(sorted(world.code for world in row.person.worlds.all()))
        for row in Registration.objects.filter(gathering=gathering).order_by("pk")
        if row.status not in Registration.NOT_EXPECTED
    )


def test_rehearsal_has_the_same_day_under_another_name(gathering, rehearsal):
    assert (rehearsal.is_rehearsal, rehearsal.day, rehearsal.cycle) == (True, DAY, None)
    assert rehearsal.name != gathering.name
    assert rehearsal.name.endswith(gathering.name)
    same = ("starts_at", "ends_at", "place", "address", "typology_id", "territory_id")
    assert [getattr(rehearsal, name) for name in same] == [
        getattr(gathering, name) for name in same
    ]
    for related, fields in {
        "segments": ("kind", "starts_at", "minutes", "title", "text"),
        "tables": ("number", "seat_count"),
    }.items():
        ours, theirs = (getattr(each, related).order_by("pk") for each in (rehearsal, gathering))
        assert list(ours.values_list(*fields)) == list(theirs.values_list(*fields))
    assert composition_of(rehearsal).rounds == 2
    prompt = rehearsal.prompts.get(code="leads")
    assert (rehearsal.prompts.count(), prompt.question, prompt.minutes) == (
        3,
        "Nos mots à nous ?",
        7,
    )


def test_tables_of_a_rehearsal_have_codes_of_their_own(gathering, rehearsal):
    codes = [
        set(open_tables(each).values_list("code", flat=True)) for each in (gathering, rehearsal)
    ]

    assert codes[0] & codes[1] == set()


def test_rehearsal_is_played_by_as_many_invented_people_of_the_same_worlds(gathering, rehearsal):
    people = [row.person for row in rehearsal.registrations.order_by("pk")]

    assert worlds_of(rehearsal) == worlds_of(gathering)
    assert {(person.email, person.phone) for person in people} == {("", "")}
    assert {row.needs for row in rehearsal.registrations.order_by("pk")} == {""}
    structures = Counter(
        affiliation.organization_id for p in people for affiliation in p.affiliations.all()
    )
    assert list(structures.values()) == [2]
    assert {person.pk for person in people} & {
        row.person_id for row in gathering.registrations.order_by("pk")
    } == set()


def test_rehearsal_of_an_empty_list_is_played_by_both_poles(organizer, programme):
    for code in ("ts", "es"):
        WorldFactory(code=code, is_pole=True)

    rehearsal = prepare_rehearsal(actor=organizer, gathering=GatheringFactory(), day=DAY)

    assert worlds_of(rehearsal) == {("ts",): 12, ("es",): 12}
    assert rehearsal.tables.count() == 0


def test_rehearsal_is_prepared_once_and_never_from_another(gathering, rehearsal, organizer):
    again = prepare_rehearsal(actor=organizer, gathering=gathering, day=DAY)

    assert again == rehearsal
    with pytest.raises(RehearsalOfARehearsal):
        prepare_rehearsal(actor=organizer, gathering=rehearsal, day=DAY)


def snapshot():
    return {
        model.__name__: set(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Gathering, Person, Organization, Registration, Contribution, Mail)
    }


def test_rehearsal_erased_leaves_the_programme_as_it_was(gathering, organizer, programme):
    before = snapshot()
    rehearsal = prepare_rehearsal(actor=organizer, gathering=gathering, day=DAY)
    play(rehearsal, organizer)

    counts = erase_rehearsal(actor=organizer, gathering=rehearsal)

    assert snapshot() == before
    assert counts["kept"] == 0
    assert preflight_of(gathering).rehearsal is None
    assert JournalEntry.objects.filter(event="rehearsal.erased", actor=organizer).count() == 1


def play(rehearsal, organizer):
    """Do in it what a team does: seat people, note, add a walk-in, agree, write, close."""
    compose_gathering(
        actor=organizer,
        gathering=rehearsal,
        base=Base.REGISTERED,
        seed=1,
        expected_version=0,
        moves=50,
    )
    table, prompt = rehearsal.tables.order_by("pk")[0], rehearsal.prompts.order_by("pk")[0]
    first, second = (row.person for row in rehearsal.registrations.order_by("pk")[:2])
    table.scribe = first
    table.save()
    ContributionFactory(gathering=rehearsal, table=table, prompt=prompt)
    LeadFactory(gathering=rehearsal, referent=second)
    ConsentTextFactory(use=Use.NEWS)
    record_consent(actor=first, person=first, use=Use.NEWS, given=True)
    walk_in = PersonFactory(organization=OrganizationFactory(name="Dite à la porte"))
    RegistrationFactory(gathering=rehearsal, person=walk_in)
    Mail.objects.create(
        programme=rehearsal.programme, key="m", kind="reminder", person=walk_in, to="x@exemple.fr",
        subject="…", text="…", subject_type="act.gathering", subject_id=str(rehearsal.pk),
    )  # fmt: skip
    rehearsal.is_closed = True
    rehearsal.save()


def test_whoever_became_somebody_is_kept(gathering, rehearsal, organizer):
    rows = list(rehearsal.registrations.order_by("pk"))
    listed, member, named = (row.person for row in rows[:3])
    RegistrationFactory(gathering=gathering, person=listed)
    member.email = "membre@exemple.fr"
    member.save()
    give_role(actor=organizer, person=member, code=RoleCode.SCRIBE)
    table = gathering.tables.order_by("pk")[0]
    table.scribe = named
    table.save()
    known = PersonFactory()
    RegistrationFactory(gathering=rehearsal, person=known)
    Person.objects.filter(pk=known.pk).update(
        created_at=rehearsal.created_at - datetime.timedelta(days=1)
    )

    erase_rehearsal(actor=organizer, gathering=rehearsal)

    kept = Person.objects.filter(pk__in=[row.person_id for row in rows] + [known.pk])
    assert set(kept.order_by("pk")) == {listed, member, named, known}
    assert not Gathering.objects.filter(pk=rehearsal.pk).exists()


def test_real_meeting_is_never_erased(gathering, organizer):
    with pytest.raises(NotARehearsal):
        erase_rehearsal(actor=organizer, gathering=gathering)

    assert Gathering.objects.filter(pk=gathering.pk).exists()


def test_rehearsal_undone_from_the_imports_is_still_erased(gathering, rehearsal, organizer):
    people = {row.person_id for row in rehearsal.registrations.order_by("pk")}
    undo_batch(actor=organizer, batch=batches("rehearsal").get())

    erase_rehearsal(actor=organizer, gathering=rehearsal)

    assert not Person.objects.filter(pk__in=people).exists()
    assert not Organization.objects.filter(name__contains="(inventé)").exists()


def test_page_prepares_then_asks_twice_before_erasing(organizer_client, gathering):
    page = reverse("act:run_rehearsal", args=[gathering.slug])
    organizer_client.post(page, {"day": datetime.date.today().isoformat()})  # noqa: DTZ011
    rehearsal = Gathering.objects.get(is_rehearsal=True)
    erase = reverse("act:run_rehearsal_erase", args=[rehearsal.slug])

    asked = organizer_client.get(erase)
    assert asked.context["people_count"] == 6
    assert Gathering.objects.filter(is_rehearsal=True).exists()

    done = organizer_client.post(erase)
    assert done.url == reverse("act:gatherings")
    assert not Gathering.objects.filter(is_rehearsal=True).exists()


def test_real_meeting_has_no_page_that_erases_it(organizer_client, gathering):
    page = reverse("act:run_rehearsal_erase", args=[gathering.slug])

    assert organizer_client.post(page).status_code == 404
    assert Gathering.objects.filter(pk=gathering.pk).exists()


def test_rehearsal_is_left_out_of_the_agenda_and_the_roadmap(gathering, rehearsal, programme):
    real = LeadFactory(gathering=gathering)
    LeadFactory(gathering=rehearsal)
    for each in (gathering, rehearsal):
        AdmissionFactory(gathering=each)

    assert [door.gathering for door in agenda_of(programme)] == [gathering]
    assert [thread.lead for thread in roadmap()] == [real]


def test_people_who_met_in_a_rehearsal_never_met(gathering, rehearsal):
    for each in (rehearsal, GatheringFactory(day=DAY)):
        seating, table = SeatingFactory(gathering=each), TableFactory(gathering=each, number=60)
        for person in (row.person for row in gathering.registrations.order_by("pk")[:2]):
            SeatFactory(
                seating=seating,
                table=table,
                registration=RegistrationFactory(gathering=each, person=person),
            )

    met = meetings_before(gathering)

    assert met.gathering_count == 1
    assert [len(names) for names in met.by_pair.values()] == [1]


def test_nobody_is_reminded_of_a_rehearsal(gathering, rehearsal, time_machine):
    RegistrationFactory(gathering=rehearsal)
    eve = datetime.datetime.combine(DAY - datetime.timedelta(days=1), datetime.time(12))
    time_machine.move_to(timezone.make_aware(eve), tick=False)

    queue_due_reminders()
    written = Mail.objects.count()
    Gathering.objects.filter(pk=rehearsal.pk).update(is_rehearsal=False)

    assert (written, queue_due_reminders()) == (0, 1)
