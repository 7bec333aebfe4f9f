from collections import Counter
from typing import Any

import pytest

from entrelacs.act.gatherings.actions import unregister
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables import actions
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.codes import ALPHABET, CODE_LENGTH
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import (
    GuestsChanged,
    NobodyToSeat,
    TablesChanged,
    WrongTableSizes,
)
from entrelacs.act.tables.models import Seating, Table
from entrelacs.act.tables.queries import current_seating, open_tables
from entrelacs.act.tables.seats import lock_seat
from entrelacs.act.tables.versions import places_of
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import ENGINE_VERSION, TooManyGuests, compose_tables
from tests.act.tables.rooms import fill_room, tables_of
from tests.factories import GatheringFactory


def test_tables_are_laid_with_codes_that_read_without_doubt(organizer: Person) -> None:
    gathering = GatheringFactory()

    tables = set_tables(actor=organizer, gathering=gathering, sizes=[8, 10, 6])

    assert [(table.number, table.seat_count) for table in tables] == [(1, 8), (2, 10), (3, 6)]
    assert len(ALPHABET) == 32
    assert all(
        len(table.code) == CODE_LENGTH and set(table.code) <= set(ALPHABET) for table in tables
    )
    assert len({table.code for table in tables}) == 3
    assert JournalEntry.objects.get(event="tables.set").details == {"sizes": [8, 10, 6]}


def test_a_table_put_away_comes_back_with_its_code(organizer: Person) -> None:
    gathering = GatheringFactory()
    first = set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])

    fewer = set_tables(actor=organizer, gathering=gathering, sizes=[8])
    again = set_tables(actor=organizer, gathering=gathering, sizes=[8, 6])

    assert [table.number for table in fewer] == [1]
    assert [table.code for table in again] == [table.code for table in first]
    assert again[1].seat_count == 6


def test_people_of_a_table_put_away_wait_for_a_seat(organizer: Person) -> None:
    gathering, _ = fill_room(16)
    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )

    set_tables(actor=organizer, gathering=gathering, sizes=[8], expected_version=1)

    now = current_seating(gathering)
    assert (seating.version, now.version) == (1, 2)
    assert (seating.seats.count(), now.seats.count()) == (16, 8)


@pytest.mark.parametrize("sizes", [[], [1], [13], [8] * 100])
def test_table_sizes_nobody_can_sit_at_are_refused(organizer: Person, sizes: list[int]) -> None:
    gathering = GatheringFactory()

    with pytest.raises(WrongTableSizes):
        set_tables(actor=organizer, gathering=gathering, sizes=sizes)

    assert Table.objects.count() == 0


def test_composing_lays_tables_and_seats_everyone(organizer: Person) -> None:
    gathering, registrations = fill_room(16)

    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=5, expected_version=0
    )

    placed = tables_of(seating)
    assert sorted(placed) == [registration.pk for registration in registrations]
    assert Counter(placed.values()) == {table.pk: 8 for table in open_tables(gathering)}
    assert (seating.version, seating.seed, seating.engine) == (1, 5, ENGINE_VERSION)
    assert seating.composed_by == organizer
    entry = JournalEntry.objects.get(event="seating.composed")
    assert (entry.details["people"], entry.details["seed"]) == (16, 5)


def test_colleagues_are_seated_apart(organizer: Person) -> None:
    gathering, registrations = fill_room(16)

    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=5, expected_version=0
    )

    placed = tables_of(seating)
    together = [
        (one, other)
        for one, other in zip(registrations[::2], registrations[1::2], strict=True)
        if placed[one.pk] == placed[other.pk]
    ]
    assert together == []


def test_absent_and_declined_people_are_left_out(organizer: Person) -> None:
    gathering, registrations = fill_room(14)
    Registration.objects.filter(pk=registrations[0].pk).update(presence="absent")
    Registration.objects.filter(pk=registrations[1].pk).update(status="declined")

    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )

    assert sorted(tables_of(seating)) == [row.pk for row in registrations[2:]]


def test_only_those_present_are_seated_when_asked(organizer: Person) -> None:
    gathering, registrations = fill_room(20)
    here = [row.pk for row in registrations[:12]]
    Registration.objects.filter(pk__in=here).update(presence="present")

    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.PRESENT, seed=1, expected_version=0
    )

    assert sorted(tables_of(seating)) == here


