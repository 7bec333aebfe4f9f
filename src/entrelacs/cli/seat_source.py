"""What a file of people says, whatever its form, and the sentences for what it leaves unclear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from gettext import ngettext
from pathlib import Path

from entrelacs.cli.guest_list import GuestList, read_guest_list
from entrelacs.cli.guest_list_names import NameIndex
from entrelacs.cli.words import _
from entrelacs.engines.seating import Guest, Wish

MOST_REMARKS = 10
# A list that tells more worlds than this tells something else: trades, remarks.
MOST_WORLDS = 40


@dataclass(frozen=True, slots=True)
class Source:
    """People in the order of their file, and what it asks for them.

    `hosts` keep a table, numbered from 0. `sizes` and `rounds` are None when the file leaves them
    to be chosen.
    """

    guests: tuple[Guest, ...]
    names: NameIndex
    wishes: tuple[Wish, ...] = ()
    hosts: tuple[tuple[str, int], ...] = ()
    met: Mapping[tuple[str, str], int] = field(default_factory=dict)
    sizes: tuple[int, ...] | None = None
    rounds: int | None = None
    warnings: tuple[str, ...] = ()

    def find(self, written: str) -> str | None:
        """Return the key of a person given by number (from 0, in the file's order) or by name."""
        if written.isdecimal():
            number = int(written)
            return self.guests[number].key if number < len(self.guests) else None
        return self.names.find(written)


def read_people(path: Path) -> Source:
    """Read a spreadsheet of people. Raises GuestListError."""
    people = read_guest_list(path)
    guests = people.guests
    if len(_worlds(people)) > MOST_WORLDS:
        guests = tuple(replace(guest, worlds=()) for guest in guests)
    attended = [max(guest.rounds) + 1 for guest in guests if guest.rounds]
    return Source(
        guests=guests,
        names=people.names,
        wishes=people.wishes,
        hosts=tuple((key, number - 1) for key, number in people.hosts),
        rounds=max(attended, default=None),
        warnings=tuple(_warnings(people)),
    )


def _worlds(people: GuestList) -> set[str]:
    return {world for guest in people.guests for world in guest.worlds}


def _warnings(people: GuestList) -> list[str]:
    warnings = []
    worlds = _worlds(people)
    if "worlds" not in people.columns:
        warnings.append(_("No column tells people's worlds: tables are mixed without them."))
    elif len(worlds) == 1 and len(people.guests) > 1:
        warnings.append(
            _("One world only in the room, “%(world)s”: there is nothing to mix.")
            % {"world": worlds.pop()}
        )
    elif len(worlds) > MOST_WORLDS:
        warnings.append(
            _(
                "The column of worlds holds %(count)d different values (%(names)s): "
                "it was taken for something else, and tables are mixed without it."
            )
            % {"count": len(worlds), "names": name_some(sorted(worlds), 5)}
        )
    if "structure" not in people.columns:
        warnings.append(_("No column tells people's structures: colleagues are not parted."))
    warnings += _first_few(
        _("Line %(line)d has no name: it was left out.") % {"line": line}
        for line in people.nameless
    )
    warnings += _first_few(
        _("Line %(line)d repeats %(name)s: counted once.") % {"line": line, "name": name}
        for line, name in people.repeated
    )
    told = {
        "wish": _("Line %(line)d: “%(text)s” is nobody else in the list; that wish is left out."),
        "rounds": _("Line %(line)d: “%(text)s” names no round; taken as there for all of them."),
        "homonym": _(
            "Line %(line)d: is %(text)s the same person as above, with another structure? "
            "Seated as two people."
        ),
        "host": _("Line %(line)d: “%(text)s” is no table number; the seat is left free."),
    }
    warnings += _first_few(
        told[unclear.code] % {"line": unclear.line, "text": unclear.text}
        for unclear in people.unclear
    )
    return warnings


def _first_few(remarks: Iterable[str]) -> list[str]:
    said = list(remarks)
    others = len(said) - MOST_REMARKS
    if others <= 0:
        return said
    more = ngettext("And %(count)d other like it.", "And %(count)d others like it.", others)
    return [*said[:MOST_REMARKS], more % {"count": others}]


def name_some(names: list[str], most: int = 5) -> str:
    """Name the first few, and say how many others there are."""
    shown = ", ".join(names[:most])
    others = len(names) - most
    if others <= 0:
        return shown
    more = ngettext("%(count)d other", "%(count)d others", others) % {"count": others}
    return _("%(names)s and %(others)s") % {"names": shown, "others": more}
