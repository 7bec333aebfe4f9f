"""From registrations to the seating engine's guests."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.queries import Meetings
from entrelacs.commons.organizations.models import Organization
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from entrelacs.engines.seating import Guest, TableSpec


def guest_key(registration_id: int) -> str:
    return str(registration_id)


def structure_of(person: Person | None) -> Organization | None:
    """The structure shown beside someone; expects affiliations fetched with their organization."""
    if person is None:
        return None
    return next((link.organization for link in person.affiliations.all()), None)


def guest_from(registration: Registration) -> Guest:
    """Someone erased since keeps a seat and nothing else; an antenna sits with its parent."""
    person = registration.person
    structure = structure_of(person)
    return Guest(
        key=guest_key(registration.pk),
        worlds=tuple(world.code for world in person.worlds.all()) if person else (),
        structure=str(structure.parent_id or structure.pk) if structure else None,
        territory=str(person.territory_id) if person and person.territory_id else None,
    )


def meetings_between(
    registrations: Sequence[Registration], meetings: Meetings
) -> dict[tuple[str, str], int]:
    """Earlier meetings by pair of guest keys, as the engine takes them."""
    if not meetings.by_pair:
        return {}
    met = {}
    for one, other in combinations(registrations, 2):
        times = len(meetings.between(one.person_id, other.person_id))
        if times:
            met[guest_key(one.pk), guest_key(other.pk)] = times
    return met


def pole_codes(worlds: Iterable[World]) -> tuple[str, str] | None:
    poles = [world.code for world in worlds if world.is_pole]
    return (poles[0], poles[1]) if len(poles) == 2 else None


def table_key(table: Table) -> str:
    """The number people read on the table, so that an error names it."""
    return str(table.number)


def specs_of(tables: Iterable[Table]) -> list[TableSpec]:
    return [TableSpec(key=table_key(table), seats=table.seat_count) for table in tables]


def worlds_by_key(registrations: Iterable[Registration]) -> Mapping[str, str]:
    """The first world of each guest: what is drawn when someone belongs to several."""
    return {
        guest_key(registration.pk): next(iter(guest_from(registration).worlds), "")
        for registration in registrations
    }
