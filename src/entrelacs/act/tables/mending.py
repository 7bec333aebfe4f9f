"""Put a round right again after no-shows and arrivals: a few options, and one of them applied."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.tables.actions import add_tables
from entrelacs.act.tables.errors import NoSuchRepair, RoundIsPlayed
from entrelacs.act.tables.guests import table_key
from entrelacs.act.tables.models import MOST_TABLES, Seating, Table
from entrelacs.act.tables.plan import Plan, read_plan
from entrelacs.act.tables.seats import seated_keys
from entrelacs.act.tables.versions import (
    Place,
    free_position,
    open_version,
    places_by_round,
    write_version,
)
from entrelacs.commons.people.models import Person
from entrelacs.engines.seating import Repair, repair_seating

# What must not be: a repair that leaves fewer of these is worth some moves.
FAULTS = ("size", "needs", "wishes")


@dataclass(frozen=True, slots=True)
class Mending:
    """The repairs offered for the round shown; `tables` are those they may use, some not laid yet."""

    plan: Plan
    tables: tuple[Table, ...]
    repairs: tuple[Repair, ...]

    @property
    def advised(self) -> Repair | None:
        """The one that displaces the fewest people of those with the fewest faults."""
        return min(
            self.repairs,
            key=lambda repair: (sum(map(repair.cost.count, FAULTS)), repair.moved),
            default=None,
        )

    def repair_of(self, moved: int) -> Repair:
        """The one that displaces so many people."""
        for repair in self.repairs:
            if repair.moved == moved:
                return repair
        raise NoSuchRepair(moved=moved)


def find_repairs(plan: Plan) -> Mending:
    """Search the repairs of the round shown: one or two seconds. Raises what `repair_seating` raises."""
    if plan.is_played:
        raise RoundIsPlayed(round=plan.round)
    tables = tables_at_hand(plan)
    request = plan.asked.whole(locked=True, tables=tables)
    if plan.seating is None or not request.guests:
        return Mending(plan, tables, ())
    rounds = seated_keys(plan.asked)
    return Mending(plan, tables, repair_seating(request, rounds, round_=plan.round - 1))


def tables_at_hand(plan: Plan) -> tuple[Table, ...]:
    """Tables in use, then those put away; one more could be laid when none is put away."""
    in_use = {table.pk for table in plan.tables}
    spare = [table for table in plan.put_away if table.pk not in in_use]
    tables = [*plan.tables, *spare]
    if not spare and len(tables) < MOST_TABLES:
        number = max((table.number for table in tables), default=0) + 1
        seats = plan.composition.largest
        tables.append(
            Table(programme_id=plan.gathering.programme_id, number=number, seat_count=seats)
        )
    return tuple(sorted(tables, key=lambda table: table.number))


def apply_repair(
    *,
    actor: Person | None,
    gathering: Gathering,
    moved: int,
    expected_version: int,
    round_: int = 1,
) -> Seating:
    """Apply the repair that displaces so many people. It is searched again, outside the transaction,
    and kept only if nobody saved, came or left meanwhile."""
    mending = find_repairs(read_plan(gathering, round_))
    repair = mending.repair_of(moved)
    with transaction.atomic():
        seating = open_version(gathering, expected_version)
        now = read_plan(gathering, round_)
        if now.asked.whole(locked=True) != mending.plan.asked.whole(locked=True):
            raise NoSuchRepair(moved=moved)
        tables = _lay(gathering, mending, repair)
        rounds = places_by_round(seating)
        rounds[round_] = _places(rounds.get(round_, {}), repair, tables, round_)
        places = [place for by_person in rounds.values() for place in by_person.values()]
        _put_away(now, repair, places)
        return write_version(
            actor=actor,
            gathering=gathering,
            after=seating,
            origin=Seating.Origin.REPAIRED,
            places=places,
            event="seating.repaired",
            round=round_,
            moved=moved,
            closed=[int(key) for key in repair.closed],
            opened=[int(key) for key in repair.opened],
        )


def _lay(gathering: Gathering, mending: Mending, repair: Repair) -> dict[str, Table]:
    """Bring back the tables that the repair opens, or lay them."""
    tables = {table_key(table): table for table in mending.tables}
    new = {t.number: t.seat_count for key, t in tables.items() if key in repair.opened and not t.pk}
    laid = add_tables(gathering, new)
    tables |= {table_key(table): table for table in laid}
    back = [tables[key].pk for key in repair.opened]
    Table.objects.filter(pk__in=back, is_open=False).update(is_open=True)
    return tables


def _places(
    before: dict[int, Place], repair: Repair, tables: dict[str, Table], round_: int
) -> dict[int, Place]:
    """Whoever stays keeps their chair; the absent leave theirs to whoever comes."""
    places: dict[int, Place] = {}
    for key, guests in repair.tables.items():
        table = tables[key]
        around = [int(guest) for guest in guests]
        stay = {pk: before[pk] for pk in around if pk in before and before[pk].table_id == table.pk}
        taken = {place.position for place in stay.values()}
        places |= stay
        for pk in around:
            if pk not in stay:
                position = free_position(taken)
                taken.add(position)
                places[pk] = Place(pk, table.pk, position, round=round_)
    return places


def _put_away(plan: Plan, repair: Repair, places: Sequence[Place]) -> None:
    """Close the tables that nobody uses any more in a round to come."""
    played = plan.composition.played
    in_use = {place.table_id for place in places if place.round > played}
    closed = [t.pk for t in plan.tables if table_key(t) in repair.closed and t.pk not in in_use]
    Table.objects.filter(pk__in=closed).update(is_open=False)


@dataclass(frozen=True, slots=True)
class RepairShown:
    """A repair in sentences: who moves from where to where, and what it buys."""

    moved: int
    title: str
    lines: tuple[str, ...]
    # Name, table before (empty for whoever had none), table after.
    moves: tuple[tuple[str, str, str], ...]
    is_advised: bool = False


def moves_of(plan: Plan, repair: Repair) -> tuple[tuple[str, str, str], ...]:
    """Those displaced, then those who get a seat, by name."""
    named = [
        (plan.guest_of(move.guest).name, _table(move.before), _table(move.after))
        for move in (*repair.moves, *repair.seated)
    ]
    return tuple(named)


def _table(key: str | None) -> str:
    return _("table %(table)s") % {"table": key} if key else ""
