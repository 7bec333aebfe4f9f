"""Presence follows the gestures at the door, whatever their order, their number and their clock."""

import datetime
import uuid

import pytest
from django.utils import timezone

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.checkin.actions import ALREADY, DUPLICATE, REFUSED, STORED, record_arrivals
from entrelacs.act.checkin.models import Arrival
from entrelacs.act.checkin.operations import Operation
from entrelacs.act.gatherings.actions import close_gathering, renew_link, unregister
from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)

IN, UNDO, WALK_IN = Arrival.Kind.IN, Arrival.Kind.UNDO, Arrival.Kind.WALK_IN
START = datetime.datetime(2027, 3, 12, 12, 42, tzinfo=datetime.UTC)


def after(seconds):
    return START + datetime.timedelta(seconds=seconds)


def gesture(kind, seconds=0, *, registration=None, client_id=None, **details):
    return Operation(
        client_id=client_id or uuid.uuid4(),
        kind=kind,
        at=after(seconds),
        registration=registration.pk if registration else None,
        **details,
    )


def send(gathering, *operations):
    outcomes = record_arrivals(actor=None, gathering=gathering, operations=list(operations))
    return [outcome.answer for outcome in outcomes]


def refusals(gathering, *operations):
    outcomes = record_arrivals(actor=None, gathering=gathering, operations=list(operations))
    return [outcome.refusal.code if outcome.refusal else None for outcome in outcomes]


def standing(registration):
    registration.refresh_from_db()
    return registration.presence, registration.arrived_at, registration.status


@pytest.fixture
def guest(programme):
    return RegistrationFactory(link_salt="0123456789abcdef")


def test_arrival_makes_someone_present_at_its_hour(guest):
    answers = send(guest.gathering, gesture(IN, registration=guest))

    assert answers == [STORED]
    assert standing(guest) == ("present", START, "registered")


def test_same_gesture_sent_again_is_stored_once(guest):
    arrival = gesture(IN, registration=guest)

    answers = [send(guest.gathering, arrival), send(guest.gathering, arrival, arrival)]

    assert answers == [[STORED], [DUPLICATE, DUPLICATE]]
    assert Arrival.objects.count() == 1
    events = JournalEntry.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["registration.presence", "arrivals.recorded"]


def test_second_arrival_is_told_the_first_hour(guest):
    send(guest.gathering, gesture(IN, registration=guest))

    [outcome] = record_arrivals(
        actor=None, gathering=guest.gathering, operations=[gesture(IN, 300, registration=guest)]
    )

    assert (outcome.answer, outcome.at) == (ALREADY, START)
    assert standing(guest)[:2] == ("present", START)


def test_arrival_that_reaches_us_late_gives_the_earlier_hour(guest):
    send(guest.gathering, gesture(IN, 300, registration=guest))

    assert send(guest.gathering, gesture(IN, registration=guest)) == [STORED]
    assert standing(guest)[:2] == ("present", START)


def test_arrival_taken_back_leaves_presence_unknown(guest):
    answers = send(
        guest.gathering, gesture(IN, registration=guest), gesture(UNDO, 5, registration=guest)
    )

    assert answers == [STORED, STORED]
    assert standing(guest) == ("unknown", None, "registered")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_last_gesture_decides_in_whatever_order_the_phones_send(guest, order):
    gestures = [
        gesture(IN, 0, registration=guest),
        gesture(UNDO, 30, registration=guest),
        gesture(IN, 60, registration=guest),
    ]

    for index in order:
        send(guest.gathering, gestures[index])

    assert standing(guest)[:2] == ("present", after(60))


def test_two_phones_that_undo_the_same_arrival_leave_nobody(guest):
    send(guest.gathering, gesture(IN, registration=guest))

    answers = send(guest.gathering, *(gesture(UNDO, n, registration=guest) for n in (5, 6)))

    assert answers == [STORED, STORED]
    assert standing(guest)[:2] == ("unknown", None)


@pytest.mark.parametrize("answer", ["declined", "waiting"])
def test_whoever_was_not_expected_and_comes_is_registered(guest, answer):
    Registration.objects.filter(pk=guest.pk).update(status=answer)

    assert send(guest.gathering, gesture(IN, registration=guest)) == [STORED]
    assert standing(guest) == ("present", START, "registered")
    assert JournalEntry.objects.filter(event="registration.answered").count() == 1


