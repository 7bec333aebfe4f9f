import datetime

import pytest
from django_scopes import scope

from entrelacs.act.gatherings.actions import (
    EndsBeforeItBegins,
    GatheringClosed,
    close_gathering,
    create_gathering,
    edit_gathering,
    register_people,
    register_person,
    renew_link,
    set_answer,
    set_needs,
    set_presence,
    unregister,
)
from entrelacs.act.gatherings.links import personal_token, read_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory

DAY = datetime.date(2027, 3, 12)


def events() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("event", flat=True))


def test_gathering_begins_with_a_run_sheet_that_fills_its_hours(programme):
    gathering = create_gathering(actor=None, programme=programme, name="Bordeaux", day=DAY)

    moments = list(segments_of(gathering))
    assert moments[0].starts_at == datetime.time(14)
    assert moments[-1].ends_at == datetime.time(18)
    assert [each.ends_at for each in moments[:-1]] == [each.starts_at for each in moments[1:]]
    assert events() == ["gathering.created"]


@pytest.mark.parametrize(("begins", "ends"), [((9, 30), (12, 0)), ((14, 0), (14, 30))])
def test_run_sheet_is_fitted_between_other_hours(programme, begins, ends):
    gathering = create_gathering(
        actor=None,
        programme=programme,
        name="Bordeaux",
        day=DAY,
        starts_at=datetime.time(*begins),
        ends_at=datetime.time(*ends),
    )

    moments = list(segments_of(gathering))
    assert moments[0].starts_at == datetime.time(*begins)
    assert moments[-1].ends_at == datetime.time(*ends)


def test_two_gatherings_of_one_name_get_two_addresses_even_across_programmes(
    programme, other_programme
):
    first = create_gathering(actor=None, programme=programme, name="Rencontre d’été", day=DAY)
    second = create_gathering(actor=None, programme=programme, name="Rencontre d’été", day=DAY)
    with scope(programme=other_programme):
        third = create_gathering(
            actor=None, programme=other_programme, name="Rencontre d’été", day=DAY
        )

    assert [first.slug, second.slug, third.slug] == [
        "rencontre-d-ete",
        "rencontre-d-ete-2",
        "rencontre-d-ete-3",
    ]


def test_gathering_that_ends_before_it_begins_is_refused(programme):
    gathering = GatheringFactory()

    with pytest.raises(EndsBeforeItBegins):
        edit_gathering(actor=None, gathering=gathering, ends_at=datetime.time(13))

    gathering.refresh_from_db()
    assert gathering.ends_at == datetime.time(18)


def test_registering_twice_keeps_the_first_answer(programme):
    gathering, person = GatheringFactory(), PersonFactory()
    first = register_person(
        actor=None, gathering=gathering, person=person, status=Registration.Status.DECLINED
    )

    second = register_person(actor=None, gathering=gathering, person=person)

    assert second == first
    assert second.status == Registration.Status.DECLINED
    assert events() == ["registration.added"]


def test_answer_presence_and_needs_are_each_noted_once(programme):
    registration = RegistrationFactory()

    for _time in range(2):
        set_answer(actor=None, registration=registration, status=Registration.Status.DECLINED)
        set_presence(actor=None, registration=registration, presence=Registration.Presence.PRESENT)
        set_needs(actor=None, registration=registration, needs=" près de  la porte ")

    registration.refresh_from_db()
    assert (registration.status, registration.presence, registration.needs) == (
        "declined",
        "present",
        "près de la porte",
    )
    assert events() == ["registration.answered", "registration.presence", "registration.needs"]


def test_removing_someone_from_a_gathering_leaves_them_in_the_programme(programme):
    registration = RegistrationFactory()

    unregister(actor=None, registration=registration)

    assert Registration.objects.count() == 0
    assert Person.objects.count() == 1


def test_nobody_is_removed_from_a_closed_gathering(programme):
    registration = RegistrationFactory(gathering__is_closed=True)

    with pytest.raises(GatheringClosed):
        unregister(actor=None, registration=registration)

    assert Registration.objects.count() == 1


def test_the_list_of_a_closed_gathering_no_longer_changes(programme):
    registration = RegistrationFactory(gathering__is_closed=True, needs="près de la porte")
    newcomer, gathering = PersonFactory(), registration.gathering
    changes = [
        lambda: register_person(actor=None, gathering=gathering, person=newcomer),
        lambda: register_people(actor=None, gathering=gathering, needs={newcomer: ""}),
        lambda: set_answer(
            actor=None, registration=registration, status=Registration.Status.DECLINED
        ),
        lambda: set_presence(
            actor=None, registration=registration, presence=Registration.Presence.ABSENT
        ),
        lambda: set_needs(actor=None, registration=registration, needs=""),
    ]

    for change in changes:
        with pytest.raises(GatheringClosed):
            change()

    rows = Registration.objects.values_list("person", "status", "presence", "needs")
    assert list(rows) == [(registration.person_id, "registered", "unknown", "près de la porte")]
    assert events() == []


def test_editing_a_gathering_does_not_open_it_again(programme):
    seen_before_it_was_closed = GatheringFactory()
    close_gathering(actor=None, gathering=Gathering.objects.get())

    edit_gathering(actor=None, gathering=seen_before_it_was_closed, place="Halle")

    gathering = Gathering.objects.get()
    assert (gathering.place, gathering.is_closed) == ("Halle", True)


def test_personal_link_names_its_registration_and_refuses_to_be_altered(programme):
    registration = register_person(actor=None, gathering=GatheringFactory(), person=PersonFactory())
    token = personal_token(registration)

    parts = read_token(token)

    assert (parts.registration, parts.link_salt) == (registration.pk, registration.link_salt)
    altered = token.replace(str(registration.pk), str(registration.pk + 1), 1)
    assert read_token(altered) is None
    assert read_token("n-importe-quoi") is None


def test_renewed_link_differs_from_the_one_that_went_astray(programme):
    registration = register_person(actor=None, gathering=GatheringFactory(), person=PersonFactory())
    astray = personal_token(registration)

    renew_link(actor=None, registration=registration)

    assert personal_token(registration) != astray
