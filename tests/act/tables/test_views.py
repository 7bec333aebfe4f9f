from typing import Any

import pytest
from django.urls import reverse

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import compose_gathering, set_tables
from entrelacs.act.tables.composing import Base
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.act.tables.plan import read_plan
from entrelacs.act.tables.queries import current_seating, open_tables
from entrelacs.act.tables.seats import move_seat
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme, World
from tests.act.tables.rooms import fill_room


def address(name: str, gathering: Gathering) -> str:
    return reverse(f"act:{name}", kwargs={"slug": gathering.slug})


def compose(actor: Person, gathering: Gathering, version: int = 0) -> Seating:
    return compose_gathering(
        actor=actor,
        gathering=gathering,
        base=Base.REGISTERED,
        seed=version + 1,
        expected_version=version,
    )


@pytest.fixture
def room(organizer: Person) -> tuple[Gathering, list[Registration]]:
    """Fifteen people at two tables of eight: one seat is free."""
    gathering, registrations = fill_room(15)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    compose(organizer, gathering)
    return gathering, registrations


def test_the_page_shows_each_person_once_with_name_structure_and_world(
    organizer_client, room
) -> None:
    gathering, registrations = room

    response = organizer_client.get(address("compose", gathering))

    text = response.content.decode()
    assert response.status_code == 200
    for registration in registrations:
        person = registration.person
        structure = person.affiliations.get().organization.name
        world = person.worlds.get().label
        assert text.count(f">{person.full_name}, {structure}, {world}<") == 1
    assert len(response.content) < 150_000


def test_a_gathering_of_another_programme_does_not_exist(
    organizer_client, other_programme: Programme
) -> None:
    from django_scopes import scope

    with scope(programme=other_programme):
        gathering, _ = fill_room(8)

    answers = {
        name: organizer_client.get(address(name, gathering)).status_code
        for name in ("compose", "compose_print", "compose_export")
    }
    draw = organizer_client.post(
        address("compose_draw", gathering), {"version": 0, "base": "registered"}
    )

    assert answers == {"compose": 404, "compose_print": 404, "compose_export": 404}
    assert draw.status_code == 404
    with scope(programme=other_programme):
        assert Seating.objects.count() == 0


def test_a_person_of_another_gathering_is_not_moved(organizer_client, room) -> None:
    gathering, _ = room
    _, strangers = fill_room(2)
    move = {"version": 1, "registration": strangers[0].pk, "table": open_tables(gathering)[0].pk}

    response = organizer_client.post(address("compose_move", gathering), move)

    assert response.status_code == 404
    assert current_seating(gathering).version == 1


def test_a_reader_may_not_compose(client, make_member, room) -> None:
    client.force_login(make_member(RoleCode.READER).account)

    response = client.post(address("compose_draw", room[0]), {"version": 1, "base": "registered"})

    assert response.status_code == 403
    assert Seating.objects.count() == 1