@pytest.mark.parametrize("answer", ["declined", "waiting"])
def test_arrival_taken_back_gives_the_answer_that_was_there(guest, answer):
    Registration.objects.filter(pk=guest.pk).update(status=answer)
    send(guest.gathering, gesture(IN, registration=guest))

    send(guest.gathering, gesture(UNDO, 5, registration=guest))

    assert standing(guest) == ("unknown", None, answer)


def test_arrival_taken_back_gives_the_rank_among_those_who_wait(guest):
    since = START - datetime.timedelta(days=9)
    Registration.objects.filter(pk=guest.pk).update(status="waiting", waiting_since=since)

    send(guest.gathering, gesture(IN, registration=guest))
    guest.refresh_from_db()
    meanwhile = guest.waiting_since
    send(guest.gathering, gesture(UNDO, 5, registration=guest))

    guest.refresh_from_db()
    assert (meanwhile, guest.waiting_since) == (None, since)


def test_seat_offered_to_someone_who_comes_is_taken(guest):
    Registration.objects.filter(pk=guest.pk).update(status="waiting")
    offer = SeatOffer.objects.create(
        programme=guest.programme,
        registration=guest,
        reason="by-hand",
        expires_at=START + datetime.timedelta(days=2),
    )

    send(guest.gathering, gesture(IN, registration=guest))

    offer.refresh_from_db()
    assert offer.state == "taken"


def test_person_taken_off_the_list_meanwhile_is_refused(guest):
    gathering = guest.gathering
    arrival = gesture(IN, registration=guest)
    unregister(actor=None, registration=guest)

    assert refusals(gathering, arrival) == ["arrival-person-gone"]
    assert Arrival.objects.count() == 0


def test_person_erased_meanwhile_is_refused(guest):
    Registration.objects.filter(pk=guest.pk).update(person=None)

    assert refusals(guest.gathering, gesture(IN, registration=guest)) == ["arrival-person-gone"]


def test_person_of_another_meeting_is_refused(guest):
    elsewhere = GatheringFactory()

    assert refusals(elsewhere, gesture(IN, registration=guest)) == ["arrival-person-gone"]


def test_closed_meeting_refuses_and_changes_nothing(guest):
    close_gathering(actor=None, gathering=guest.gathering)

    assert refusals(guest.gathering, gesture(IN, registration=guest)) == ["gathering-closed"]
    assert standing(guest)[:2] == ("unknown", None)


def test_gesture_stored_before_the_closing_is_still_acknowledged(guest):
    arrival = gesture(IN, registration=guest)
    send(guest.gathering, arrival)
    close_gathering(actor=None, gathering=guest.gathering)

    assert send(guest.gathering, arrival) == [DUPLICATE]


def test_one_refusal_does_not_keep_the_others_out(guest):
    wrong = gesture(IN, registration=guest, token="1-salt.signature")

    answers = send(guest.gathering, wrong, gesture(IN, 5, registration=guest))

    assert answers == [REFUSED, STORED]
    assert standing(guest)[:2] == ("present", after(5))


def test_signed_token_alone_says_who(guest):
    assert send(guest.gathering, gesture(IN, token=personal_token(guest))) == [STORED]
    assert standing(guest)[0] == "present"


@pytest.mark.parametrize("with_registration", [True, False])
def test_token_whose_signature_is_false_is_refused(guest, with_registration):
    forged = personal_token(guest)[:-3] + "AAA"
    whose = guest if with_registration else None

    assert refusals(guest.gathering, gesture(IN, registration=whose, token=forged)) == [
        "arrival-token-false"
    ]
    assert standing(guest)[0] == "unknown"


def test_token_of_someone_else_is_refused(guest):
    other = RegistrationFactory(gathering=guest.gathering, link_salt="fedcba9876543210")

    assert refusals(
        guest.gathering, gesture(IN, registration=guest, token=personal_token(other))
    ) == ["arrival-token-false"]


