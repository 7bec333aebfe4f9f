"""A seating as it is shown: tables, people round them, and what can be said of the whole.

Everything is read once (`read_plan`), in a number of queries that does not depend on the room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.guests import (
    guest_from,
    guest_key,
    meetings_between,
    pole_codes,
    structure_of,
    table_key,
)
from entrelacs.act.tables.models import Seat, Seating, Table
from entrelacs.act.tables.queries import (
    Meetings,
    is_expected,
    latest_versions,
    meetings_before,
    open_tables,
    registrations_with_people,
    seats_of,
)
from entrelacs.commons.programmes.models import Mark, Tone, World
from entrelacs.commons.programmes.queries import worlds as worlds_in_order
from entrelacs.engines.seating import Guest, Measure, TableMeasure, measure_seating


class NoWorld:
    """How someone who gave no world is drawn."""

    code = ""
    label = gettext_lazy("No world given")
    short_label = "–"
    tone = Tone.GREY
    mark = Mark.HEXAGON
    is_pole = False


NO_WORLD = NoWorld()
Look = World | NoWorld


@dataclass(frozen=True, slots=True)
class GuestShown:
    """Someone on the list, as a seat shows them."""

    registration: Registration
    key: str
    name: str
    initials: str
    structure: str
    look: Look
    worlds: str
    is_expected: bool

    @property
    def pk(self) -> int:
        return self.registration.pk

    @property
    def label(self) -> str:
        """The whole of it, for those who do not see the mark."""
        coming = "" if self.is_expected else _("not coming")
        return ", ".join(part for part in (self.name, self.structure, self.worlds, coming) if part)

    @property
    def sorted_name(self) -> str:
        """As one looks it up in a list."""
        person = self.registration.person
        return f"{person.family_name} {person.given_name}".strip() if person else self.name


@dataclass(frozen=True, slots=True)
class Chair:
    """A place at a table; `guest` is None when it is free."""

    guest: GuestShown | None
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class TableShown:
    table: Table
    chairs: tuple[Chair, ...]
    measure: TableMeasure
    summary: str
    is_uneven: bool

    @property
    def number(self) -> int:
        return self.table.number

    @property
    def people(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.guest]

    @property
    def free(self) -> int:
        return max(0, self.table.seat_count - len(self.people))


@dataclass(frozen=True)
class Plan:
    """All that the composer's page stands on."""

    gathering: Gathering
    tables: tuple[Table, ...]
    versions: tuple[Seating, ...]
    seats: tuple[Seat, ...]
    people: Mapping[int, GuestShown]
    worlds: tuple[World, ...]
    meetings: Meetings
    guests: tuple[Guest, ...] = field(default=())
    met: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def seating(self) -> Seating | None:
        return self.versions[0] if self.versions else None

    @property
    def version(self) -> int:
        return self.versions[0].version if self.versions else 0

    @cached_property
    def poles(self) -> tuple[str, str] | None:
        return pole_codes(self.worlds)

    @cached_property
    def pole_labels(self) -> Mapping[str, str]:
        return {world.code: world.short_label for world in self.worlds if world.is_pole}

    @cached_property
    def seat_of(self) -> Mapping[int, Seat]:
        return {seat.registration_id: seat for seat in self.seats}

    @cached_property
    def expected(self) -> list[GuestShown]:
        return [guest for guest in self.people.values() if guest.is_expected]

    @cached_property
    def present_count(self) -> int:
        present = Registration.Presence.PRESENT
        return sum(guest.registration.presence == present for guest in self.people.values())

    @cached_property
    def unseated(self) -> list[GuestShown]:
        return [guest for guest in self.expected if guest.pk not in self.seat_of]

    @cached_property
    def missing(self) -> list[GuestShown]:
        """People who have a seat and do not come."""
        return [
            guest
            for guest in self.people.values()
            if guest.pk in self.seat_of and not guest.is_expected
        ]

    @cached_property
    def seated_keys(self) -> dict[str, list[str]]:
        """Guest keys by table key, as the engine takes them; people who do not come left out."""
        keys: dict[str, list[str]] = {table_key(table): [] for table in self.tables}
        for seat in self.seats:
            number = table_key(seat.table)
            if number in keys and self.people[seat.registration_id].is_expected:
                keys[number].append(guest_key(seat.registration_id))
        return keys

    @cached_property
    def measure(self) -> Measure:
        return self.measured(self.seated_keys)

    @property
    def new_share(self) -> int | None:
        """Per cent of neighbours who meet for the first time; 100 only when all of them do."""
        share = self.measure.new_share
        return floor(100 * share) if share is not None else None

    def measured(self, tables: Mapping[str, Sequence[str]]) -> Measure:
        return measure_seating(self.guests, tables=tables, met=self.met, poles=self.poles)

    @cached_property
    def legend(self) -> list[tuple[Look, int]]:
        """How many of each world are expected, by the mark drawn for them."""
        counts = Counter(guest.look.code for guest in self.expected)
        looks: list[Look] = [*self.worlds, NO_WORLD]
        return [(look, counts[look.code]) for look in looks if counts[look.code]]

    @property
    def several_count(self) -> int:
        """How many people of several worlds the legend counts once, by the mark drawn for them."""
        return sum(len(guest.worlds) > 1 for guest in self.guests)

    @cached_property
    def shown(self) -> list[TableShown]:
        measures = {measure.key: measure for measure in self.measure.tables}
        by_table: dict[int, dict[int, Chair]] = {table.pk: {} for table in self.tables}
        for seat in self.seats:
            if seat.table_id in by_table:
                by_table[seat.table_id][seat.position] = Chair(
                    self.people[seat.registration_id], seat.is_locked
                )
        return [
            self._table_shown(table, by_table[table.pk], measures[table_key(table)])
            for table in self.tables
        ]

    def _table_shown(
        self, table: Table, chairs: Mapping[int, Chair], measure: TableMeasure
    ) -> TableShown:
        free = max(0, table.seat_count - len(chairs))
        last = max(chairs, default=-1)
        shown = []
        for position in range(max(table.seat_count, last + 1)):
            if position in chairs:
                shown.append(chairs[position])
            elif free:
                shown.append(Chair(None))
                free -= 1
        counts = {world.world: world.count for world in measure.worlds}
        parts = [f"{counts.get(code, 0)} {label}" for code, label in self.pole_labels.items()]
        return TableShown(
            table=table,
            chairs=tuple(shown),
            measure=measure,
            summary=" · ".join(parts) if parts else str(measure.size),
            is_uneven=bool(measure.size)
            and bool(measure.same_structure or not measure.poles_in_proportion),
        )

    def table_of(self, guest: GuestShown) -> TableShown | None:
        """The table someone sits at, among those in use."""
        seat = self.seat_of.get(guest.pk)
        return next((row for row in self.shown if seat and row.table.pk == seat.table_id), None)

    def guest_of(self, key: str) -> GuestShown:
        return self.people[int(key)]

    def met_at(self, one: str, other: str) -> tuple[str, ...]:
        """The gatherings where two guests sat together, oldest first."""
        first, second = self.guest_of(one).registration, self.guest_of(other).registration
        return self.meetings.between(first.person_id, second.person_id)


def read_plan(gathering: Gathering) -> Plan:
    registrations = list(registrations_with_people(gathering))
    versions = latest_versions(gathering)
    meetings = meetings_before(gathering)
    coming = [registration for registration in registrations if is_expected(registration)]
    return Plan(
        gathering=gathering,
        tables=tuple(open_tables(gathering)),
        versions=tuple(versions),
        seats=tuple(seats_of(versions[0])) if versions else (),
        people={registration.pk: _guest_shown(registration) for registration in registrations},
        worlds=tuple(worlds_in_order()),
        meetings=meetings,
        guests=tuple(guest_from(registration) for registration in coming),
        met=meetings_between(coming, meetings),
    )


def _guest_shown(registration: Registration) -> GuestShown:
    person: Any = registration.person
    structure = structure_of(person)
    worlds: Iterable[World] = person.worlds.all() if person else ()
    return GuestShown(
        registration=registration,
        key=guest_key(registration.pk),
        name=person.full_name if person else _("A participant"),
        initials=person.initials if person else "?",
        structure=structure.name if structure else "",
        look=next(iter(worlds), NO_WORLD),
        worlds=", ".join(world.label for world in worlds) or str(NO_WORLD.label),
        is_expected=is_expected(registration),
    )
