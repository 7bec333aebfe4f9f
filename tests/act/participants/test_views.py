import datetime

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.tables.actions import compose_gathering
from entrelacs.act.tables.asking import add_wish
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.models import TableWish
from entrelacs.act.tables.queries import current_seating
from entrelacs.act.tables.versions import places_of
from entrelacs.commons.consent.models import Consent, Use
from entrelacs.commons.journal.models import JournalEntry
from tests.act.tables.rooms import fill_room
from tests.commons.consent.ledger import people_who_agreed
from tests.factories import (
    ConsentTextFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
)


@pytest.fixture
def registration(programme):
    return RegistrationFactory(link_salt="sel")


def at(registration, name: str = "participant") -> str:
    return reverse(f"act:{name}", args=[personal_token(registration)])


def test_page_opens_without_an_account_and_asks_few_queries(
    client, registration, django_assert_num_queries
):
    with django_assert_num_queries(5):
        response = client.get(at(registration))

    assert registration.gathering.name in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("token", ["rien", "1-sel.faux", "12", "..", "1-sel"])
def test_link_that_is_wrong_says_what_to_do(client, registration, token):
    response = client.get(reverse("act:participant", args=[token]))

    assert response.status_code == 404
    assert "act/participants/unknown_link.html" in [each.name for each in response.templates]


def test_link_of_someone_else_cannot_be_made_from_ones_own(client, registration):
    other = RegistrationFactory(link_salt="autre")
    forged = personal_token(registration).replace(f"{registration.pk}-sel", f"{other.pk}-autre")

    assert client.get(reverse("act:participant", args=[forged])).status_code == 404


def test_link_fails_two_years_after_the_last_contact(client, registration, time_machine):
    time_machine.move_to(registration.person.last_contact_at + datetime.timedelta(days=730))
    assert client.get(at(registration)).status_code == 200

    time_machine.move_to(registration.person.last_contact_at + datetime.timedelta(days=740))
    assert client.get(at(registration)).status_code == 404


def test_participant_answers_and_says_what_they_need(client, registration):
    client.post(at(registration, "participant_answer"), {"coming": "no"})
    client.post(at(registration, "participant_needs"), {"needs": "près de la porte\x00"})

    registration.refresh_from_db()
    assert (registration.status, registration.needs) == ("declined", "près de la porte")
    actors = JournalEntry.objects.order_by("pk").values_list("actor", flat=True)
    assert set(actors) == {registration.person_id}


def test_table_is_told_with_where_it_stands(client, registration):
    page = client.get(at(registration))
    assert page.context["table"] is None

    old = SeatingFactory(gathering=registration.gathering, version=1)
    SeatFactory(seating=old, registration=registration, table__number=9)
    new = SeatingFactory(gathering=registration.gathering, version=2)
    SeatFactory(
        seating=new,
        registration=registration,
        table__number=4,
        table__spot="près de la fenêtre",
    )

    page = client.get(at(registration))
    assert page.context["table"].number == 4
    assert "Table 4, près de la fenêtre" in page.content.decode()


def test_table_of_a_composition_one_is_no_longer_in_is_not_told(client, registration):
    old = SeatingFactory(gathering=registration.gathering, version=1)
    SeatFactory(seating=old, registration=registration)
    SeatingFactory(gathering=registration.gathering, version=2)

    assert client.get(at(registration)).context["table"] is None


def test_consent_is_given_and_withdrawn_at_once_for_one_use_only(client, registration):
    ConsentTextFactory(use=Use.NAME_IN_REPORT)
    ConsentTextFactory(use=Use.NEWS)
    address = at(registration, "participant_consent")

    client.post(address, {"use": Use.NAME_IN_REPORT, "given": "yes"})
    assert people_who_agreed(Use.NAME_IN_REPORT) == {registration.person_id}
    assert people_who_agreed(Use.NEWS) == set()

    client.post(address, {"use": Use.NAME_IN_REPORT, "given": "no"})
    assert people_who_agreed(Use.NAME_IN_REPORT) == set()
    assert list(Consent.objects.order_by("pk").values_list("given", flat=True)) == [True, False]


def test_page_says_which_version_was_agreed_to(client, registration):
    ConsentTextFactory(use=Use.NEWS, version=1, text="Ancien texte")
    client.post(at(registration, "participant_consent"), {"use": Use.NEWS, "given": "yes"})
    ConsentTextFactory(use=Use.NEWS, version=2, text="Nouveau texte")

    [choice] = client.get(at(registration)).context["choices"]

    assert (choice.text.text, choice.said.text.version, choice.words_changed) == (
        "Nouveau texte",
        1,
        True,
    )


def test_new_words_may_be_agreed_to_without_withdrawing_first(client, registration):
    consent = at(registration, "participant_consent")
    ConsentTextFactory(use=Use.NEWS, version=1)
    client.post(consent, {"use": Use.NEWS, "given": "yes"})
    ConsentTextFactory(use=Use.NEWS, version=2)
    before = client.get(at(registration)).content.decode()

    client.post(consent, {"use": Use.NEWS, "given": "yes"})

    page = client.get(at(registration))
    [choice] = page.context["choices"]
    button = 'name="given" value="yes"'
    assert (choice.said.text.version, choice.words_changed) == (2, False)
    assert (button in before, button in page.content.decode()) == (True, False)


def test_page_shows_nobody_else(client, registration):
    other = RegistrationFactory(
        gathering=registration.gathering,
        person=PersonFactory(given_name="Autre", family_name="Personne-Invitée"),
    )
    SeatFactory(seating__gathering=registration.gathering, registration=other)

    assert "Personne-Invitée" not in client.get(at(registration)).content.decode()


def test_member_of_another_programme_still_opens_their_own_page(
    client, registration, other_programme, make_member
):
    client.force_login(make_member().account)
    with scope(programme=other_programme):
        theirs = RegistrationFactory(link_salt="sel")

    response = client.get(at(theirs))

    assert response.context["registration"] == theirs


def test_erased_person_has_no_page(client, registration):
    address = at(registration)
    registration.person = None
    registration.save()

    assert client.get(address).status_code == 404


def test_why_this_table_is_told_in_numbers_without_names_nor_wishes(client, organizer):
    gathering, registrations = fill_room(16)
    me, other = registrations[0], registrations[2]
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    before = client.get(at(me, "participant_why"))
    add_wish(
        actor=organizer, gathering=gathering, kind=TableWish.Kind.APART, registrations=[me, other]
    )

    after = client.get(at(me, "participant_why"))

    [told] = before.context["rounds"]
    assert told.table.pk == places_of(current_seating(gathering))[me.pk].table_id
    assert len(told.lines) == 3
    assert told.lines == after.context["rounds"][0].lines
    text = after.content.decode()
    assert [row for row in registrations[1:] if row.person.family_name in text] == []