def test_token_of_another_meeting_is_refused(guest):
    assert refusals(GatheringFactory(), gesture(IN, token=personal_token(guest))) == [
        "arrival-token-elsewhere"
    ]


def test_token_replaced_by_a_newer_link_is_refused(guest):
    token = personal_token(guest)
    renew_link(actor=None, registration=guest)

    assert refusals(guest.gathering, gesture(IN, registration=guest, token=token)) == [
        "arrival-token-replaced"
    ]


def test_someone_who_never_registered_is_added_present_once(programme):
    gathering = GatheringFactory()
    world = WorldFactory(code="ts")
    walk_in = gesture(
        WALK_IN, given_name="Ana", family_name="Lopez", structure="Aux Pains", worlds=("ts", "no")
    )

    answers = [send(gathering, walk_in), send(gathering, walk_in)]

    registration = Registration.objects.get()
    assert answers == [[STORED], [DUPLICATE]]
    assert (registration.presence, registration.arrived_at) == ("present", START)
    assert registration.person.full_name == "Ana Lopez"
    assert list(registration.person.worlds.all()) == [world]
    assert [each.organization.name for each in registration.person.affiliations.all()] == [
        "Aux Pains"
    ]
    assert len(registration.link_salt) == 16


def test_newcomer_taken_back_is_no_longer_expected_until_they_come_again(programme):
    gathering = GatheringFactory()
    walk_in = gesture(WALK_IN, given_name="Ana")
    send(gathering, walk_in, gesture(UNDO, 5, of=walk_in.client_id))
    registration = Registration.objects.get()
    taken_back = standing(registration)

    send(gathering, gesture(IN, 9, of=walk_in.client_id))

    assert taken_back == ("unknown", None, "declined")
    assert standing(registration) == ("present", after(9), "registered")


def test_two_phones_that_add_the_same_newcomer_count_one(programme):
    gathering = GatheringFactory()
    words = {"given_name": "Ana", "family_name": "Lopez", "structure": "Aux Pains"}

    answers = [send(gathering, gesture(WALK_IN, n, **words)) for n in (0, 40)]

    assert answers == [[STORED], [ALREADY]]
    assert Person.objects.count() == 1


def test_newcomer_who_is_on_the_list_is_named_and_not_added(programme):
    person = PersonFactory(
        given_name="Ana", family_name="Lopez", organization=OrganizationFactory()
    )
    listed = RegistrationFactory(person=person)
    walk_in = gesture(
        WALK_IN,
        given_name="ana",
        family_name="LOPEZ",
        structure=person.affiliations.get().organization.name,
    )

    [outcome] = record_arrivals(actor=None, gathering=listed.gathering, operations=[walk_in])

    assert outcome.answer == REFUSED
    assert outcome.refusal.code == "arrival-already-listed"
    assert outcome.refusal.details["registration"] == listed.pk
    assert (Person.objects.count(), standing(listed)[0]) == (1, "unknown")


def test_newcomer_known_from_another_meeting_is_put_on_the_list(programme):
    known = PersonFactory(given_name="Ana", family_name="Lopez")
    gathering = GatheringFactory()

    answers = send(gathering, gesture(WALK_IN, given_name="Ana", family_name="Lopez"))

    registration = Registration.objects.get(gathering=gathering)
    assert answers == [STORED]
    assert (registration.person, registration.presence) == (known, "present")


def test_newcomer_without_a_name_is_refused(programme):
    assert refusals(GatheringFactory(), gesture(WALK_IN, structure="Aux Pains")) == [
        "person-nameless"
    ]


def test_presence_noted_by_the_organiser_gets_its_hour_at_the_door(guest):
    Registration.objects.filter(pk=guest.pk).update(presence="present")

    assert send(guest.gathering, gesture(IN, registration=guest)) == [STORED]
    assert standing(guest)[:2] == ("present", START)


def test_rows_bear_the_phone_and_who_held_it(guest, organizer):
    before = timezone.now()

    record_arrivals(
        actor=organizer,
        gathering=guest.gathering,
        operations=[gesture(IN, registration=guest)],
        device="phone-1",
    )

    arrival = Arrival.objects.get()
    assert (arrival.device, arrival.actor) == ("phone-1", organizer)
    assert arrival.stored_at >= before
