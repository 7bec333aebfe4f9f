"""The page over several rounds: each round shown, changed, repaired, printed; nothing told too far."""

import pytest
from django.urls import reverse

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.asking import add_wish, set_played
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.models import Composition, TableProperty, TableWish
from entrelacs.act.tables.queries import current_seating, open_tables
from entrelacs.act.tables.versions import places_by_round, places_of
from entrelacs.commons.people.models import Person
from tests.act.tables.rooms import fill_room
from tests.act.tables.test_rounds import ORDER, ask
from tests.conftest import StrictClient
from tests.factories import PersonFactory, RegistrationFactory

FRAGMENT = {"X-Fragment": "workspace"}


def address(name: str, gathering: Gathering) -> str:
    return reverse(f"act:{name}", kwargs={"slug": gathering.slug})


@pytest.fixture
def room(organizer: Person) -> tuple[Gathering, list[Registration]]:
    """Twenty-two people at three tables of eight, over three rounds."""
    gathering, registrations = fill_room(22)
    ask(organizer, gathering)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8, 8])
    compose_gathering(
        actor=organizer, gathering=gathering, base=Base.REGISTERED, seed=1, expected_version=0,
        moves=2000,
    )  # fmt: skip
    return gathering, registrations


def test_each_round_is_shown_at_its_address(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room

    pages = [
        organizer_client.get(address("compose", gathering), {"tour": number})
        for number in (1, 2, 3, 9)
    ]

    rounds = places_by_round(current_seating(gathering))
    shown = [
        {
            chair.guest.pk: shown.table.pk
            for shown in page.context["plan"].shown
            for chair in shown.people
        }
        for page in pages
    ]
    tables = [
        {pk: place.table_id for pk, place in rounds[number].items()} for number in (1, 2, 3, 1)
    ]
    assert shown == tables
    assert [page.context["plan"].round for page in pages] == [1, 2, 3, 1]
    assert len(registrations) == len(shown[0])


def test_a_move_in_a_round_comes_back_to_that_round(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room
    before = places_by_round(current_seating(gathering))
    mover = registrations[0]

    response = organizer_client.post(
        address("compose_move", gathering),
        {"version": 1, "registration": mover.pk, "table": "", "tour": 2},
    )

    after = places_by_round(current_seating(gathering))
    assert response.url == f"{address('compose', gathering)}?tour=2&place={mover.pk}#choice"
    assert before[2].keys() - after[2].keys() == {mover.pk}
    assert (after[1], after[3]) == (before[1], before[3])


def test_who_composes_meanwhile_is_told_the_difference_round_by_round(
    organizer_client: StrictClient, room
) -> None:
    gathering, registrations = room
    swap = {"registration": registrations[0].pk, "table": "", "tour": 3, "version": 1}
    organizer_client.post(address("compose_move", gathering), swap)

    refused = organizer_client.post(
        address("compose_lock", gathering),
        {"version": 1, "registration": registrations[1].pk, "locked": "on", "tour": 2},
        headers=FRAGMENT,
    )

    changes = refused.context["conflict"].details["changes"]
    assert refused.status_code == 409
    assert [(change.registration, change.round, change.after) for change in changes] == [
        (registrations[0].pk, 3, None)
    ]
    assert dict(refused.context["repeat"])["tour"] == "2"


def test_undo_brings_the_plan_before_back(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room
    before = places_by_round(current_seating(gathering))
    swap = {"registration": registrations[0].pk, "table": "", "tour": 3, "version": 1}
    organizer_client.post(address("compose_move", gathering), swap)

    organizer_client.post(address("compose_undo", gathering), {"version": 2})

    seating = current_seating(gathering)
    assert (seating.version, seating.origin) == (3, "restored")
    assert places_by_round(seating) == before


def test_undo_goes_further_back_each_time(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room
    first = places_by_round(current_seating(gathering))
    for version, row in enumerate(registrations[:2], start=1):
        move = {"registration": row.pk, "table": "", "tour": 1, "version": version}
        organizer_client.post(address("compose_move", gathering), move)

    statuses = [
        organizer_client.post(address("compose_undo", gathering), {"version": version}).status_code
        for version in (3, 4, 5)
    ]

    # Nothing stands before the first plan.
    assert statuses == [302, 302, 404]
    assert places_by_round(current_seating(gathering)) == first


def test_settings_are_saved_from_the_form(organizer_client: StrictClient, room) -> None:
    gathering, _ = room
    form = {"rounds": 2, "smallest": 5, "largest": 9, "never_alone": ["co"]}
    order = ["repeats", "structure", "mix", "territory"]
    form |= {f"order_{place}": code for place, code in enumerate(order)}

    response = organizer_client.post(address("compose_settings", gathering), form)

    asked = Composition.objects.get(gathering=gathering)
    assert response.status_code == 302
    assert (asked.rounds, asked.smallest, asked.largest) == (2, 5, 9)
    assert (asked.order, asked.never_alone) == (order, ["co"])


def test_settings_that_rank_a_criterion_twice_are_shown_again(
    organizer_client: StrictClient, room
) -> None:
    gathering, _ = room
    form = {"rounds": 2, "smallest": 6, "largest": 10, "order_0": "mix", "order_1": "mix"}
    form |= {"order_2": "repeats", "order_3": "territory"}

    response = organizer_client.post(address("compose_settings", gathering), form)

    assert response.status_code == 422
    assert response.context["settings_form"].non_field_errors()
    assert Composition.objects.get(gathering=gathering).rounds == 3


def test_a_latecomer_is_seated_in_one_press(organizer_client: StrictClient, room) -> None:
    gathering, _ = room
    newcomer = RegistrationFactory(gathering=gathering, person=PersonFactory())

    response = organizer_client.post(
        address("compose_place", gathering),
        {"version": 1, "registration": newcomer.pk, "tour": 2},
        headers=FRAGMENT,
    )

    seat = places_of(current_seating(gathering), 2)[newcomer.pk]
    number = next(t.number for t in open_tables(gathering) if t.pk == seat.table_id)
    assert response.context["done"].startswith(f"Table {number}")
    assert newcomer.pk not in places_of(current_seating(gathering), 1)


def test_repairs_are_shown_and_one_is_applied(organizer_client: StrictClient, room) -> None:
    gathering, _ = room
    crowded = current_seating(gathering).seats.filter(round=1, table__number=2)
    gone = list(crowded.values_list("registration", flat=True)[:3])
    Registration.objects.filter(pk__in=gone).update(presence="absent")

    fragment = organizer_client.get(address("compose_repair", gathering), headers=FRAGMENT)
    page = organizer_client.get(address("compose_repair", gathering))
    options = fragment.context["repair"]
    last = options[-1]
    organizer_client.post(
        address("compose_repair", gathering), {"version": 1, "moved": last.moved, "tour": 1}
    )

    assert options[0].moved == 0
    assert len(last.moves) == last.moved > 0
    assert [option.moved for option in page.context["repair"]] == [o.moved for o in options]
    assert current_seating(gathering).origin == "repaired"
    moves = organizer_client.get(address("compose_moves", gathering)).context["moves"]
    assert {move.name for move in moves if move.after} == {name for name, _, _ in last.moves}


def test_the_listing_has_one_column_a_round(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room

    lines = organizer_client.get(address("compose_export", gathering)).content.decode().splitlines()

    assert len(lines) == 1 + len(registrations)
    assert len(lines[0].split(";")) == 6
    person = registrations[0].person
    rounds = places_by_round(current_seating(gathering))
    numbers = {table.pk: str(table.number) for table in open_tables(gathering)}
    row = next(line for line in lines if person.family_name + " " in line)
    tables = [numbers[rounds[number][registrations[0].pk].table_id] for number in (1, 2, 3)]
    assert row.split(";")[3:] == tables


def test_the_sheet_of_names_tells_the_table_of_each_round(
    organizer_client: StrictClient, room
) -> None:
    gathering, registrations = room

    letters = organizer_client.get(address("compose_print", gathering)).context["letters"]

    told = {guest.pk: numbers for _letter, people in letters for guest, numbers in people}
    rounds = places_by_round(current_seating(gathering))
    numbers = {table.pk: table.number for table in open_tables(gathering)}
    assert told == {
        row.pk: [numbers[rounds[number][row.pk].table_id] for number in (1, 2, 3)]
        for row in registrations
    }


def test_a_trial_is_made_in_the_round_shown(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room
    full = {table.pk for table in open_tables(gathering)}
    seat = places_of(current_seating(gathering), 2)[registrations[0].pk]
    other = next(
        row.pk
        for row in registrations
        if places_of(current_seating(gathering), 2)[row.pk].table_id in full - {seat.table_id}
    )

    told = organizer_client.get(
        address("compose_trial", gathering),
        {"registration": registrations[0].pk, "other": other, "tour": 2},
    ).json()

    assert told["allowed"] is True
    assert told["sentence"]


def test_a_participant_reads_their_table_of_each_round_and_no_wish(
    client: StrictClient, organizer: Person, room
) -> None:
    gathering, registrations = room
    me, other = registrations[:2]
    Registration.objects.filter(pk=me.pk).update(link_salt="sel")
    me.refresh_from_db()
    add_wish(
        actor=organizer, gathering=gathering, kind=TableWish.Kind.APART, registrations=[me, other]
    )
    set_played(actor=organizer, gathering=gathering, played=1)

    page = client.get(reverse("act:participant", args=[personal_token(me)]))

    rounds = places_by_round(current_seating(gathering))
    seats = page.context["seats"]
    assert [(seat.round, seat.table.pk, seat.is_over) for seat in seats] == [
        (number, rounds[number][me.pk].table_id, number == 1) for number in (1, 2, 3)
    ]
    assert page.context["table"].pk == rounds[2][me.pk].table_id
    assert other.person.full_name not in page.content.decode()


def test_wishes_are_noted_and_forgotten_from_the_page(organizer_client: StrictClient, room) -> None:
    gathering, registrations = room
    people = [row.pk for row in registrations[:2]]

    noted = organizer_client.post(
        address("compose_wish", gathering),
        {"kind": "apart", "registrations": people},
        headers=FRAGMENT,
    )
    [wish] = noted.context["wishes"]
    organizer_client.post(address("compose_wish_remove", gathering), {"wish": wish.pk})

    assert registrations[0].person.full_name in wish.names
    assert TableWish.objects.count() == 0


def test_the_order_offered_is_the_usual_one(organizer_client: StrictClient) -> None:
    gathering, _ = fill_room(8)

    form = organizer_client.get(address("compose", gathering)).context["settings_form"]

    assert [form[f"order_{place}"].value() for place in range(4)] == list(ORDER)


def test_every_property_may_be_offered_by_a_table_and_needed_by_someone(
    organizer_client: StrictClient, room
) -> None:
    gathering, registrations = room
    chosen = {"place": registrations[0].pk}

    page = organizer_client.get(address("compose", gathering), chosen).content.decode()

    for code in TableProperty.values:
        assert page.count(f'name="offers" value="{code}"') == len(open_tables(gathering))
        assert page.count(f'name="needs" value="{code}"') == 1
