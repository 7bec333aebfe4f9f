from collections import Counter

import pytest

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.actions import compose_gathering, restore_seating, set_tables
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import (
    NotExpected,
    SeatingChanged,
    SeatingIsFrozen,
    SeatIsLocked,
    TableIsFull,
    TableIsPutAway,
)
from entrelacs.act.tables.models import Seat
from entrelacs.act.tables.queries import current_seating, open_tables
from entrelacs.act.tables.recording import record_seating
from entrelacs.act.tables.seats import lock_seat, move_seat, swap_seats
from entrelacs.act.tables.versions import places_of
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme
from tests.act.tables.rooms import fill_room, tables_of
from tests.factories import GatheringFactory


def seated(organizer: Person, people: int = 15) -> tuple:
    gathering, registrations = fill_room(people)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    seating = compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    return gathering, registrations, seating


def test_moving_someone_writes_a_new_version_and_changes_nobody_else(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)
    counts = Counter(tables_of(first).values())
    roomy = next(table for table in open_tables(gathering) if counts[table.pk] == 7)
    mover = next(row for row in registrations if tables_of(first)[row.pk] != roomy.pk)

    second = move_seat(
        actor=organizer, gathering=gathering, registration=mover, table=roomy, expected_version=1
    )

    assert tables_of(second) == tables_of(first) | {mover.pk: roomy.pk}
    assert (second.version, second.origin, second.seed) == (2, "moved", first.seed)
    assert len(tables_of(first)) == 15
    positions = Counter(
        (seat.table_id, seat.position) for seat in Seat.objects.filter(seating=second)
    )
    assert set(positions.values()) == {1}


def test_a_full_table_takes_nobody_more(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer, people=16)
    mover = registrations[0]
    full = next(t for t in open_tables(gathering) if t.pk != tables_of(first)[mover.pk])

    with pytest.raises(TableIsFull) as refused:
        move_seat(
            actor=organizer, gathering=gathering, registration=mover, table=full, expected_version=1
        )

    assert refused.value.details == {"table": full.number, "seats": 8}
    assert current_seating(gathering) == first


def test_a_table_made_smaller_takes_nobody_more_while_its_chairs_are_counted(
    organizer: Person,
) -> None:
    gathering, _people = fill_room(6)
    (table,) = set_tables(actor=organizer, gathering=gathering, sizes=[6])
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    set_tables(actor=organizer, gathering=gathering, sizes=[4])
    table.refresh_from_db()
    seats = current_seating(gathering).seats.order_by("position")
    first, second = (seat.registration for seat in seats[:2])
    for version, leaver in enumerate((first, second), start=1):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=leaver,
            table=None,
            expected_version=version,
        )

    with pytest.raises(TableIsFull):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=first,
            table=table,
            expected_version=3,
        )

    assert current_seating(gathering).seats.count() == 4


def test_a_recorded_room_gives_each_their_own_chair(organizer: Person) -> None:
    gathering, (one, two, three, late) = fill_room(4)
    (table,) = set_tables(actor=organizer, gathering=gathering, sizes=[4])
    record_seating(
        actor=organizer, gathering=gathering, seats=[(one, table), (two, table), (three, table)]
    )
    move_seat(
        actor=organizer, gathering=gathering, registration=two, table=None, expected_version=1
    )

    record_seating(actor=organizer, gathering=gathering, seats=[(late, table)])

    seats = current_seating(gathering).seats.order_by("position")
    assert list(seats.values_list("registration", "position")) == [
        (one.pk, 0),
        (late.pk, 1),
        (three.pk, 2),
    ]


def test_someone_left_without_a_seat_waits(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)

    second = move_seat(
        actor=organizer,
        gathering=gathering,
        registration=registrations[0],
        table=None,
        expected_version=1,
    )

    assert tables_of(first).keys() - tables_of(second).keys() == {registrations[0].pk}


def test_two_people_exchange_their_very_chairs(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)
    one = registrations[0]
    other = next(r for r in registrations if tables_of(first)[r.pk] != tables_of(first)[one.pk])

    second = swap_seats(
        actor=organizer, gathering=gathering, first=one, second=other, expected_version=1
    )

    old, new = places_of(first), places_of(second)
    assert (new[one.pk].table_id, new[one.pk].position) == (
        old[other.pk].table_id,
        old[other.pk].position,
    )
    assert (new[other.pk].table_id, new[other.pk].position) == (
        old[one.pk].table_id,
        old[one.pk].position,
    )


