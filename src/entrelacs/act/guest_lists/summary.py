"""A list told on a terminal: the columns, then how many lines of each kind, then what deserves a look."""

from collections.abc import Sequence

from entrelacs.act.guest_lists.difference import Difference, Standing
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.wording import COLUMNS, CONFIDENCES, NAMELESS_COLUMN, Translate, told

MOST_TOLD = 40


def _(text: str) -> str:
    """Mark a sentence for translation, without translating it yet."""
    return text


COUNTS = (
    (_("new: %(count)d"), (Standing.NEW,)),
    (_("already known: %(count)d"), (Standing.KNOWN,)),
    (_("already on the list: %(count)d"), (Standing.LISTED,)),
    (_("probable duplicates: %(count)d"), (Standing.DOUBTFUL,)),
    (_("repeated in the list: %(count)d"), (Standing.REPEATED,)),
    (_("not read: %(count)d"), (Standing.UNREADABLE,)),
    (_("about nobody: %(count)d"), (Standing.NOBODY,)),
)
SHEET = _("Sheet read: %(name)s (the file also holds: %(others)s).")
TITLES = _("Titles on line %(line)d.")
NO_TITLES = _("No line of titles.")
LINE = _("line %(first)d")
MORE = _("and %(count)d more")


def summary(
    difference: Difference, sheets: Sequence[Sheet], sheet: Sheet, translate: Translate
) -> list[str]:
    """The lines to print; nothing of them is written anywhere."""
    reading = difference.reading
    others = ", ".join(each.name for each in sheets if each is not sheet)
    lines = [translate(SHEET) % {"name": sheet.name, "others": others}] if others else []
    line = reading.titles.line
    lines.append(translate(TITLES) % {"line": line} if line else translate(NO_TITLES))
    names = reading.names(translate(NAMELESS_COLUMN))
    for name, guess, column in zip(names, reading.guesses, reading.columns, strict=True):
        confidence = translate(CONFIDENCES[guess.confidence])
        lines.append(f"  {name} → {translate(COLUMNS[column])} ({confidence})")
    lines.append("")
    for words, standings in COUNTS:
        count = len(difference.of(*standings))
        if count:
            lines.append(translate(words) % {"count": count})
    return lines + _told(difference, translate)


def _told(difference: Difference, translate: Translate) -> list[str]:
    found = [
        f"  {translate(LINE) % {'first': entry.number}} · {' '.join(sentences)}"
        for entry in difference.entries
        if (sentences := told(entry, translate)) and entry.standing is not Standing.KNOWN
    ]
    left = len(found) - MOST_TOLD
    more = [f"  {translate(MORE) % {'count': left}}"] if left > 0 else []
    return ["", *found[:MOST_TOLD], *more] if found else []
