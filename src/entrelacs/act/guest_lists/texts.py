"""A list written as the text one would paste, and as what `import-people --json` prints."""

import csv
import io
from typing import Any

from entrelacs.act.guest_lists.difference import Difference, Entry, Standing
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.act.guest_lists.wording import NAMELESS_COLUMN, Translate, told

STATUSES = {
    Standing.NEW: "new",
    Standing.KNOWN: "known",
    Standing.LISTED: "known",
    Standing.DOUBTFUL: "duplicate",
    Standing.REPEATED: "duplicate",
    Standing.UNREADABLE: "error",
    Standing.NOBODY: "error",
}


def text_of(sheet: Sheet) -> str:
    """The sheet as tabs and lines; a cell that holds a tab or a quote is put between quotes."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerows(record.cells for record in sheet.records)
    return written.getvalue()


def json_of(difference: Difference, translate: Translate) -> dict[str, Any]:
    """Columns, line of the titles, and for each line its status, the reason and the person."""
    reading = difference.reading
    names = reading.names(translate(NAMELESS_COLUMN))
    return {
        "columns": {
            name: str(Column.IGNORED if column is Column.SIRET else column)
            for name, column in zip(names, reading.columns, strict=True)
        },
        "header_line": reading.titles.line,
        "rows": [_row(entry, translate) for entry in difference.entries],
    }


def _row(entry: Entry, translate: Translate) -> dict[str, Any]:
    return {
        "line": entry.number,
        "status": STATUSES[entry.standing],
        "reason": " ".join(told(entry, translate)),
        "person": _person(entry),
    }


def _person(entry: Entry) -> dict[str, Any]:
    guest = entry.guest
    if guest is None:
        return {}
    return {
        "full_name": guest.full_name,
        "given_name": guest.given_name,
        "family_name": guest.family_name,
        "email": guest.email,
        "phone": guest.phone,
        "organization": guest.organization,
        "role": guest.function,
        "worlds": list(guest.worlds),
        "municipality": entry.place or guest.territory,
        "needs": guest.needs,
    }
