"""The person one pressed on: why there, where else, and what a change would bring."""

from collections.abc import Sequence
from dataclasses import dataclass

from entrelacs.act.tables.guests import table_key
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.plan import Plan
from entrelacs.act.tables.shown import GuestShown, TableShown
from entrelacs.act.tables.words import Line, change_sentence, exchange_sentence, reasons_lines
from entrelacs.engines.seating import RoundTables, cost_of_seating, explain_seat


@dataclass(frozen=True, slots=True)
class Choice:
    guest: GuestShown
    table: TableShown | None
    is_locked: bool
    lines: Sequence[Line]
    exchange: str
    # With whom to exchange for the better, if anyone.
    partner: GuestShown | None
    # Tables with a free seat, and those without.
    roomy: Sequence[TableShown]
    full: Sequence[TableShown]
    # Those one may change seats with, table by table.
    others: Sequence[tuple[TableShown, Sequence[GuestShown]]]


def choice_of(plan: Plan, registration: int) -> Choice | None:
    """Nobody chosen, or someone who is not on the list: None."""
    guest = plan.people.get(registration)
    if guest is None:
        return None
    seat, table = plan.seat_of.get(guest.pk), plan.table_of(guest)
    elsewhere = [row for row in plan.shown if row is not table]
    lines: Sequence[Line] = ()
    exchange, partner = "", None
    if table is not None and guest.is_expected:
        reasons = explain_seat(
            guest.key, plan.locked_request, plan.rounds_seated, round_=plan.round - 1
        )
        lines = reasons_lines(plan, guest, reasons)
        exchange = exchange_sentence(plan, reasons.exchange)
        if reasons.exchange and reasons.exchange.change.total < 0:
            partner = plan.guest_of(reasons.exchange.guest)
    return Choice(
        guest=guest,
        table=table,
        is_locked=bool(seat and seat.is_locked),
        lines=lines,
        exchange=exchange,
        partner=partner,
        roomy=[row for row in elsewhere if row.free],
        full=[row for row in elsewhere if not row.free],
        others=[
            (
                row,
                [
                    chair.guest
                    for chair in row.people
                    if chair.guest and chair.guest.is_expected and not chair.is_locked
                ],
            )
            for row in elsewhere
        ],
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would bring, before it is made; `total` is less than 0 when it is for the better."""

    total: int
    sentence: str


def try_change(
    plan: Plan, guest: GuestShown, table: Table | None, other: GuestShown | None
) -> Trial:
    """Measure the plan with someone at another table, or in the seat of someone else."""
    rounds = list(plan.rounds_seated)
    rounds[plan.round - 1] = _changed(plan.seated_keys, guest, table, other)
    change = cost_of_seating(plan.request, rounds).minus(plan.cost)
    return Trial(change.total, change_sentence(change))


def _changed(
    tables: RoundTables,
    guest: GuestShown,
    table: Table | None,
    other: GuestShown | None,
) -> RoundTables:
    if other is not None:
        exchanged = {guest.key: other.key, other.key: guest.key}
        return {
            number: tuple(exchanged.get(key, key) for key in keys)
            for number, keys in tables.items()
        }
    changed = {
        number: tuple(key for key in keys if key != guest.key) for number, keys in tables.items()
    }
    if table is not None:
        changed[table_key(table)] += (guest.key,)
    return changed