@pytest.mark.parametrize("people", [6, 18])
def test_the_page_asks_the_same_queries_for_one_and_three_tables(
    organizer_client, organizer, people: int, django_assert_num_queries: Any
) -> None:
    earlier, _ = fill_room(8, day="2027-01-05")
    compose(organizer, earlier)
    gathering, registrations = fill_room(people)
    set_tables(actor=organizer, gathering=gathering, sizes=[6] * (people // 6))
    compose(organizer, gathering)
    chosen = f"{address('compose', gathering)}?place={registrations[0].pk}"

    with django_assert_num_queries(14):
        response = organizer_client.get(chosen)

    assert len(response.context["plan"].shown) == people // 6
    assert response.context["choice"].guest.pk == registrations[0].pk


def test_pressing_compose_seats_everyone(organizer_client) -> None:
    gathering, _ = fill_room(16)

    response = organizer_client.post(
        address("compose_draw", gathering), {"version": 0, "base": "registered"}, follow=True
    )

    assert response.redirect_chain == [(address("compose", gathering), 302)]
    assert [len(shown.people) for shown in response.context["plan"].shown] == [8, 8]


def test_a_move_by_the_form_comes_back_to_the_person(organizer_client, room) -> None:
    gathering, registrations = room
    plan = read_plan(gathering)
    roomy = next(shown for shown in plan.shown if shown.free)
    mover = next(row for row in registrations if plan.table_of(plan.people[row.pk]) is not roomy)

    response = organizer_client.post(
        address("compose_move", gathering),
        {"version": 1, "registration": mover.pk, "table": roomy.table.pk},
    )

    assert response.url == f"{address('compose', gathering)}?place={mover.pk}#choice"
    seat = Seat.objects.get(seating=current_seating(gathering), registration=mover)
    assert seat.table == roomy.table


def test_a_script_gets_the_plan_alone(organizer_client, room) -> None:
    gathering, registrations = room

    response = organizer_client.post(
        address("compose_lock", gathering),
        {"version": 1, "registration": registrations[0].pk, "locked": "on"},
        headers={"X-Fragment": "workspace"},
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert text.lstrip().startswith("<div")
    assert 'data-version="2"' in text
    assert text.count("icon-lock") > 0


def test_the_second_to_save_is_shown_the_difference_and_keeps_the_request(
    organizer_client, make_member, room
) -> None:
    gathering, registrations = room
    colleague = make_member()
    gone, locked = registrations[0], registrations[1]
    move_seat(
        actor=colleague, gathering=gathering, registration=gone, table=None, expected_version=1
    )
    asked = {"version": 1, "registration": locked.pk, "locked": "on"}

    refused = organizer_client.post(address("compose_lock", gathering), asked)
    repeated = dict(refused.context["repeat"]) | {"version": refused.context["plan"].version}
    done = organizer_client.post(address("compose_lock", gathering), repeated)

    (change,) = refused.context["conflict"].details["changes"]
    text = refused.content.decode()
    assert refused.status_code == 409
    assert (change.name, change.after, change.by) == (
        gone.person.full_name,
        None,
        colleague.full_name,
    )
    assert f"<strong>{gone.person.full_name}</strong>" in text
    assert colleague.full_name in text
    assert done.status_code == 302
    assert Seat.objects.get(seating__version=3, registration=locked).is_locked is True


def test_a_full_table_is_told_on_the_page_and_the_plan_kept(organizer_client, organizer) -> None:
    gathering, registrations = fill_room(16)
    compose(organizer, gathering)
    plan = read_plan(gathering)
    mover = registrations[0]
    full = next(shown for shown in plan.shown if shown is not plan.table_of(plan.people[mover.pk]))

    response = organizer_client.post(
        address("compose_move", gathering),
        {"version": 1, "registration": mover.pk, "table": full.table.pk},
    )

    assert response.status_code == 409
    assert str(full.number) in response.context["fault"]
    assert current_seating(gathering).version == 1


def test_table_sizes_that_do_not_match_are_told_beside_the_field(organizer_client, room) -> None:
    gathering, _ = room

    response = organizer_client.post(
        address("compose_tables", gathering), {"version": 1, "count": 3, "seats": "8, 8"}
    )

    assert response.status_code == 422
    assert list(response.context["tables_form"].errors) == ["seats"]
    assert len(open_tables(gathering)) == 2


@pytest.mark.parametrize(("seats", "sizes"), [("8", [8, 8, 8]), ("8, 10,6", [8, 10, 6])])
def test_tables_are_laid_from_the_form(organizer_client, room, seats, sizes) -> None:
    gathering, _ = room

    organizer_client.post(
        address("compose_tables", gathering), {"version": 1, "count": 3, "seats": seats}
    )

    assert [table.seat_count for table in open_tables(gathering)] == sizes


def test_a_trial_says_what_a_move_would_bring_and_changes_nothing(organizer_client, room) -> None:
    gathering, registrations = room
    plan = read_plan(gathering)
    first, second = (plan.people[row.pk] for row in registrations[:2])
    table = plan.table_of(second)
    # Two colleagues: bringing one to the other's table seats them together.
    swapped = next(chair.guest for chair in table.people if chair.guest.pk != second.pk)

    response = organizer_client.get(
        address("compose_trial", gathering), {"registration": first.pk, "other": swapped.pk}
    )

    said = response.json()
    assert plan.table_of(first) is not table
    assert (said["allowed"], said["change"] > 0) == (True, True)
    assert current_seating(gathering).version == 1


def test_a_trial_at_a_full_table_is_refused_in_words(organizer_client, organizer) -> None:
    gathering, registrations = fill_room(16)
    compose(organizer, gathering)
    plan = read_plan(gathering)
    guest = plan.people[registrations[0].pk]
    full = next(shown for shown in plan.shown if shown is not plan.table_of(guest))

    said = organizer_client.get(
        address("compose_trial", gathering), {"registration": guest.pk, "table": full.table.pk}
    ).json()

    assert said["allowed"] is False
    assert str(full.number) in said["sentence"]


@pytest.mark.parametrize("missing", ["registration", "other", "table"])
def test_a_trial_with_someone_or_something_from_elsewhere_does_not_exist(
    organizer_client, room, missing: str
) -> None:
    gathering, registrations = room
    _, strangers = fill_room(2)
    asked = {"registration": registrations[0].pk, "other": registrations[1].pk}
    elsewhere = {"registration": strangers[0].pk, "other": strangers[0].pk, "table": 0x7FFFFF}

    response = organizer_client.get(
        address("compose_trial", gathering), asked | {missing: elsewhere[missing]}
    )

    assert response.status_code == 404


def test_an_earlier_version_comes_back_from_the_page(organizer_client, organizer, room) -> None:
    gathering, registrations = room
    move_seat(
        actor=organizer,
        gathering=gathering,
        registration=registrations[0],
        table=None,
        expected_version=1,
    )

    organizer_client.post(address("compose_restore", gathering), {"version": 2, "restored": 1})

    now = current_seating(gathering)
    assert (now.version, now.origin, now.seats.count()) == (3, "restored", 15)


def test_the_printed_list_goes_by_last_name(organizer_client, room) -> None:
    gathering, registrations = room
    person = registrations[3].person
    person.family_name, person.given_name = "Éluard", "Ana"
    person.save()

    response = organizer_client.get(address("compose_print", gathering))

    letters = dict(response.context["letters"])
    assert [guest.name for guest, _table in letters["E"]] == ["Ana Éluard"]
    assert "Éluard Ana" in response.content.decode()


def test_the_plan_is_exported_for_a_spreadsheet(organizer_client, room) -> None:
    gathering, registrations = room
    person = registrations[0].person
    person.family_name = "=HYPERLINK"
    person.save()

    rows = organizer_client.get(address("compose_export", gathering)).content.decode().splitlines()

    assert len(rows) == 16
    assert [row for row in rows if row.startswith("'=HYPERLINK")] != []


def test_a_closed_gathering_is_shown_and_no_longer_changed(organizer_client, room) -> None:
    gathering, _ = room
    gathering.is_closed = True
    gathering.save()

    page = organizer_client.get(address("compose", gathering))
    draw = organizer_client.post(
        address("compose_draw", gathering), {"version": 1, "base": "registered"}
    )

    assert b'id="draw"' not in page.content
    assert draw.status_code == 409
    assert current_seating(gathering).version == 1


def test_fields_the_page_did_not_write_are_refused(organizer_client, room) -> None:
    gathering, _ = room

    response = organizer_client.post(
        address("compose_move", gathering), {"version": "x", "registration": "1"}
    )

    assert response.status_code == 400


def test_people_of_several_worlds_are_said_to_count_once(
    organizer_client: Any, programme: Programme
) -> None:
    gathering, registrations = fill_room(16)
    registrations[0].person.worlds.add(World.objects.get(code="co"))

    response = organizer_client.get(address("compose", gathering))

    assert response.context["plan"].several_count == 1
    assert "1 personne de plusieurs mondes est comptée une fois ici" in response.content.decode()
