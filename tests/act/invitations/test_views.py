import csv
import io

import pytest
from django.apps import apps
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from tests.act.admission.lines import meeting
from tests.factories import (
    ConsentTextFactory,
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)


@pytest.fixture
def gathering(programme):
    return GatheringFactory()


def at(gathering, name: str = "invite", *args: object) -> str:
    return reverse(f"act:{name}", args=[gathering.slug, *args])


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_whatever_its_length(
    organizer_client, gathering, count, django_assert_num_queries
):
    for _n in range(count):
        person = PersonFactory(worlds=[WorldFactory()], organization=OrganizationFactory())
        RegistrationFactory(gathering=gathering, person=person)

    with django_assert_num_queries(11):
        response = organizer_client.get(at(gathering))

    assert len(response.context["rows"]) == count


def test_empty_list_says_how_to_begin(organizer_client, gathering):
    page = organizer_client.get(at(gathering)).content.decode()

    assert page.count(at(gathering, "invite_paste")) == 2


def test_long_list_stays_light(organizer_client, gathering):
    world = WorldFactory(label="Entrepreneuriat social", short_label="ES")
    for _n in range(100):
        person = PersonFactory(worlds=[world], organization=OrganizationFactory())
        RegistrationFactory(gathering=gathering, person=person)

    response = organizer_client.get(at(gathering))

    assert len(response.context["rows"]) == 80
    assert len(response.content) < 150_000


def test_answer_and_presence_are_set_from_the_list(organizer_client, gathering):
    registration = RegistrationFactory(gathering=gathering)

    response = organizer_client.post(
        at(gathering, "invite_answer"), {"answer": f"{registration.pk}:declined", "q": "ana"}
    )
    organizer_client.post(
        at(gathering, "invite_answer"), {"presence": f"{registration.pk}:present"}
    )

    registration.refresh_from_db()
    assert (registration.status, registration.presence) == ("declined", "present")
    assert response["Location"] == f"{at(gathering)}?q=ana#r{registration.pk}"


@pytest.mark.parametrize("value", ["x:declined", "1:nonsense", "", "999999:declined"])
def test_answer_that_means_nothing_changes_nothing(organizer_client, gathering, value):
    RegistrationFactory(gathering=gathering)

    response = organizer_client.post(at(gathering, "invite_answer"), {"answer": value})

    assert response.status_code == 404
    assert Registration.objects.get().status == Registration.Status.REGISTERED


def test_person_is_added_with_their_structure_and_worlds(organizer_client, gathering):
    world = WorldFactory()

    response = organizer_client.post(
        at(gathering, "invite_person_new"),
        {
            "given_name": "Ana",
            "family_name": "Lopez",
            "organization": "Aux Pains",
            "worlds": [world.pk],
            "needs": "près de la porte",
        },
    )

    registration = Registration.objects.get()
    assert response["Location"] == at(gathering)
    assert (str(registration.person), registration.needs) == ("Ana Lopez", "près de la porte")
    assert str(registration.person.affiliations.get().organization) == "Aux Pains"
    assert registration.person.worlds.get() == world


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"given_name": "Autre", "family_name": "Nom", "email": "ELODIE@exemple.fr"}, "email"),
        (
            {
                "given_name": "ELODIE",
                "family_name": "martin",
                "organization": "C.C.A.S. de Pessac",
            },
            "family_name",
        ),
        ({"organization": "Sans nom"}, "given_name"),
    ],
)
def test_duplicate_or_nameless_person_is_refused_beside_the_field(
    organizer_client, gathering, typed, field
):
    known = PersonFactory(
        given_name="Élodie",
        family_name="Martin",
        email="elodie@exemple.fr",
        organization=OrganizationFactory(name="CCAS de Pessac"),
    )
    people, structures = Person.objects.count(), Organization.objects.count()

    response = organizer_client.post(at(gathering, "invite_person_new"), typed)

    assert list(response.context["form"].errors) == [field]
    assert (Person.objects.count(), Organization.objects.count()) == (people, structures)
    for value in typed.values():
        assert value in response.content.decode()
    if field != "given_name":
        assert response.context["elsewhere"] == known


def test_person_known_from_elsewhere_is_put_on_the_list(organizer_client, gathering):
    known = PersonFactory()

    organizer_client.post(at(gathering, "invite_person_known"), {"person": known.pk})

    assert Registration.objects.get().person == known


def test_record_is_corrected(organizer_client, gathering):
    registration = RegistrationFactory(gathering=gathering)

    organizer_client.post(
        at(gathering, "invite_person", registration.pk),
        {"given_name": "Ana", "family_name": "Lopez", "email": "ana@exemple.fr"},
    )

    assert Person.objects.get(pk=registration.person_id).full_name == "Ana Lopez"


def test_renewed_link_makes_the_former_one_fail(organizer_client, client, gathering):
    registration = RegistrationFactory(gathering=gathering, link_salt="avant")
    former = reverse("act:participant", args=[personal_token(registration)])

    organizer_client.post(at(gathering, "invite_person_link", registration.pk))

    client.logout()
    assert client.get(former).status_code == 404


