"""What the page says of a room, read in English, the language of the sources."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.choice import choice_of, try_change
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.models import Seat
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.act.tables.recording import record_seating
from entrelacs.act.tables.seats import swap_seats
from entrelacs.act.tables.shown import GuestShown, TableShown
from entrelacs.act.tables.words import Line, brief
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from tests.act.tables.rooms import fill_room, lay_worlds
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory

BALANCED = Line(True, "The two worlds are balanced at each table.")
APART = Line(True, "Nobody sits with a colleague.")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def compose(actor: Person, gathering: Gathering) -> Plan:
    compose_gathering(
        actor=actor, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0
    )
    return read_plan(gathering)


def at_tables(actor: Person, gathering: Gathering, *tables: list[Registration]) -> Plan:
    """Seat people exactly so."""
    laid = set_tables(actor=actor, gathering=gathering, sizes=[max(2, len(t)) for t in tables])
    seats = [(row, table) for table, rows in zip(laid, tables, strict=True) for row in rows]
    record_seating(actor=actor, gathering=gathering, seats=seats)
    return read_plan(gathering)


def register(gathering: Gathering, *codes: str) -> list[Registration]:
    worlds = {world.code: world for world in World.objects.all()}
    return [
        RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[worlds[code]]))
        for code in codes
    ]


def test_a_good_plan_is_said_in_few_lines(organizer: Person) -> None:
    gathering, _ = fill_room(16)

    plan = compose(organizer, gathering)

    assert brief(plan) == [BALANCED, APART]
    assert plan.measure.new_share == 1.0


def test_colleagues_at_one_table_are_named(organizer: Person) -> None:
    gathering, registrations = fill_room(4)

    plan = at_tables(organizer, gathering, registrations[:2], registrations[2:])

    one, other = (row.person.full_name for row in registrations[:2])
    text = f"Table 1: {one} and {other} come from the same structure."
    assert brief(plan)[1] == Line(False, text)
    assert [shown.is_uneven for shown in plan.shown] == [True, True]


def test_a_world_too_short_for_all_tables_is_told_with_the_tables(organizer: Person) -> None:
    lay_worlds()
    gathering = GatheringFactory()
    ts, es = register(gathering, "ts"), register(gathering, *["es"] * 5)

    plan = at_tables(organizer, gathering, [ts[0], *es[:1]], es[1:3], es[3:])

    assert brief(plan)[0] == Line(False, "1 TS for 5 ES: none at tables 2 and 3.")


def test_a_short_world_shared_out_is_told_in_figures(organizer: Person) -> None:
    lay_worlds()
    gathering = GatheringFactory()
    ts, es = register(gathering, *["ts"] * 3), register(gathering, *["es"] * 9)

    plan = at_tables(organizer, gathering, [*ts[:2], *es[:5]], [ts[2], *es[5:]])

    text = "3 TS for 9 ES: at least 1 TS a table, 1 table has more."
    assert brief(plan)[0] == Line(True, text)


def test_people_who_met_before_are_named_with_where(organizer: Person) -> None:
    earlier, before = fill_room(4, day="2026-05-20", name="Rencontre de Libourne")
    at_tables(organizer, earlier, [before[0], before[2]], [before[1], before[3]])
    gathering = GatheringFactory()
    again = [RegistrationFactory(gathering=gathering, person=row.person) for row in before]

    plan = at_tables(organizer, gathering, [again[0], again[2]], [again[1], again[3]])

    one, other = before[0].person.full_name, before[2].person.full_name
    text = f"Table 1: {one} and {other} already shared a table (Rencontre de Libourne)."
    assert Line(False, text) in brief(plan)
    assert plan.measure.new_share == 0.0
    assert plan.met == {
        (str(again[0].pk), str(again[2].pk)): 1,
        (str(again[1].pk), str(again[3].pk)): 1,
    }


def test_someone_absent_last_time_met_nobody(organizer: Person) -> None:
    earlier, before = fill_room(4, day="2026-05-20")
    at_tables(organizer, earlier, [before[0], before[2]], [before[1], before[3]])
    Registration.objects.filter(pk=before[0].pk).update(presence="absent")
    gathering = GatheringFactory()
    for row in before:
        RegistrationFactory(gathering=gathering, person=row.person)

    plan = read_plan(gathering)

    assert list(plan.met.values()) == [1]


def test_only_the_last_seating_of_an_earlier_gathering_counts(organizer: Person) -> None:
    earlier, before = fill_room(4, day="2026-05-20")
    at_tables(organizer, earlier, [before[0], before[2]], [before[1], before[3]])
    swap_seats(
        actor=organizer, gathering=earlier, first=before[0], second=before[1], expected_version=1
    )
    gathering = GatheringFactory()
    again = [RegistrationFactory(gathering=gathering, person=row.person) for row in before]

    met = read_plan(gathering).met

    assert set(met) == {
        (str(again[0].pk), str(again[3].pk)),
        (str(again[1].pk), str(again[2].pk)),
    }


def test_someone_absent_keeps_a_seat_and_no_longer_counts(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    compose(organizer, gathering)
    Registration.objects.filter(pk=registrations[0].pk).update(presence="absent")

    plan = read_plan(gathering)

    (gone,) = plan.missing
    table = plan.table_of(gone)
    assert gone.pk == registrations[0].pk
    assert (len(table.people), table.measure.size) == (8, 7)
    assert gone.label.endswith(", not coming")
    assert plan.unseated == []


def test_the_reasons_of_a_seat_name_colleagues_and_offer_a_better_exchange(
    organizer: Person,
) -> None:
    gathering, registrations = fill_room(4)
    plan = at_tables(organizer, gathering, registrations[:2], registrations[2:])

    choice = choice_of(plan, registrations[0].pk)

    colleague = registrations[1].person.full_name
    assert Line(False, f"Same structure as {colleague}.") in choice.lines
    assert choice.partner.pk == registrations[2].pk
    assert choice.exchange == (
        f"Better: exchange with {registrations[2].person.full_name}, table 2. "
        "2 pairs of colleagues fewer together."
    )


def test_a_locked_person_is_offered_no_exchange(organizer: Person) -> None:
    gathering, registrations = fill_room(4)
    at_tables(organizer, gathering, registrations[:2], registrations[2:])
    Seat.objects.filter(registration=registrations[0]).update(is_locked=True)

    choice = choice_of(read_plan(gathering), registrations[0].pk)

    assert (choice.is_locked, choice.exchange, choice.partner) == (True, "", None)


def test_a_trial_counts_what_would_change(organizer: Person) -> None:
    gathering, registrations = fill_room(4)
    plan = at_tables(organizer, gathering, registrations[:2], registrations[2:])
    one, other = plan.people[registrations[0].pk], plan.people[registrations[2].pk]

    trial = try_change(plan, one, None, other)

    assert (trial.total, trial.sentence) == (-200, "2 pairs of colleagues fewer together.")


def names(shown: TableShown) -> list[GuestShown | None]:
    return [chair.guest for chair in shown.chairs]


def test_free_seats_are_shown_round_the_table(organizer: Person) -> None:
    gathering, registrations = fill_room(3)

    plan = at_tables(organizer, gathering, registrations[:1], registrations[1:])

    assert [guest is None for guest in names(plan.shown[0])] == [False, True]
    assert (plan.shown[0].free, plan.shown[1].free) == (1, 0)
