"""What an organiser asks of the tables: rounds, sizes, order, wishes, hosts, tables closed."""

from collections.abc import Sequence

from django.db import transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.tables.actions import stand_up
from entrelacs.act.tables.errors import (
    HostSitsElsewhere,
    OnlyOneTable,
    TableIsPutAway,
    WishNamesTooFew,
    WrongComposition,
)
from entrelacs.act.tables.models import (
    LARGEST,
    MOST_ROUNDS,
    SMALLEST,
    Composition,
    Criterion,
    Seating,
    Table,
    TableProperty,
    TableWish,
)
from entrelacs.act.tables.queries import composition_of, open_tables
from entrelacs.act.tables.versions import open_version
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person


@transaction.atomic
def set_composition(
    *,
    actor: Person | None,
    gathering: Gathering,
    rounds: int,
    smallest: int,
    largest: int,
    order: Sequence[str],
    never_alone: Sequence[str] = (),
) -> Composition:
    """Say how many rounds, how large tables are, what counts most. Seats of rounds taken out go."""
    seating = open_version(gathering, None)
    composition = composition_of(gathering)
    if (
        not max(1, composition.played) <= rounds <= MOST_ROUNDS
        or not SMALLEST <= smallest <= largest <= LARGEST
        or sorted(order) != sorted(Criterion.values)
    ):
        raise WrongComposition(
            played=composition.played, rounds=MOST_ROUNDS, smallest=SMALLEST, largest=LARGEST
        )
    composition.rounds, composition.smallest, composition.largest = rounds, smallest, largest
    composition.order, composition.never_alone = list(order), list(never_alone)
    _keep(composition)
    record(actor=actor, event="composition.set", subject=gathering, rounds=rounds)
    stand_up(actor=actor, gathering=gathering, seating=seating)
    return composition


@transaction.atomic
def set_played(*, actor: Person | None, gathering: Gathering, played: int) -> Composition:
    """Say how many rounds took place: who sat where in them is no longer composed."""
    open_version(gathering, None)
    composition = composition_of(gathering)
    if not 0 <= played <= composition.rounds:
        raise WrongComposition(
            played=played, rounds=MOST_ROUNDS, smallest=SMALLEST, largest=LARGEST
        )
    composition.played = played
    _keep(composition)
    record(actor=actor, event="composition.played", subject=gathering, played=played)
    return composition


def _keep(composition: Composition) -> None:
    composition.save()
    # The gathering in hand knows it from now on, read from the database or not.
    composition.gathering.composition = composition


@transaction.atomic
def add_wish(
    *,
    actor: Person | None,
    gathering: Gathering,
    kind: TableWish.Kind,
    registrations: Sequence[Registration],
) -> TableWish:
    """Note who wishes to share a table, or not to. The journal keeps the fact, not the names."""
    open_version(gathering, None)
    people = {row.pk: row for row in registrations}
    if len(people) < 2:
        raise WishNamesTooFew
    wish = TableWish.objects.create(
        programme_id=gathering.programme_id, gathering=gathering, kind=kind
    )
    wish.registrations.set(people.values())
    record(actor=actor, event="wish.added", subject=gathering)
    return wish


@transaction.atomic
def remove_wish(*, actor: Person | None, wish: TableWish) -> None:
    """Forget a wish."""
    open_version(wish.gathering, None)
    record(actor=actor, event="wish.removed", subject=wish.gathering)
    wish.delete()


@transaction.atomic
def name_host(*, actor: Person | None, table: Table, role: str, person: Person | None) -> Table:
    """Say who hosts a table or takes its notes: they keep to it in every round."""
    open_version(table.gathering, None)
    if person is not None:
        others = open_tables(table.gathering).exclude(pk=table.pk)
        for other in others:
            if person.pk in {other.facilitator_id, other.scribe_id}:
                raise HostSitsElsewhere(name=person.full_name, table=other.number)
    setattr(table, role, person)
    table.save(update_fields=[role])
    record(actor=actor, event="table.hosts-named", subject=table)
    return table


@transaction.atomic
def set_offers(*, actor: Person | None, table: Table, offers: Sequence[str]) -> Table:
    """Say what a table offers to those who need it."""
    open_version(table.gathering, None)
    table.offers = [code for code in TableProperty.values if code in offers]
    table.save(update_fields=["offers"])
    record(actor=actor, event="table.offers-set", subject=table)
    return table


@transaction.atomic
def close_table(
    *, actor: Person | None, table: Table, expected_version: int | None = None
) -> Seating | None:
    """Put one table away; its people wait for a seat in the rounds to come."""
    gathering = table.gathering
    seating = open_version(gathering, expected_version)
    if not table.is_open:
        raise TableIsPutAway(table=table.number)
    if open_tables(gathering).count() == 1:
        raise OnlyOneTable(table=table.number)
    table.is_open = False
    table.save(update_fields=["is_open"])
    record(actor=actor, event="table.put-away", subject=table)
    return stand_up(actor=actor, gathering=gathering, seating=seating)


@transaction.atomic
def set_table_needs(
    *, actor: Person | None, registration: Registration, needs: Sequence[str]
) -> Registration:
    """Note what someone's table must offer, never why."""
    open_version(registration.gathering, None)
    registration.table_needs = [code for code in TableProperty.values if code in needs]
    registration.save(update_fields=["table_needs"])
    record(actor=actor, event="registration.needs", subject=registration)
    return registration


@transaction.atomic
def set_rounds_attended(
    *, actor: Person | None, registration: Registration, rounds: Sequence[int]
) -> Registration:
    """Note which rounds someone attends; none named, or all: every round."""
    open_version(registration.gathering, None)
    every = set(range(1, composition_of(registration.gathering).rounds + 1))
    chosen = sorted(set(rounds) & every)
    registration.rounds = [] if set(chosen) == every else chosen
    registration.save(update_fields=["rounds"])
    record(actor=actor, event="registration.rounds", subject=registration)
    return registration