def test_person_removed_is_asked_about_first(organizer_client, gathering):
    registration = RegistrationFactory(gathering=gathering)
    address = at(gathering, "invite_person_remove", registration.pk)

    organizer_client.get(address)
    assert Registration.objects.count() == 1

    organizer_client.post(address)
    assert Registration.objects.count() == 0


def test_registration_of_another_meeting_or_programme_does_not_exist(
    organizer_client, gathering, other_programme
):
    elsewhere = RegistrationFactory()
    with scope(programme=other_programme):
        foreign = RegistrationFactory()

    for registration in (elsewhere, foreign):
        for name in ("invite_person", "invite_person_remove", "invite_person_erase"):
            response = organizer_client.get(at(gathering, name, registration.pk))
            assert response.status_code == 404


def test_export_holds_everyone_and_no_formula(organizer_client, gathering):
    RegistrationFactory(
        gathering=gathering, person=PersonFactory(given_name="=1+1", family_name="@Lopez")
    )

    response = organizer_client.get(at(gathering, "invite_export"))

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][:2] == ["'@Lopez", "'=1+1"]
    assert rows[1][-1].startswith("http://testserver/p/")


CANARY = ("Zébulon", "Canari-Témoin", "canari.temoin@exemple.fr", "dresseur de canaris")


def test_erased_person_is_nowhere_left(organizer_client, gathering, organizer):
    ConsentTextFactory()
    structure = OrganizationFactory(name="Volière du Port")
    given, family, email, function = CANARY
    person = PersonFactory(
        given_name=given,
        family_name=family,
        email=email,
        function=function,
        worlds=[WorldFactory()],
        organization=structure,
    )
    registration = RegistrationFactory(
        gathering=gathering, person=person, needs="volière calme", link_salt="sel"
    )
    record_consent(actor=person, person=person, use=Use.NAME_IN_REPORT, given=True)

    organizer_client.post(at(gathering, "invite_person_erase", registration.pk))

    with scopes_disabled():
        everything = [
            str(value)
            for model in apps.get_models()
            for row in model._base_manager.values()
            for value in row.values()
        ]
    for word in (*CANARY, "canari temoin", "volière calme"):
        assert [value for value in everything if word.casefold() in value.casefold()] == []
    registration.refresh_from_db()
    assert (registration.person, registration.gathering) == (None, gathering)
    assert structure.spellings.count() == 1
    assert organizer_client.get(at(gathering)).status_code == 200


def test_last_owner_cannot_be_erased(client, gathering, make_member):
    owner = make_member(RoleCode.OWNER)
    registration = RegistrationFactory(gathering=gathering, person=owner)
    organiser = make_member(RoleCode.ORGANISER)
    client.force_login(organiser.account)

    response = client.post(at(gathering, "invite_person_erase", registration.pk))

    owner.refresh_from_db()
    assert response.status_code == 409
    assert owner.erased_at is None


def test_answer_that_passes_a_quota_is_noted_and_told(organizer_client):
    made = meeting(capacity=1)
    made.guest(made.ts)
    invited = made.guest(made.es, status="invited")

    page = organizer_client.post(
        reverse("act:invite_answer", args=[made.gathering.slug]),
        {"answer": f"{invited.pk}:registered"},
        follow=True,
    )

    invited.refresh_from_db()
    assert invited.status == "registered"
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]


@pytest.mark.parametrize("gesture", ["decline", "remove", "erase"])
def test_seat_freed_by_the_organiser_is_offered(organizer_client, gesture):
    made = meeting(capacity=1)
    guest = made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)
    slug = made.gathering.slug
    if gesture == "decline":
        address = reverse("act:invite_answer", args=[slug])
        organizer_client.post(address, {"answer": f"{guest.pk}:declined"})
    else:
        organizer_client.post(reverse(f"act:invite_person_{gesture}", args=[slug, guest.pk]))

    assert SeatOffer.objects.get().registration == ana


def test_people_who_wait_are_shown_and_not_counted_as_coming(organizer_client):
    made = meeting(capacity=1)
    made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)

    page = organizer_client.get(
        reverse("act:invite", args=[made.gathering.slug]), {"status": "waiting"}
    )

    assert [row.registration for row in page.context["rows"]] == [ana]
    assert page.context["balance"].people == 1
    [card] = organizer_client.get(reverse("act:gatherings")).context["coming"]
    assert card.gathering.people_count == 1


def test_phone_is_noted_with_the_rest(organizer_client):
    gathering = GatheringFactory()

    organizer_client.post(
        reverse("act:invite_person_new", args=[gathering.slug]),
        {"given_name": "Ana", "family_name": "Lopez", "phone": "06 12 34 56 78"},
    )

    assert Person.objects.get(given_name="Ana").phone == "06 12 34 56 78"
