"""People, chairs and tables as the composer's page draws them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.guests import guest_key, structure_of
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.queries import is_expected
from entrelacs.commons.programmes.models import Mark, Tone, World
from entrelacs.engines.seating import TableMeasure


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
    # Who hosts and who takes notes, by name; empty when nobody does.
    facilitator: str = ""
    scribe: str = ""
    offers: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.table.number

    @property
    def people(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.guest]

    @property
    def free(self) -> int:
        """Chairs for someone more: those of people who do not come are theirs only until then."""
        return max(0, self.table.seat_count - self.measure.size)


def chairs_round(table: Table, taken: Mapping[int, Chair]) -> tuple[Chair, ...]:
    """Chairs in their order, those taken and as many free ones as the table has left."""
    free = max(0, table.seat_count - len(taken))
    last = max(taken, default=-1)
    chairs = []
    for position in range(max(table.seat_count, last + 1)):
        if position in taken:
            chairs.append(taken[position])
        elif free:
            chairs.append(Chair(None))
            free -= 1
    return tuple(chairs)


def guest_shown(registration: Registration) -> GuestShown:
    """Expects the registration fetched with what a seat shows of its person."""
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