def test_someone_waiting_takes_the_chair_of_someone_else(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer)
    waiting, other = registrations[:2]
    move_seat(
        actor=organizer, gathering=gathering, registration=waiting, table=None, expected_version=1
    )

    third = swap_seats(
        actor=organizer, gathering=gathering, first=waiting, second=other, expected_version=2
    )

    assert waiting.pk in places_of(third)
    assert other.pk not in places_of(third)


def test_a_locked_person_neither_moves_nor_is_moved(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)
    locked = registrations[0]
    other = next(r for r in registrations if tables_of(first)[r.pk] != tables_of(first)[locked.pk])
    lock_seat(
        actor=organizer,
        gathering=gathering,
        registration=locked,
        is_locked=True,
        expected_version=1,
    )

    with pytest.raises(SeatIsLocked):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=locked,
            table=None,
            expected_version=2,
        )
    with pytest.raises(SeatIsLocked):
        swap_seats(
            actor=organizer, gathering=gathering, first=other, second=locked, expected_version=2
        )

    assert current_seating(gathering).version == 2


def test_someone_absent_is_not_seated(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer)
    gone = registrations[0]
    move_seat(
        actor=organizer, gathering=gathering, registration=gone, table=None, expected_version=1
    )
    gone.presence = Registration.Presence.ABSENT
    gone.save()

    with pytest.raises(NotExpected):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=gone,
            table=open_tables(gathering)[0],
            expected_version=2,
        )


def test_a_table_of_another_gathering_is_refused(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer)
    elsewhere = set_tables(actor=organizer, gathering=GatheringFactory(), sizes=[8])[0]

    with pytest.raises(TableIsPutAway):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=registrations[0],
            table=elsewhere,
            expected_version=1,
        )


def test_an_earlier_version_comes_back_whole_as_a_new_one(organizer: Person) -> None:
    gathering, _, first = seated(organizer, people=16)
    set_tables(actor=organizer, gathering=gathering, sizes=[8])

    third = restore_seating(actor=organizer, version=first, expected_version=2)

    assert tables_of(third) == tables_of(first)
    assert (third.version, third.origin, third.seed) == (3, "restored", first.seed)
    assert [table.number for table in open_tables(gathering)] == [1, 2]
    assert JournalEntry.objects.get(event="seating.restored").details["restored"] == 1


def test_the_seating_of_a_closed_gathering_no_longer_changes(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)
    gathering.is_closed = True
    gathering.save()

    with pytest.raises(SeatingIsFrozen):
        move_seat(
            actor=organizer,
            gathering=gathering,
            registration=registrations[0],
            table=None,
            expected_version=1,
        )

    assert current_seating(gathering) == first


def test_a_change_from_an_old_plan_is_refused_with_the_difference(
    organizer: Person, make_member
) -> None:
    gathering, registrations, first = seated(organizer)
    colleague = make_member()
    moved = registrations[0]
    table = next(t for t in open_tables(gathering) if t.pk == tables_of(first)[moved.pk])
    second = move_seat(
        actor=colleague, gathering=gathering, registration=moved, table=None, expected_version=1
    )

    with pytest.raises(SeatingChanged) as refused:
        lock_seat(
            actor=organizer,
            gathering=gathering,
            registration=registrations[1],
            is_locked=True,
            expected_version=1,
        )

    details = refused.value.details
    assert (details["expected"], details["version"], details["by"]) == (1, 2, colleague.full_name)
    (change,) = details["changes"]
    assert (change.name, change.before, change.after) == (
        moved.person.full_name,
        table.number,
        None,
    )
    assert (change.by, change.at) == (colleague.full_name, second.created_at)
    assert current_seating(gathering) == second


def test_what_was_done_and_undone_meanwhile_is_no_difference(organizer: Person) -> None:
    gathering, registrations, first = seated(organizer)
    move_seat(
        actor=organizer,
        gathering=gathering,
        registration=registrations[0],
        table=None,
        expected_version=1,
    )
    restore_seating(actor=organizer, version=first, expected_version=2)

    with pytest.raises(SeatingChanged) as refused:
        compose_gathering(
            actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=9, expected_version=1
        )

    assert refused.value.details["changes"] == ()


def test_tables_too_are_refused_over_a_newer_plan(organizer: Person, programme: Programme) -> None:
    gathering, _, _ = seated(organizer)

    with pytest.raises(SeatingChanged):
        set_tables(actor=organizer, gathering=gathering, sizes=[8], expected_version=0)

    assert [table.number for table in open_tables(gathering)] == [1, 2]