def test_composing_nobody_is_refused(organizer: Person) -> None:
    gathering, _ = fill_room(8)

    with pytest.raises(NobodyToSeat):
        compose_gathering(
            actor=organizer, gathering=gathering, base=Base.PRESENT, seed=1, expected_version=0
        )

    assert Seating.objects.count() == 0


def test_composing_more_people_than_seats_is_refused(organizer: Person) -> None:
    gathering, _ = fill_room(20)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])

    with pytest.raises(TooManyGuests) as refused:
        compose_gathering(
            actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
        )

    assert refused.value.details == {"found": 20, "seats": 16}
    assert Seating.objects.count() == 0


def test_locked_seats_stay_when_tables_are_composed_again(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    first = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    kept = registrations[3]
    lock_seat(
        actor=organizer, gathering=gathering, registration=kept, is_locked=True, expected_version=1
    )

    again = [
        compose_gathering(
            actor=organizer,
            gathering=gathering,
            base=Base.REGISTERED,
            seed=seed,
            expected_version=seed,
        )
        for seed in range(2, 6)
    ]

    before = places_of(first)[kept.pk]
    places = [places_of(seating)[kept.pk] for seating in again]
    assert {(place.table_id, place.position, place.is_locked) for place in places} == {
        (before.table_id, before.position, True)
    }
    # Somebody else did move, or the seeds would show nothing.
    assert any(tables_of(seating) != tables_of(first) for seating in again)


@pytest.mark.parametrize(("presence", "stays"), [("unknown", True), ("absent", False)])
def test_a_locked_seat_waits_for_whoever_is_late_not_for_the_absent(
    organizer: Person, presence: str, stays: bool
) -> None:
    gathering, registrations = fill_room(16)
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    host = registrations[0]
    lock_seat(
        actor=organizer, gathering=gathering, registration=host, is_locked=True, expected_version=1
    )
    Registration.objects.exclude(pk=host.pk).update(presence="present")
    Registration.objects.filter(pk=host.pk).update(presence=presence)

    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.PRESENT, seed=2, expected_version=2
    )

    assert (host.pk in places_of(seating)) is stays
    assert seating.seats.count() == 15 + stays


def test_people_who_sat_together_before_are_seated_apart(organizer: Person) -> None:
    earlier, before = fill_room(16, day="2027-01-10")
    first = compose_gathering(
        actor=organizer, gathering=earlier, base=Base.REGISTERED, seed=1, expected_version=0
    )
    table = open_tables(earlier)[0]
    neighbours = [row.person for row in before if places_of(first)[row.pk].table_id == table.pk][:2]
    gathering, others = fill_room(14)
    met = [
        Registration.objects.create(
            programme=gathering.programme, gathering=gathering, person=person
        )
        for person in neighbours
    ]

    seatings = [
        compose_gathering(
            actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=n, expected_version=n
        )
        for n in range(4)
    ]

    assert all(tables_of(s)[met[0].pk] != tables_of(s)[met[1].pk] for s in seatings)
    assert len(others) + 2 == seatings[0].seats.count()


def lay_seven_seats(_people: list[Registration]) -> None:
    Table.objects.update(seat_count=7)


def take_off_the_first(people: list[Registration]) -> None:
    unregister(actor=None, registration=people[0])


@pytest.mark.parametrize(
    ("change", "refusal"), [(take_off_the_first, GuestsChanged), (lay_seven_seats, TablesChanged)]
)
def test_what_changes_while_people_are_being_seated_is_told(
    organizer: Person, monkeypatch: pytest.MonkeyPatch, change: Any, refusal: type[Exception]
) -> None:
    gathering, people = fill_room(8)
    set_tables(actor=organizer, gathering=gathering, sizes=[8])

    def compose_meanwhile(*guests: Any, **room: Any) -> Any:
        composed = compose_tables(*guests, **room)
        change(people)
        return composed

    monkeypatch.setattr(actions, "compose_tables", compose_meanwhile)
    with pytest.raises(refusal):
        compose_gathering(
            actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
        )

    assert not Seating.objects.exists()
