"""After the no-shows: a few options, one applied; a latecomer is seated at once."""

from collections.abc import Sequence

import pytest

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables import mending
from entrelacs.act.tables.actions import compose_gathering, restore_seating, set_tables
from entrelacs.act.tables.asking import set_played
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import (
    AlreadySeated,
    CannotPlace,
    NoSuchRepair,
    NotExpected,
    RoundIsPlayed,
    SeatingChanged,
)
from entrelacs.act.tables.mending import apply_repair, find_repairs
from entrelacs.act.tables.models import Seating, Table
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import current_seating, gatherings_to_compose, open_tables
from entrelacs.act.tables.seats import place_latecomer
from entrelacs.act.tables.versions import places_by_round, places_of
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from tests.act.tables.rooms import fill_room, tables_of
from tests.act.tables.test_rounds import ask
from tests.factories import PersonFactory, RegistrationFactory


def seated(actor: Person, people: int, sizes: Sequence[int], rounds: int = 1) -> tuple:
    gathering, registrations = fill_room(people)
    ask(actor, gathering, rounds=rounds)
    set_tables(actor=actor, gathering=gathering, sizes=sizes)
    seating = compose_gathering(
        actor=actor,
        gathering=gathering,
        base=Base.REGISTERED,
        seed=1,
        expected_version=0,
        moves=3000,
    )
    return gathering, registrations, seating


def send_home(registrations: Sequence[Registration]) -> None:
    Registration.objects.filter(pk__in=[row.pk for row in registrations]).update(presence="absent")


def at_table(seating: Seating, number: int, count: int) -> list[Registration]:
    """Some of those who sit at a table."""
    seats = seating.seats.filter(table__number=number, round=1).select_related("registration")
    return [seat.registration for seat in seats[:count]]


def fresh(gathering: Gathering) -> Gathering:
    return gatherings_to_compose().get(pk=gathering.pk)


def sizes(gathering: Gathering, round_: int = 1) -> list[int]:
    seats = current_seating(gathering).seats.filter(round=round_)
    return [seats.filter(table=table).count() for table in open_tables(gathering)]


