"""Several rounds: new encounters from one to the next, what took place stays, hosts keep their table."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.asking import (
    add_wish,
    close_table,
    name_host,
    set_composition,
    set_offers,
    set_played,
    set_rounds_attended,
    set_table_needs,
)
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.errors import (
    HostSitsElsewhere,
    NoSuchRound,
    OnlyOneTable,
    RoundIsPlayed,
    WishesContradict,
    WishNamesTooFew,
    WrongComposition,
)
from entrelacs.act.tables.models import Criterion, Seat, Seating, Table, TableWish
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import (
    composition_of,
    current_seating,
    gatherings_to_compose,
    open_tables,
)
from entrelacs.act.tables.seats import lock_seat, move_seat
from entrelacs.act.tables.versions import places_by_round, places_of
from entrelacs.act.tables.words import brief
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.people.models import Person
from tests.act.tables.rooms import fill_room
from tests.factories import GatheringFactory, RegistrationFactory

ORDER = tuple(Criterion.values)


def ask(actor: Person, gathering: Gathering, rounds: int = 3, **asked: object) -> None:
    usual = {"smallest": 6, "largest": 10, "order": ORDER, "never_alone": ()}
    set_composition(actor=actor, gathering=gathering, rounds=rounds, **(usual | asked))


def compose(actor: Person, gathering: Gathering, base: Base = Base.REGISTERED) -> Seating:
    latest = current_seating(gathering)
    version = latest.version if latest else 0
    return compose_gathering(
        actor=actor,
        gathering=gathering,
        base=base,
        seed=version + 1,
        expected_version=version,
        moves=3000,
    )


def pairs_in(seating: Seating, rounds: Iterable[int]) -> list[tuple[int, int]]:
    """Who shares a table, once for each round."""
    places = places_by_round(seating)
    return [
        (one.registration_id, other.registration_id)
        for round_ in rounds
        for one, other in combinations(sorted(places[round_].values(), key=by_registration), 2)
        if one.table_id == other.table_id
    ]


def by_registration(place: object) -> int:
    return place.registration_id


def tables_by_round(seating: Seating, registration: Registration) -> list[int]:
    return [
        places[registration.pk].table_id for _, places in sorted(places_by_round(seating).items())
    ]


def test_everyone_sits_once_in_each_round_and_meets_new_people(organizer: Person) -> None:
    gathering, registrations = fill_room(18)
    ask(organizer, gathering, smallest=2, largest=4)
    set_tables(actor=organizer, gathering=gathering, sizes=[3] * 6)

    seating = compose(organizer, gathering)

    rounds = places_by_round(seating)
    everyone = {row.pk for row in registrations}
    assert {number: set(places) for number, places in rounds.items()} == dict.fromkeys(
        (1, 2, 3), everyone
    )
    # Colleagues two by two are kept apart too: 18 people meet 6 others each, nobody twice.
    pairs = pairs_in(seating, (1, 2, 3))
    assert len(pairs) == len(set(pairs)) == 54
    assert seating.cost["repeats"] == 0
    assert (seating.rounds, seating.stopped) == (3, False)
    assert seating.cost.keys() == seating.least.keys()


def test_what_a_plan_is_worth_is_kept_with_its_reasons(organizer: Person) -> None:
    gathering, _ = fill_room(16)
    ask(organizer, gathering, rounds=2)

    seating = compose(organizer, gathering)

    # Two tables of eight, twice: each table of the second round holds 4 and 4 who met at the first.
    assert (seating.cost["repeats"], seating.least["repeats"]) == (24, 24)
    assert [reason["kind"] for reason in seating.reasons] == ["rounds"]
    assert seating.is_optimal is True
    assert (seating.moves, seating.stopped) == (3000, False)


def test_a_round_that_took_place_is_not_composed_again(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    ask(organizer, gathering)
    first = compose(organizer, gathering)
    gone = registrations[0]
    Registration.objects.filter(pk=gone.pk).update(presence="absent")
    set_played(actor=organizer, gathering=gathering, played=1)

    again = compose(organizer, gathering)

    assert places_of(again, 1) == places_of(first, 1)
    assert gone.pk not in places_of(again, 2)
    assert places_of(again, 2) != places_of(first, 2)
    # The people met in the round that took place are not met again where it can be avoided.
    assert again.least["repeats"] == again.cost["repeats"] > 0


def test_people_who_met_in_a_round_that_took_place_meet_others(organizer: Person) -> None:
    gathering, _ = fill_room(18)
    ask(organizer, gathering, smallest=2, largest=4)
    set_tables(actor=organizer, gathering=gathering, sizes=[3] * 6)
    compose(organizer, gathering)
    set_played(actor=organizer, gathering=gathering, played=1)

    again = compose(organizer, gathering)

    pairs = pairs_in(again, (1, 2, 3))
    assert len(pairs) == len(set(pairs)) == 54


def test_nothing_is_left_to_compose_once_all_rounds_took_place(organizer: Person) -> None:
    gathering, _ = fill_room(16)
    compose(organizer, gathering)
    set_played(actor=organizer, gathering=gathering, played=1)

    with pytest.raises(RoundIsPlayed):
        compose(organizer, gathering)

    assert Seating.objects.count() == 1


def test_someone_who_attends_one_round_sits_in_that_one_alone(organizer: Person) -> None:
    gathering, registrations = fill_room(17)
    ask(organizer, gathering)
    late = registrations[4]
    set_rounds_attended(actor=organizer, registration=late, rounds=[2, 3])

    seating = compose(organizer, gathering)

    seated = {number: late.pk in places for number, places in places_by_round(seating).items()}
    assert seated == {1: False, 2: True, 3: True}
    assert late.pk not in {guest.pk for guest in read_plan(gathering, 1).unseated}
    with pytest.raises(NoSuchRound):
        move_seat(
            actor=organizer, gathering=gathering, registration=late,
            table=open_tables(gathering)[0], expected_version=1, round_=1,
        )  # fmt: skip


def test_a_seat_locked_in_one_round_stays_there_and_not_in_others(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    ask(organizer, gathering, rounds=2)
    first = compose(organizer, gathering)
    kept = registrations[3]
    lock_seat(
        actor=organizer, gathering=gathering, registration=kept, is_locked=True,
        expected_version=1, round_=2,
    )  # fmt: skip

    again = [compose(organizer, gathering) for _ in range(4)]

    before = places_of(first, 2)[kept.pk]
    assert {
        (places_of(seating, 2)[kept.pk].table_id, places_of(seating, 2)[kept.pk].position)
        for seating in again
    } == {(before.table_id, before.position)}
    assert {places_of(seating, 1)[kept.pk].is_locked for seating in again} == {False}


def test_hosts_keep_to_their_table_in_every_round(organizer: Person) -> None:
    gathering, registrations = fill_room(24)
    ask(organizer, gathering)
    tables = set_tables(actor=organizer, gathering=gathering, sizes=[6, 6, 6, 6])
    hosts = registrations[:8:2]
    for host, table, role in zip(
        hosts, reversed(tables), ("facilitator", "scribe") * 2, strict=True
    ):
        name_host(actor=organizer, table=table, role=role, person=host.person)

    seating = compose(organizer, gathering)

    assert [tables_by_round(seating, host) for host in hosts] == [
        [table.pk] * 3 for table in reversed(tables)
    ]


def test_a_host_who_does_not_come_is_skipped(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    first, _second = set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    host = registrations[0]
    name_host(actor=organizer, table=first, role="facilitator", person=host.person)
    Registration.objects.filter(pk=host.pk).update(presence="absent")

    seating = compose(organizer, gathering)

    assert host.pk not in places_of(seating)
    assert seating.seats.count() == 15


def test_one_person_hosts_one_table(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    first, second = set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    name_host(actor=organizer, table=first, role="facilitator", person=registrations[0].person)

    with pytest.raises(HostSitsElsewhere):
        name_host(actor=organizer, table=second, role="scribe", person=registrations[0].person)


def test_wishes_are_kept_before_all(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    colleagues, others = registrations[:2], registrations[4:7:2]
    add_wish(
        actor=organizer, gathering=gathering, kind=TableWish.Kind.TOGETHER, registrations=colleagues
    )
    add_wish(actor=organizer, gathering=gathering, kind=TableWish.Kind.APART, registrations=others)

    placed = [places_of(compose(organizer, gathering)) for _ in range(3)]

    for places in placed:
        assert places[colleagues[0].pk].table_id == places[colleagues[1].pk].table_id
        assert places[others[0].pk].table_id != places[others[1].pk].table_id
    # The journal keeps that a wish was noted, and not whose.
    assert {entry.details.get("registrations") for entry in wishes_in_the_journal()} == {None}


def wishes_in_the_journal() -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(event="wish.added").order_by("pk"))


def test_wishes_that_exclude_one_another_are_refused(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    one, two, three = registrations[:3]
    for kind, people in (
        ("together", (one, two)),
        ("together", (two, three)),
        ("apart", (one, three)),
    ):
        add_wish(
            actor=organizer, gathering=gathering, kind=TableWish.Kind(kind), registrations=people
        )

    with pytest.raises(WishesContradict) as refused:
        compose(organizer, gathering)

    assert len(refused.value.details["conflict"].constraints) == 3
    assert Seating.objects.count() == 0


def test_a_wish_of_one_is_refused(organizer: Person) -> None:
    gathering, registrations = fill_room(4)

    with pytest.raises(WishNamesTooFew):
        add_wish(
            actor=organizer, gathering=gathering, kind=TableWish.Kind.APART,
            registrations=[registrations[0]] * 2,
        )  # fmt: skip


def test_needs_are_met_by_tables_that_offer_it(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    _first, second = set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    set_offers(actor=organizer, table=second, offers=["quiet", "unknown"])
    for row in registrations[:3]:
        set_table_needs(actor=organizer, registration=row, needs=["quiet"])

    places = places_of(compose(organizer, gathering))

    assert [places[row.pk].table_id for row in registrations[:3]] == [second.pk] * 3
    assert Table.objects.get(pk=second.pk).offers == ["quiet"]


def test_a_need_no_table_answers_stops_nobody(organizer: Person) -> None:
    gathering, registrations = fill_room(16)
    set_table_needs(actor=organizer, registration=registrations[0], needs=["interpretation"])

    seating = compose(organizer, gathering)

    name = registrations[0].person.full_name
    assert (seating.seats.count(), seating.cost["needs"]) == (16, 0)
    assert brief(read_plan(gathering))[0].is_good is False
    assert brief(read_plan(gathering))[0].text.startswith(name)


def test_people_who_met_in_two_rounds_count_twice_next_time(organizer: Person) -> None:
    earlier, before = fill_room(8, day="2026-05-20")
    ask(organizer, earlier, rounds=2)
    set_tables(actor=organizer, gathering=earlier, sizes=[8])
    compose(organizer, earlier)
    gathering = GatheringFactory()
    again = [RegistrationFactory(gathering=gathering, person=row.person) for row in before[:2]]

    met = read_plan(gathering).met

    assert met == {(str(again[0].pk), str(again[1].pk)): 2}
    assert read_plan(gathering).met_at(str(again[0].pk), str(again[1].pk)) == (earlier.name,)


def test_fewer_rounds_leave_no_seat_behind(organizer: Person) -> None:
    gathering, _ = fill_room(16)
    ask(organizer, gathering)
    compose(organizer, gathering)

    ask(organizer, gathering, rounds=1)

    seating = current_seating(gathering)
    assert (seating.version, sorted(places_by_round(seating))) == (2, [1])
    assert composition_of(gatherings_to_compose().get(pk=gathering.pk)).rounds == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"rounds": 7},
        {"rounds": 0},
        {"smallest": 1},
        {"smallest": 9, "largest": 8},
        {"order": ("mix",)},
    ],
)
def test_settings_that_contradict_one_another_are_refused(
    organizer: Person, asked: dict[str, object]
) -> None:
    gathering, _ = fill_room(4)

    with pytest.raises(WrongComposition):
        ask(organizer, gathering, **asked)


def test_a_table_closed_lets_its_people_wait_in_rounds_to_come_only(organizer: Person) -> None:
    gathering, _ = fill_room(16)
    ask(organizer, gathering, rounds=2)
    compose(organizer, gathering)
    set_played(actor=organizer, gathering=gathering, played=1)
    table = open_tables(gathering)[0]

    close_table(actor=organizer, table=table, expected_version=1)

    seats = Seat.objects.filter(seating=current_seating(gathering))
    counts = [seats.filter(round=number).count() for number in (1, 2)]
    plan = read_plan(gatherings_to_compose().get(pk=gathering.pk), 1)
    assert counts == [16, 8]
    assert [len(shown.people) for shown in plan.shown] == [8, 8]
    with pytest.raises(OnlyOneTable):
        close_table(actor=organizer, table=open_tables(gathering)[0])
