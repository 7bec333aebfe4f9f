"""What someone says of their coming, on their own page."""

import datetime
import json

import pytest
from django.urls import reverse
from icalendar import Calendar

from entrelacs.act.admission.actions import answer_for
from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.consent.models import Use
from entrelacs.commons.people.actions import give_role
from entrelacs.commons.people.models import Person
from tests.act.admission.lines import meeting
from tests.factories import (
    ConsentTextFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
)


@pytest.fixture
def made(programme):
    return meeting(capacity=1)


def at(registration, name: str = "participant") -> str:
    return reverse(f"act:{name}", args=[personal_token(registration)])


def status(registration) -> str:
    return Registration.objects.get(pk=registration.pk).status


@pytest.mark.parametrize("query", ["", "?reponse=oui", "?reponse=non", "?reponse=%00"])
def test_opening_the_answer_changes_nothing(client, made, query):
    registration = made.guest(made.ts, status="invited")

    page = client.get(at(registration, "participant_answer") + query)

    assert (page.status_code, status(registration)) == (200, "invited")
    assert b'name="coming" value="yes"' in page.content
    assert page["X-Robots-Tag"] == "noindex"


def test_answer_that_says_nothing_changes_nothing(client, made):
    registration = made.guest(made.ts)

    client.post(at(registration, "participant_answer"), {"coming": "maybe"})

    assert status(registration) == "registered"


def test_yes_without_a_seat_joins_the_waiting_list_and_the_page_tells_the_rank(client, made):
    made.guest(made.ts)
    made.newcomer("Ana", made.ts)
    late = made.guest(made.ts, status="invited")

    client.post(at(late, "participant_answer"), {"coming": "yes"})

    page = client.get(at(late))
    assert (status(late), page.context["rank"]) == ("waiting", 2)
    assert page.context["waiting"].offer is None
    assert b'value="yes"' not in page.content


def test_offer_is_accepted_on_the_page_within_its_time(client, made):
    leaving = made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)
    answer_for(actor=None, registration=leaving, is_coming=False)
    assert client.get(at(ana)).context["waiting"].offer == SeatOffer.objects.get()

    client.post(at(ana, "participant_answer"), {"coming": "yes"})

    assert (status(ana), SeatOffer.objects.get().state) == ("registered", "taken")


def test_offer_accepted_too_late_says_where_one_stands(client, made, time_machine):
    time_machine.move_to(datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC))
    leaving = made.guest(made.ts)
    ana, bo = made.newcomer("Ana", made.ts), made.newcomer("Bo", made.ts)
    answer_for(actor=None, registration=leaving, is_coming=False)
    time_machine.move_to(datetime.datetime(2027, 2, 3, 12, 30, tzinfo=datetime.UTC))

    client.post(at(bo, "participant_answer"), {"coming": "yes"})
    assert SeatOffer.objects.get(registration=ana).state == "expired"
    page = client.get(at(ana))
    assert page.context["waiting"].ran_out is not None
    client.post(at(ana, "participant_answer"), {"coming": "yes"})

    again = client.get(at(ana)).context
    assert (again["waiting"].ran_out, again["rank"]) == (None, 1)


@pytest.mark.parametrize("name", ["answer", "calendar", "data", "erase", "needs", "consent"])
@pytest.mark.parametrize("forged", [False, True])
def test_wrong_or_forged_token_opens_nothing(client, made, name, forged):
    mine, theirs = made.guest(made.ts), made.guest(made.es)
    token = personal_token(mine)
    if forged:
        token = token.replace(f"{mine.pk}-{mine.link_salt}", f"{theirs.pk}-{theirs.link_salt}")
    else:
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    address = reverse(f"act:participant_{name}", args=[token])
    send = client.post if name in {"needs", "consent"} else client.get

    response = send(address, {"coming": "no", "word": "ERASE"})

    assert response.status_code == 404
    assert status(theirs) == "registered"


def test_page_asks_few_queries_on_the_waiting_list_too(client, made, django_assert_max_num_queries):
    made.guest(made.ts)
    ana = made.newcomer("Ana", made.ts)

    with django_assert_max_num_queries(10):
        client.get(at(ana))


def test_calendar_holds_the_meeting_and_calls_it_off_for_whoever_does_not_come(client, made):
    registration = made.guest(made.ts)

    def event():
        content = client.get(at(registration, "participant_calendar")).content.decode()
        [found] = Calendar.from_ical(content).walk("VEVENT")
        return found

    before = event()
    client.post(at(registration, "participant_answer"), {"coming": "no"})
    after = event()

    assert before["URL"].endswith(at(registration))
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]


def test_arrival_is_told(client, made):
    registration = made.guest(
        made.ts,
        presence="present",
        arrived_at=datetime.datetime(2027, 3, 12, 12, 42, tzinfo=datetime.UTC),
    )

    assert "13:42" in client.get(at(registration)).content.decode()


def test_my_data_holds_all_that_is_known_and_nobody_else(client, made):
    ConsentTextFactory(use=Use.NEWS, version=1)
    structure = OrganizationFactory(name="Le Fil Vert")
    registration = made.guest(
        made.ts,
        person=PersonFactory(organization=structure, phone="06 00 00 00 00", worlds=[made.ts]),
    )
    seating = SeatingFactory(gathering=made.gathering)
    SeatFactory(seating=seating, registration=registration, table__number=4)
    other = made.guest(made.es, person__family_name="Personne-Autre")
    SeatFactory(seating=seating, registration=other, table__number=5)
    client.post(at(registration, "participant_consent"), {"use": Use.NEWS, "given": "yes"})
    newcomer = made.newcomer("Ana", made.ts)

    answer = client.get(at(registration, "participant_data"))
    theirs = client.get(at(newcomer, "participant_data")).json()

    told = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert told["person"]["phone"] == "06 00 00 00 00"
    assert [each["name"] for each in told["structures"]] == ["Le Fil Vert"]
    [coming] = told["registrations"]
    assert [seat["table"] for seat in coming["seats"]] == [4]
    assert [(line["use"], line["given"], line["version"]) for line in told["consents"]] == [
        ("news", True, 1)
    ]
    assert "Personne-Autre" not in answer.content.decode()
    assert [mail["kind"] for mail in theirs["mails"]] == ["waiting"]


def test_erasing_oneself_wants_the_word_and_frees_the_seat(client, made):
    registration = made.guest(made.ts, person__given_name="Effaçable")
    ana = made.newcomer("Ana", made.ts)
    address = at(registration, "participant_erase")
    word = client.get(address).context["word"]

    refused = client.post(address, {"word": "non"})
    assert refused.context["fault"]
    assert Person.objects.filter(given_name="Effaçable").count() == 1

    done = client.post(address, {"word": f" {word.lower()} "}, follow=True)

    assert "act/participants/erased.html" in [each.name for each in done.templates]
    assert Person.objects.filter(given_name="Effaçable").count() == 0
    assert client.get(at(registration)).status_code == 404
    assert SeatOffer.objects.get().registration == ana


def test_last_owner_is_told_why_they_cannot_leave(client, made):
    registration = RegistrationFactory(gathering=made.gathering, link_salt="sel")
    give_role(actor=None, person=registration.person, code=RoleCode.OWNER)
    address = at(registration, "participant_erase")
    word = client.get(address).context["word"]

    page = client.post(address, {"word": word})

    assert page.context["fault"]
    assert (status(registration), Person.objects.get(pk=registration.person_id).erased_at) == (
        "registered",
        None,
    )