def test_repairs_say_how_many_move_and_what_it_buys(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    send_home(at_table(seating, 1, 3))

    found = find_repairs(read_plan(fresh(gathering)))

    assert [repair.moved for repair in found.repairs][:2] == [0, 1]
    assert found.repairs[0].cost.count("size") == 1
    assert found.repairs[1].cost.count("size") == 0


def test_a_repair_moves_as_few_people_as_it_says(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    gone = at_table(seating, 1, 3)
    send_home(gone)

    repaired = apply_repair(
        actor=organizer, gathering=fresh(gathering), moved=1, expected_version=1
    )

    before, after = places_of(seating), places_of(repaired)
    stayed = [pk for pk in after if after[pk] == before[pk]]
    moved = [pk for pk in after if after[pk].table_id != before[pk].table_id]
    assert (len(moved), len(stayed), len(after)) == (1, 20, 21)
    assert sizes(gathering) == [6, 7, 8] or sizes(gathering) == [6, 8, 7]
    assert (repaired.version, repaired.origin) == (2, "repaired")
    entry = JournalEntry.objects.get(event="seating.repaired")
    assert (entry.details["moved"], entry.details["round"]) == (1, 1)


def test_a_repair_may_close_a_table_and_undo_brings_it_back(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    send_home(at_table(seating, 1, 5) + at_table(seating, 2, 2) + at_table(seating, 3, 2))
    plan = read_plan(fresh(gathering))
    closing = next(repair for repair in find_repairs(plan).repairs if repair.closed)

    apply_repair(
        actor=organizer, gathering=fresh(gathering), moved=closing.moved, expected_version=1
    )

    assert len(open_tables(gathering)) == 2
    assert sum(sizes(gathering)) == 15
    restore_seating(actor=organizer, version=seating, expected_version=2)
    assert len(open_tables(gathering)) == 3
    assert tables_of(current_seating(gathering)) == tables_of(seating)


def test_people_who_arrive_are_seated_by_every_repair(organizer: Person) -> None:
    gathering, _, _ = seated(organizer, 14, [8, 8])
    newcomer = RegistrationFactory(
        gathering=gathering, person=PersonFactory(worlds=[World.objects.first()])
    )

    repaired = apply_repair(
        actor=organizer, gathering=fresh(gathering), moved=0, expected_version=1
    )

    assert newcomer.pk in places_of(repaired)
    assert sum(sizes(gathering)) == 15


def test_other_rounds_do_not_move(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8], rounds=2)
    send_home(at_table(seating, 1, 3))

    found = find_repairs(read_plan(fresh(gathering), 1))
    repaired = apply_repair(
        actor=organizer, gathering=fresh(gathering), moved=found.repairs[-1].moved,
        expected_version=1, round_=1,
    )  # fmt: skip

    assert places_by_round(repaired)[2] == places_by_round(seating)[2]
    assert places_by_round(repaired)[1] != places_by_round(seating)[1]


def test_a_round_that_took_place_is_not_repaired(organizer: Person) -> None:
    gathering, _, _ = seated(organizer, 16, [8, 8], rounds=2)
    set_played(actor=organizer, gathering=gathering, played=1)

    with pytest.raises(RoundIsPlayed):
        find_repairs(read_plan(fresh(gathering), 1))


def test_a_repair_of_a_plan_that_changed_is_refused(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 16, [8, 8])
    restore_seating(actor=organizer, version=seating, expected_version=1)

    with pytest.raises(SeatingChanged):
        apply_repair(actor=organizer, gathering=fresh(gathering), moved=0, expected_version=1)

    assert current_seating(gathering).version == 2


def test_a_repair_is_refused_when_someone_leaves_meanwhile(
    organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering, registrations, _ = seated(organizer, 16, [8, 8])
    repair_seating = mending.repair_seating

    def repair_meanwhile(*asked: object, **options: object) -> object:
        found = repair_seating(*asked, **options)
        send_home(registrations[:1])
        return found

    monkeypatch.setattr(mending, "repair_seating", repair_meanwhile)
    with pytest.raises(NoSuchRepair):
        apply_repair(actor=organizer, gathering=fresh(gathering), moved=0, expected_version=1)

    assert current_seating(gathering).version == 1


def test_a_latecomer_sits_where_their_world_is_missing(organizer: Person) -> None:
    gathering, registrations, seating = seated(organizer, 16, [8, 8])
    ts = World.objects.get(code="ts")
    at_two = {row.pk for row in at_table(seating, 2, 8)}
    left = [row for row in registrations if row.pk in at_two and ts in row.person.worlds.all()][:2]
    send_home(left)
    for row in left:
        current_seating(gathering).seats.filter(registration=row).delete()
    newcomer = RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[ts]))

    placed, placement = place_latecomer(
        actor=organizer, gathering=fresh(gathering), registration=newcomer, expected_version=1
    )

    table = Table.objects.get(gathering=gathering, number=2)
    assert places_of(placed)[newcomer.pk].table_id == table.pk
    assert (placement.table, placement.neighbours) == ("2", 6)
    assert len(places_of(placed)) == 15
    assert JournalEntry.objects.get(event="seating.latecomer").details["table"] == 2


def test_nobody_is_squeezed_in_when_all_tables_are_full(organizer: Person) -> None:
    gathering, _, _ = seated(organizer, 16, [8, 8])
    newcomer = RegistrationFactory(gathering=gathering)

    with pytest.raises(CannotPlace):
        place_latecomer(
            actor=organizer, gathering=fresh(gathering), registration=newcomer, expected_version=1
        )


def test_a_latecomer_takes_the_chair_of_someone_absent(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 16, [8, 8])
    [gone] = at_table(seating, 2, 1)
    send_home([gone])
    newcomer = RegistrationFactory(gathering=gathering, person=PersonFactory())

    placed, placement = place_latecomer(
        actor=organizer, gathering=fresh(gathering), registration=newcomer, expected_version=1
    )

    before, after = places_of(seating), places_of(placed)
    assert placement.table == "2"
    assert after[newcomer.pk].position == before[gone.pk].position
    assert (gone.pk in after, len(after)) == (False, 16)


def test_whoever_has_a_seat_is_not_placed_again(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer, 14, [8, 8])

    with pytest.raises(AlreadySeated):
        place_latecomer(
            actor=organizer, gathering=fresh(gathering), registration=registrations[0],
            expected_version=1,
        )  # fmt: skip


def test_whoever_does_not_come_is_not_placed(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer, 14, [8, 8])
    send_home(registrations[:1])
    registrations[0].refresh_from_db()

    with pytest.raises(NotExpected):
        place_latecomer(
            actor=organizer, gathering=fresh(gathering), registration=registrations[0],
            expected_version=1,
        )  # fmt: skip
