"""Read who sat with whom before: past tables, one person a row, or pairs who met."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from gettext import ngettext
from itertools import combinations
from pathlib import Path

from entrelacs.cli.guest_list_columns import find_titles, guess_history_columns
from entrelacs.cli.guest_list_rows import GuestListError, read_rows
from entrelacs.cli.seat_case import MOST_MEETINGS
from entrelacs.cli.seat_source import Source, name_some
from entrelacs.cli.words import _

# More people under one table number is a room, whose people did not all meet.
LARGEST_PAST_TABLE = 40

Meetings = Mapping[tuple[str, str], int]


class HistoryNotUnderstood(GuestListError):
    """The titles (`titles`) tell neither past tables nor pairs."""

    code = "seat-history-not-understood"


def read_history(path: Path, source: Source) -> tuple[Meetings, tuple[str, ...]]:
    """Return how often pairs of people met, the meetings of `source` included, and warnings.

    Raises GuestListError.
    """
    rows = read_rows(path)
    titles_at, columns = find_titles(rows, guess_history_columns)
    reader = _HistoryReader(source)
    under = (
        {role: row[place] if place < len(row) else "" for role, place in columns.items()}
        for row in rows[titles_at + 1 :]
        if any(row)
    )
    if columns.keys() & {"name", "first"} and "table" in columns:
        reader.read_tables(under)
    elif {"name", "other"} <= columns.keys():
        reader.read_pairs(under)
    else:
        raise HistoryNotUnderstood(
            path=str(path), titles=tuple(title for title in rows[titles_at] if title)
        )
    return reader.met, tuple(reader.warnings())


class _HistoryReader:
    def __init__(self, source: Source) -> None:
        self.met = Counter(source.met)
        self._source = source
        self._unknown: dict[str, None] = {}
        self._rooms: list[tuple[str, int]] = []
        self._unread: list[str] = []

    def read_tables(self, rows: Iterable[Mapping[str, str]]) -> None:
        tables: dict[tuple[str, str, str], dict[str, None]] = {}
        for row in rows:
            name = f"{row.get('first', '')} {row.get('name', '')}".strip()
            key = self._find(name, row.get("structure", ""))
            if key and row["table"]:
                place = row.get("gathering", ""), row.get("round", ""), row["table"]
                tables.setdefault(place, {})[key] = None
        for (_gathering, _round, table), people in tables.items():
            if len(people) > LARGEST_PAST_TABLE:
                self._rooms.append((table, len(people)))
            else:
                self.met.update(combinations(sorted(people), 2))

    def read_pairs(self, rows: Iterable[Mapping[str, str]]) -> None:
        for row in rows:
            pair = self._find(row["name"], ""), self._find(row["other"], "")
            times = row.get("times", "") or "1"
            if not (times.isascii() and times.isdecimal()):
                self._unread.append(times)
            elif pair[0] and pair[1] and pair[0] != pair[1]:
                self.met[min(pair[0], pair[1]), max(pair[0], pair[1])] += min(
                    int(times[:5]), MOST_MEETINGS
                )

    def warnings(self) -> Iterator[str]:
        if self._unknown:
            yield ngettext(
                "The history names %(count)d person who is not in the list: %(names)s. Left out.",
                "The history names %(count)d people who are not in the list: %(names)s. Left out.",
                len(self._unknown),
            ) % {"count": len(self._unknown), "names": name_some(list(self._unknown))}
        for table, count in self._rooms:
            yield _(
                "The history puts %(count)d people at table %(table)s: a room, not a table. Left out."
            ) % {"count": count, "table": table}
        if self._unread:
            yield _("The history holds numbers of times that cannot be read: %(texts)s.") % {
                "texts": name_some(self._unread)
            }

    def _find(self, name: str, structure: str) -> str | None:
        if not name:
            return None
        key = self._source.names.find(name, structure)
        if key is None:
            self._unknown[name] = None
        return key
