"""What only the whole file can tell: which lines look alike, and which come back on each page."""

import re
from collections import Counter
from collections.abc import Sequence

from entrelacs.act.notes.sources.base import Line, Style
from entrelacs.act.notes.sources.headings import Look, Reading

_DIGITS = re.compile(r"\d+")
OFTEN = 3  # times a line comes back before it is taken for the top or bottom of a page
LONGER_THAN_ACRONYMS = 6


class FileLooks:
    def __init__(self, readings: Sequence[Reading]) -> None:
        self._table_looks: set[Look] = set()
        self._prompt_looks: set[Look] = set()
        self._counts: Counter[str] = Counter()
        # A prompt comes once at each table, the top of a page comes wherever a page ends.
        self._comes_twice_at_a_table: set[str] = set()
        at_this_table: set[str] = set()
        # Without blank lines above the headings we know, there are none above the others.
        self._is_tight = False
        for reading in readings:
            if reading.is_contents or reading.is_bullet or not reading.folded:
                continue
            if reading.table or reading.prompt:
                self._is_tight |= not (reading.stands_alone or reading.is_under_heading)
            if reading.table:
                at_this_table.clear()
                self._table_looks.add(reading.look)
            elif reading.prompt:
                if not reading.prompt.idea:
                    self._prompt_looks.add(reading.look)
            elif reading.people is None:
                text = _without_digits(reading)
                self._counts[text] += 1
                if text in at_this_table:
                    self._comes_twice_at_a_table.add(text)
                at_this_table.add(text)

    def is_page_mark(self, reading: Reading) -> bool:
        """A page number, or the header or footer that every page repeats."""
        if reading.is_page_mark:
            return True
        if reading.is_bullet or self._times(reading) < OFTEN or reading.look.ends_with_colon:
            return False
        if _DIGITS.search(reading.words):
            return True
        may_be_a_prompt = (
            reading.look in self._prompt_looks
            and _without_digits(reading) not in self._comes_twice_at_a_table
        )
        return reading.stands_alone and not may_be_a_prompt

    def ends_tables(self, reading: Reading, *, table: Line) -> bool:
        """A title of the table's own rank, or one whose words say that the tables are over."""
        if reading.is_closing and self._times(reading) < OFTEN:
            return True
        if not self.is_like_a_title(reading) or self._times(reading) > 1:
            return False
        if reading.look in self._prompt_looks:
            return False
        if reading.is_heading:
            return table.style is not Style.HEADING or reading.line.level <= table.level
        return reading.look.is_shouted and reading.look in self._table_looks

    def is_unknown_title(self, reading: Reading, *, following: Reading | None) -> bool:
        """A title inside a table that announces none of the prompts."""
        if not self.is_like_a_title(reading):
            return False
        look = reading.look
        is_known_look = look in self._prompt_looks
        if reading.is_heading or (is_known_look and (look.ends_with_colon or look.is_shouted)):
            return True
        announces = following is not None and following.is_bullet
        plain_title = is_known_look and not _DIGITS.search(reading.words)
        return announces and reading.starts_with_capital and (look.ends_with_colon or plain_title)

    def is_like_a_title(self, reading: Reading) -> bool:
        if reading.is_bullet or not reading.has_title_words:
            return False
        if reading.stands_alone:
            return True
        # Short capitals at the start of a line may be an acronym that ends an idea.
        is_shouted = reading.look.is_shouted and len(reading.words) >= LONGER_THAN_ACRONYMS
        is_marked = is_shouted or (reading.look.ends_with_colon and reading.starts_with_capital)
        return self._is_tight and is_marked

    def _times(self, reading: Reading) -> int:
        return self._counts[_without_digits(reading)]


def _without_digits(reading: Reading) -> str:
    return _DIGITS.sub("", reading.folded).strip()
