"""What only the whole file can tell: which lines look alike, and which come back on each page."""

import re
from collections import Counter
from collections.abc import Sequence

from entrelacs.act.notes.sources.base import Line, Style
from entrelacs.act.notes.sources.headings import Look, Reading

_DIGITS = re.compile(r"\d+")
OFTEN = 3  # times a line comes back before it is taken for the top or bottom of a page


class FileLooks:
    def __init__(self, readings: Sequence[Reading]) -> None:
        self._table_looks: set[Look] = set()
        self._prompt_looks: set[Look] = set()
        self._counts: Counter[str] = Counter()
        for reading in readings:
            if reading.is_contents or reading.is_bullet or not reading.folded:
                continue
            if reading.table:
                self._table_looks.add(reading.look)
            elif reading.prompt:
                if not reading.prompt.idea:
                    self._prompt_looks.add(reading.look)
            elif reading.people is None:
                self._counts[_without_digits(reading)] += 1

    def is_page_mark(self, reading: Reading) -> bool:
        """A page number, or the header or footer that every page repeats."""
        if reading.is_page_mark:
            return True
        if reading.is_bullet or self._times(reading) < OFTEN or reading.look.ends_with_colon:
            return False
        has_digits = bool(_DIGITS.search(reading.words))
        return has_digits or (reading.stands_alone and reading.look not in self._prompt_looks)

    def ends_tables(self, reading: Reading, *, table: Line) -> bool:
        """A title of the table's own rank, or one whose words say that the tables are over."""
        if reading.is_closing and self._times(reading) < OFTEN:
            return True
        if not reading.is_like_a_title or self._times(reading) > 1:
            return False
        if reading.look in self._prompt_looks:
            return False
        if reading.is_heading:
            return table.style is not Style.HEADING or reading.line.level <= table.level
        return reading.look.is_shouted and reading.look in self._table_looks

    def is_unknown_title(self, reading: Reading, *, following: Reading | None) -> bool:
        """A title inside a table that announces none of the prompts."""
        if not reading.is_like_a_title:
            return False
        look = reading.look
        is_known_look = look in self._prompt_looks
        if reading.is_heading or (is_known_look and (look.ends_with_colon or look.is_shouted)):
            return True
        announces = following is not None and following.is_bullet
        plain_title = is_known_look and not _DIGITS.search(reading.words)
        return announces and reading.starts_with_capital and (look.ends_with_colon or plain_title)

    def _times(self, reading: Reading) -> int:
        return self._counts[_without_digits(reading)]


def _without_digits(reading: Reading) -> str:
    return _DIGITS.sub("", reading.folded).strip()
