"""What is said beside a plan, read in English, the language of the sources."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.asking import add_wish, set_table_needs
from entrelacs.act.tables.choice import choice_of
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.mending import apply_repair, find_repairs
from entrelacs.act.tables.models import TableWish
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.recording import record_seating
from entrelacs.act.tables.said import (
    bounds_lines,
    moves_between,
    placement_sentence,
    repairs_shown,
    wishes_shown,
)
from entrelacs.act.tables.seats import move_seat, place_latecomer, swap_seats
from entrelacs.act.tables.versions import places_of
from entrelacs.act.tables.words import brief
from entrelacs.commons.people.models import Affiliation, Person
from entrelacs.commons.programmes.models import World
from tests.act.tables.rooms import fill_room
from tests.act.tables.test_mending import at_table, fresh, seated, send_home
from tests.act.tables.test_rounds import ask
from tests.factories import OrganizationFactory, PersonFactory, RegistrationFactory


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_what_nobody_can_avoid_is_counted_and_explained(organizer: Person) -> None:
    gathering, _, _ = seated(organizer, 16, [8, 8], rounds=2)

    lines = bounds_lines(read_plan(fresh(gathering)))

    assert lines == [
        "24 re-encounters, 24 unavoidable: no plan with as many tables can do better.",
        "Tables seat more people than there are tables: some meet again next round.",
    ]


def test_what_a_change_by_hand_adds_is_not_called_unavoidable(organizer: Person) -> None:
    gathering, rows, seating = seated(organizer, 16, [8, 8], rounds=2)
    first, second = places_of(seating, 1), places_of(seating, 2)
    stayed = [row for row in rows if first[row.pk].table_id == second[row.pk].table_id]
    one = stayed[0]
    other = next(row for row in stayed if first[row.pk].table_id != first[one.pk].table_id)
    swap_seats(
        actor=organizer, gathering=gathering, first=one, second=other, expected_version=1, round_=2
    )

    lines = bounds_lines(read_plan(fresh(gathering)))

    # Tables of five and three who had met, in place of four and four.
    assert lines[0] == "26 re-encounters; 24 at least cannot be avoided."


def test_colleagues_who_cannot_be_parted_are_named_by_structure(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    hive = OrganizationFactory(name="La Ruche")
    people = [row.person for row in registrations[:3]]
    Affiliation.objects.filter(person__in=people).update(organization=hive)
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )

    lines = bounds_lines(read_plan(gathering))

    assert lines == [
        "1 pair of colleagues together, 1 unavoidable: no plan with as many tables can do better.",
        "3 people come from “La Ruche”, and there are 2 tables.",
    ]


def test_a_plan_without_fault_says_so(organizer: Person) -> None:
    gathering, _, _ = seated(organizer, 16, [8, 8])

    assert bounds_lines(read_plan(fresh(gathering))) == [
        "No plan with as many tables can do better."
    ]


def test_repairs_are_said_with_who_moves_and_what_it_buys(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    send_home(at_table(seating, 1, 3))

    mending = find_repairs(read_plan(fresh(gathering)))

    [nobody, one, *_] = repairs_shown(mending)
    assert (nobody.title, nobody.lines[0]) == ("Nobody moves", "table 1 stays at 5 people")
    assert one.lines[0] == "no table under 6"
    assert not nobody.is_advised
    [(name, before, after)] = one.moves
    assert (one.title, one.is_advised, after) == ("1 move", True, "table 1")
    assert name in {guest.name for guest in mending.plan.expected}
    assert before in {"table 2", "table 3"}


def test_a_latecomer_is_told_which_world_was_missing(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer, 16, [8, 8])
    ts = World.objects.get(code="ts")
    plan = read_plan(fresh(gathering))
    at_two = [chair.guest for chair in plan.shown[1].people]
    at_one = [chair.guest for chair in plan.shown[0].people]
    # As many left at each table: only the worlds differ.
    gone = [g.pk for g in at_two if g.look == ts][:2] + [g.pk for g in at_one if g.look != ts][:2]
    send_home([row for row in registrations if row.pk in gone])
    newcomer = RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[ts]))

    _, placement = place_latecomer(
        actor=organizer, gathering=fresh(gathering), registration=newcomer, expected_version=1
    )

    sentence = placement_sentence(read_plan(fresh(gathering)), placement)
    assert sentence == "Table 2: the only one where a person from “TS” was missing."


def test_who_moved_is_told_with_both_tables(organizer: Person) -> None:
    gathering, registrations, _ = seated(organizer, 14, [8, 8])
    plan = read_plan(fresh(gathering))
    mover = registrations[0]
    here = plan.table_of(plan.people[mover.pk])
    other = next(shown for shown in plan.shown if shown is not here)
    move_seat(
        actor=organizer, gathering=gathering, registration=mover, table=other.table,
        expected_version=1,
    )  # fmt: skip

    after = read_plan(fresh(gathering))

    [move] = moves_between(after, after.seats_before)
    assert (move.name, move.round) == (mover.person.full_name, 1)
    assert (move.before, move.after) == (here.number, other.number)


def test_nobody_is_advised_to_move_when_the_room_holds(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    send_home(at_table(seating, 1, 1))

    mending = find_repairs(read_plan(fresh(gathering)))

    assert [option.moved for option in repairs_shown(mending) if option.is_advised] == [0]


def test_the_absent_are_not_told_of_their_chair(organizer: Person) -> None:
    gathering, _, seating = seated(organizer, 24, [8, 8, 8])
    absent = at_table(seating, 1, 3)
    send_home(absent)
    mending = find_repairs(read_plan(fresh(gathering)))
    moved = max(repair.moved for repair in mending.repairs)
    apply_repair(actor=organizer, gathering=gathering, moved=moved, round_=1, expected_version=1)

    after = read_plan(fresh(gathering))

    moves = moves_between(after, after.seats_before)
    assert len(moves) == moved > 0
    assert not {move.name for move in moves} & {row.person.full_name for row in absent}


def test_wishes_broken_are_told_to_organisers(organizer: Person) -> None:
    gathering, rows = fill_room(4)
    tables = set_tables(actor=organizer, gathering=gathering, sizes=[2, 2])
    ask(organizer, gathering, rounds=1, smallest=2)
    seats = [(row, tables[n // 2]) for n, row in enumerate(rows)]
    record_seating(actor=organizer, gathering=gathering, seats=seats)
    apart, together = TableWish.Kind.APART, TableWish.Kind.TOGETHER
    add_wish(actor=organizer, gathering=gathering, kind=apart, registrations=rows[:2])
    add_wish(actor=organizer, gathering=gathering, kind=together, registrations=rows[1:3])

    plan = read_plan(fresh(gathering))

    one, two, three, _ = (row.person.full_name for row in rows)
    assert [line.text for line in brief(plan)[:2]] == [
        f"{one} and {two} were to sit apart and do not.",
        f"{two} and {three} wished to sit together and do not.",
    ]
    lines = [line.text for line in choice_of(plan, rows[1].pk).lines]
    assert lines[:2] == [
        f"Wished to sit with {three}, who sits elsewhere.",
        f"Was to sit apart from {one}.",
    ]
    assert [(wish.kind, wish.names) for wish in wishes_shown(plan)] == [
        ("Apart", f"{one} and {two}"),
        ("Together", f"{two} and {three}"),
    ]


def test_a_need_that_no_table_answers_is_said_once(organizer: Person) -> None:
    gathering, rows, _ = seated(organizer, 16, [8, 8])
    for row in rows[:2]:
        set_table_needs(actor=organizer, registration=row, needs=["door"])

    first = brief(read_plan(fresh(gathering)))[0]

    one, two = (row.person.full_name for row in rows[:2])
    assert first.text == f"{one} and {two}: “near the door” is needed. Say which table offers it."
