from entrelacs.act.gatherings.models import Registration
from entrelacs.act.gatherings.queries import (
    balance_of,
    registrations_matching,
    registrations_of,
)
from entrelacs.commons.programmes.queries import worlds
from tests.factories import (
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    RegistrationFactory,
    WorldFactory,
)


def room(*counts: int) -> Registration:
    """A gathering with so many people of each pole."""
    gathering = GatheringFactory()
    for count in counts:
        world = WorldFactory(is_pole=True)
        for _n in range(count):
            RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[world]))
    return gathering


def test_pole_that_is_short_is_named_with_how_many_are_missing(programme):
    gathering = room(10, 30)

    balance = balance_of(registrations_of(gathering), worlds())

    few, few_count, many, many_count = balance.short
    assert (few_count, many_count, balance.missing) == (10, 30, 20)
    assert [few, many] == list(worlds())


def test_poles_within_a_third_of_each_other_are_balanced(programme):
    assert balance_of(registrations_of(room(9, 12)), worlds()).short is None


def test_those_who_declined_do_not_count_and_those_of_two_worlds_count_twice(programme):
    gathering = GatheringFactory()
    one, other = WorldFactory(is_pole=True), WorldFactory(is_pole=True)
    RegistrationFactory(gathering=gathering, person=PersonFactory(worlds=[one, other]))
    RegistrationFactory(gathering=gathering)
    RegistrationFactory(
        gathering=gathering,
        person=PersonFactory(worlds=[one]),
        status=Registration.Status.DECLINED,
    )

    balance = balance_of(registrations_of(gathering), worlds())

    assert balance.parts == [(one, 1), (other, 1)]
    assert (balance.people, balance.several, balance.worldless) == (2, 1, 1)


def test_search_finds_names_and_structures_without_accents(programme):
    gathering = GatheringFactory()
    world = WorldFactory(code="ts")
    elodie = RegistrationFactory(
        gathering=gathering,
        person=PersonFactory(
            given_name="Élodie",
            family_name="Martin",
            worlds=[world],
            organization=OrganizationFactory(name="CCAS de Pessac"),
        ),
    )
    RegistrationFactory(gathering=gathering, person=PersonFactory(given_name="Élodie"))
    everyone = list(registrations_of(gathering))

    assert registrations_matching(everyone, text="elodie pessac") == [elodie]
    assert registrations_matching(everyone, world="ts") == [elodie]
    assert len(registrations_matching(everyone, world="none")) == 1
    assert registrations_matching(everyone, status="declined") == []
