"""A seating as it is shown: tables, people round them, and what can be said of the whole.

Everything is read once (`read_plan`), in a number of queries that does not depend on the room.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import floor

from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.guests import (
    Asked,
    attends,
    pole_codes,
    table_key,
)
from entrelacs.act.tables.models import Composition, Search, Seat, Seating, Table, TableProperty
from entrelacs.act.tables.queries import (
    Meetings,
    WishKept,
    composition_of,
    every_table,
    latest_search,
    latest_versions,
    meetings_before,
    registrations_with_people,
    seats_of_versions,
    wishes_of,
)
from entrelacs.act.tables.seats import seated_keys
from entrelacs.act.tables.shown import (
    NO_WORLD,
    Chair,
    GuestShown,
    Look,
    TableShown,
    chairs_round,
    guest_shown,
)
from entrelacs.commons.programmes.models import World
from entrelacs.commons.programmes.queries import worlds as worlds_in_order
from entrelacs.engines.seating import (
    Bounds,
    Cost,
    Guest,
    Measure,
    RoundMeasure,
    RoundTables,
    SeatingError,
    SeatingRequest,
    TableMeasure,
    bound_cost,
    cost_of_seating,
    measure_seating,
)


@dataclass(frozen=True)
class Plan:
    """All that the composer's page stands on; `round` is the one shown, from 1."""

    gathering: Gathering
    composition: Composition
    round: int
    # Those in use: open, or put away since with someone who sat there in a round that took place.
    tables: tuple[Table, ...]
    put_away: tuple[Table, ...]
    versions: tuple[Seating, ...]
    # Every round of the version shown, and of the version before it.
    every_seat: tuple[Seat, ...]
    seats_before: tuple[Seat, ...]
    people: Mapping[int, GuestShown]
    worlds: tuple[World, ...]
    meetings: Meetings
    wishes_kept: tuple[WishKept, ...]
    search: Search | None = None

    @property
    def seating(self) -> Seating | None:
        return self.versions[0] if self.versions else None

    @property
    def version(self) -> int:
        return self.versions[0].version if self.versions else 0

    @property
    def rounds(self) -> range:
        return range(1, self.composition.rounds + 1)

    @property
    def is_played(self) -> bool:
        """Whether the round shown took place."""
        return self.round <= self.composition.played

    @property
    def can_compose(self) -> bool:
        """Whether a round is still to come."""
        return self.composition.played < self.composition.rounds

    @cached_property
    def poles(self) -> tuple[str, str] | None:
        return pole_codes(self.worlds)

    @cached_property
    def pole_labels(self) -> Mapping[str, str]:
        return {world.code: world.short_label for world in self.worlds if world.is_pole}

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Those of the round shown."""
        return tuple(seat for seat in self.every_seat if seat.round == self.round)

    @cached_property
    def seat_of(self) -> Mapping[int, Seat]:
        return {seat.registration_id: seat for seat in self.seats}

    @cached_property
    def expected(self) -> list[GuestShown]:
        return [guest for guest in self.people.values() if guest.is_expected]

    @cached_property
    def expected_here(self) -> list[GuestShown]:
        """Those expected who attend the round shown."""
        return [guest for guest in self.expected if attends(guest.registration, self.round)]

    @cached_property
    def present_count(self) -> int:
        present = Registration.Presence.PRESENT
        return sum(guest.registration.presence == present for guest in self.people.values())

    @property
    def properties(self) -> list[tuple[str, str]]:
        """What a table may offer and someone may need, by code."""
        return TableProperty.choices

    @cached_property
    def unseated(self) -> list[GuestShown]:
        return [guest for guest in self.expected_here if guest.pk not in self.seat_of]

    @cached_property
    def missing(self) -> list[GuestShown]:
        """People who have a seat and do not come."""
        return [
            guest
            for guest in self.people.values()
            if guest.pk in self.seat_of and not guest.is_expected
        ]

    @cached_property
    def asked(self) -> Asked:
        """What the engine is asked, of those expected."""
        return Asked(
            composition=self.composition,
            registrations=tuple(guest.registration for guest in self.expected),
            tables=self.tables,
            meetings=self.meetings,
            worlds=self.worlds,
            wishes=self.wishes_kept,
            seats=self.every_seat,
        )

    @cached_property
    def request(self) -> SeatingRequest:
        return self.asked.whole()

    @cached_property
    def locked_request(self) -> SeatingRequest:
        return self.asked.whole(locked=True)

    @property
    def guests(self) -> tuple[Guest, ...]:
        return self.request.guests

    @property
    def met(self) -> Mapping[tuple[str, str], int]:
        return self.request.met

    @cached_property
    def rounds_seated(self) -> list[RoundTables]:
        """Guest keys by table key, round by round; people who do not come left out."""
        return seated_keys(self.asked)

    @property
    def seated_keys(self) -> RoundTables:
        """The same for the round shown."""
        return self.rounds_seated[self.round - 1]

    @cached_property
    def measured(self) -> Measure:
        return measure_seating(self.request, self.rounds_seated)

    @property
    def measure(self) -> RoundMeasure:
        """What can be said of the round shown."""
        return self.measured.rounds[self.round - 1]

    @property
    def cost(self) -> Cost:
        """What the whole plan costs, every round."""
        return self.measured.cost

    @cached_property
    def bounds(self) -> Bounds | None:
        """What no plan of the rounds to come can do better than; None when there is none to be had."""
        try:
            return bound_cost(self._to_come) if self.can_compose else None
        except SeatingError:
            return None

    @cached_property
    def cost_to_come(self) -> Cost:
        """What the rounds to come cost: what `bounds` speaks of."""
        if not self.composition.played:
            return self.cost
        tables = {table.key for table in self._to_come.tables}
        guests = {guest.key for guest in self._to_come.guests}
        rounds = [
            {
                key: tuple(g for g in keys if g in guests)
                for key, keys in seated.items()
                if key in tables
            }
            for seated in self.rounds_seated[self.composition.played :]
        ]
        return cost_of_seating(self._to_come, rounds)

    @cached_property
    def _to_come(self) -> SeatingRequest:
        return replace(self.asked.to_come(), locks=())

    @property
    def new_share(self) -> int | None:
        """Per cent of neighbours who meet for the first time; 100 only when all of them do."""
        share = self.measure.new_share
        return floor(100 * share) if share is not None else None

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
            if table.is_open or by_table[table.pk]
        ]

    def _table_shown(
        self, table: Table, chairs: Mapping[int, Chair], measure: TableMeasure
    ) -> TableShown:
        counts = {world.world: world.count for world in measure.worlds}
        parts = [f"{counts.get(code, 0)} {label}" for code, label in self.pole_labels.items()]
        return TableShown(
            table=table,
            chairs=chairs_round(table, chairs),
            measure=measure,
            summary=" · ".join(parts) if parts else str(measure.size),
            is_uneven=bool(measure.size)
            and bool(measure.same_structure or not measure.poles_in_proportion),
            facilitator=table.facilitator.full_name if table.facilitator else "",
            scribe=table.scribe.full_name if table.scribe else "",
            offers=tuple(str(TableProperty(code).label) for code in table.offers),
        )

    def table_of(self, guest: GuestShown) -> TableShown | None:
        """The table someone sits at in the round shown, among those in use."""
        seat = self.seat_of.get(guest.pk)
        return next((row for row in self.shown if seat and row.table.pk == seat.table_id), None)

    def guest_of(self, key: str) -> GuestShown:
        return self.people[int(key)]

    def met_at(self, one: str, other: str) -> tuple[str, ...]:
        """The gatherings where two guests sat together, oldest first, then earlier rounds."""
        first, second = self.guest_of(one).registration, self.guest_of(other).registration
        at = self.meetings.between(first.person_id, second.person_id)
        together = [
            _("round %(round)d") % {"round": number}
            for number, tables in enumerate(self.rounds_seated[: self.round - 1], start=1)
            if any(one in keys and other in keys for keys in tables.values())
        ]
        return (*dict.fromkeys(at), *together)


def read_plan(gathering: Gathering, round_: int = 1) -> Plan:
    """Read everything; a round that is not one of the gathering's shows the first."""
    composition = composition_of(gathering)
    versions = latest_versions(gathering)
    seats = seats_of_versions(versions[:2])
    every_seat = tuple(seats[versions[0].pk]) if versions else ()
    in_use = {seat.table_id for seat in every_seat}
    tables = list(every_table(gathering))
    return Plan(
        gathering=gathering,
        composition=composition,
        round=round_ if 1 <= round_ <= composition.rounds else 1,
        tables=tuple(table for table in tables if table.is_open or table.pk in in_use),
        put_away=tuple(table for table in tables if not table.is_open),
        versions=tuple(versions),
        every_seat=every_seat,
        seats_before=tuple(seats[versions[1].pk]) if len(versions) > 1 else (),
        people={row.pk: guest_shown(row) for row in registrations_with_people(gathering)},
        worlds=tuple(worlds_in_order()),
        meetings=meetings_before(gathering),
        wishes_kept=tuple(wishes_of(gathering)),
        search=latest_search(gathering),
    )
