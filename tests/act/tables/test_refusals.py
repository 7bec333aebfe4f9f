"""Bad input, through the real door: a sentence with names or numbers, and what would do."""

from django.urls import reverse

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.actions import set_tables
from entrelacs.act.tables.asking import add_wish, name_host
from entrelacs.act.tables.models import Seating, TableWish
from entrelacs.act.tables.words import Line
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from tests.act.tables.rooms import fill_room, lay_worlds
from tests.act.tables.test_mending import send_home
from tests.conftest import StrictClient
from tests.factories import GatheringFactory, PersonFactory, RegistrationFactory

KEPT = "Le plan n’a pas changé."


def press(client: StrictClient, gathering: Gathering) -> tuple[int, str, list[Line]]:
    """Press the one button: the status, the refusal, what is said of the plan."""
    address = reverse("act:compose_draw", kwargs={"slug": gathering.slug})
    asked = {"version": 0, "base": "registered"}
    response = client.post(address, asked, headers={"X-Fragment": "workspace"})
    return response.status_code, response.context["fault"], response.context["lines"]


def test_one_guest_is_told_to_invite_others(organizer_client: StrictClient) -> None:
    gathering, _ = fill_room(1)

    status, fault, _lines = press(organizer_client, gathering)

    assert (status, fault) == (
        409,
        "1 personne vient : il faut au moins deux personnes pour partager une table. Ajoutez des "
        f"personnes à l’étape « Inviter ». {KEPT}",
    )
    assert Seating.objects.count() == 0


def test_seven_guests_have_one_table(organizer_client: StrictClient) -> None:
    gathering, _ = fill_room(7)

    status, fault, _lines = press(organizer_client, gathering)

    assert (status, fault) == (200, "")
    assert Seating.objects.get().seats.count() == 7


def test_five_guests_are_told_which_table_is_possible(organizer_client: StrictClient) -> None:
    gathering, _ = fill_room(5)

    _status, fault, _lines = press(organizer_client, gathering)

    assert fault == (
        "5 personnes viennent : une table en a au moins 6. Une table de 5 est possible : "
        f"ramenez à 5 le minimum par table dans les réglages. {KEPT}"
    )


def test_eleven_guests_are_told_how_they_could_be_cut(organizer_client: StrictClient) -> None:
    gathering, _ = fill_room(11)

    _status, fault, _lines = press(organizer_client, gathering)

    assert fault == (
        "11 personnes ne se répartissent pas en tables de 6 à 10. 2 tables de 5 environ sont "
        f"possibles : ramenez à 5 le minimum par table dans les réglages. {KEPT}"
    )


def test_too_many_guests_are_told_how_many_tables_would_do(
    organizer_client: StrictClient, organizer: Person
) -> None:
    gathering, _ = fill_room(70)
    set_tables(actor=organizer, gathering=gathering, sizes=[10] * 6)

    status, fault, _lines = press(organizer_client, gathering)

    text = f"70 personnes pour 60 places : 7 tables de 10 suffiraient. {KEPT}"
    assert (status, fault) == (409, text)


def test_too_few_guests_are_told_how_many_tables_would_do(
    organizer_client: StrictClient, organizer: Person
) -> None:
    gathering, _ = fill_room(13)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8, 8])

    _status, fault, _lines = press(organizer_client, gathering)

    text = "13 personnes viennent : ces tables en demandent au moins 18. Dressez 2 tables."
    assert fault == f"{text} {KEPT}"


def test_wishes_that_exclude_one_another_are_named(
    organizer_client: StrictClient, organizer: Person
) -> None:
    gathering, rows = fill_room(16)
    together, apart = TableWish.Kind.TOGETHER, TableWish.Kind.APART
    for kind, people in ((together, rows[:2]), (together, rows[1:3]), (apart, rows[:3:2])):
        add_wish(actor=organizer, gathering=gathering, kind=kind, registrations=people)
    one, two, three = (row.person.full_name for row in rows[:3])

    status, fault, _lines = press(organizer_client, gathering)

    asked = f"{one} avec {two}, {two} avec {three}, mais {one} sans {three}"
    assert status == 409
    assert fault.startswith(f"{asked} : retirez l’un de ces 3 souhaits.")
    assert fault.endswith(KEPT)


def test_more_together_than_a_table_holds_is_named(
    organizer_client: StrictClient, organizer: Person
) -> None:
    gathering, rows = fill_room(16)
    set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    add_wish(
        actor=organizer, gathering=gathering, kind=TableWish.Kind.TOGETHER, registrations=rows[:9]
    )

    status, fault, _lines = press(organizer_client, gathering)

    assert status == 409
    assert rows[0].person.full_name in fault
    assert fault.endswith(KEPT)


def test_three_of_a_world_for_ten_tables_are_seated_and_said(
    organizer_client: StrictClient,
) -> None:
    lay_worlds()
    worlds = {world.code: world for world in World.objects.all()}
    gathering = GatheringFactory()
    for code in ["ts"] * 3 + ["es"] * 77:
        RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[worlds[code]]))

    status, fault, lines = press(organizer_client, gathering)

    assert (status, fault) == (200, "")
    assert lines[0].text.startswith("3 TS pour 77 ES : aucun·e aux tables ")


def test_a_room_of_one_world_is_seated(organizer_client: StrictClient) -> None:
    ts, *_others = lay_worlds()
    gathering = GatheringFactory()
    for _n in range(16):
        RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[ts]))

    status, fault, lines = press(organizer_client, gathering)

    assert (status, fault) == (200, "")
    text = "Personne de « Entrepreneuriat » n’est attendu : les tables ne peuvent pas être mixtes."
    assert lines[0] == Line(False, text)


def test_a_host_who_does_not_come_is_told(
    organizer_client: StrictClient, organizer: Person
) -> None:
    gathering, rows = fill_room(16)
    first, _second = set_tables(actor=organizer, gathering=gathering, sizes=[8, 8])
    name_host(actor=organizer, table=first, role="facilitator", person=rows[0].person)
    send_home(rows[:1])

    _status, _fault, lines = press(organizer_client, gathering)

    text = f"Table 1 : {rows[0].person.full_name} ne vient pas. Nommez quelqu’un d’autre."
    assert lines[0] == Line(False, text)
