"""What a report says, before it takes any shape: the database fills it, `composition` lays it out.

Only what may be shown belongs here: a name whose owner did not consent has already been left out.
No Django, and no text for people: the words come in as `ReportLabels`.
"""

import re
from dataclasses import dataclass

# A text typed by a person: paragraphs, and bullet lists as tuples of lines.
Prose = tuple[str | tuple[str, ...], ...]

BULLET = re.compile(r"^\s*[-–•*]\s+")


def read_prose(text: str) -> Prose:
    """Cut what someone typed in a text area into paragraphs and bullet lists.

    >>> read_prose("We met.\\n\\nWe wanted to:\\n- talk\\n- eat")
    ('We met.', 'We wanted to:', ('talk', 'eat'))
    """
    found: list[str | tuple[str, ...]] = []
    for line in text.splitlines():
        words = BULLET.sub("", line).strip()
        if not words:
            continue
        previous = found[-1] if found else ""
        if BULLET.match(line) and isinstance(previous, tuple):
            found[-1] = (*previous, words)
        else:
            found.append((words,) if BULLET.match(line) else words)
    return tuple(found)


def reference(table: int, letter: str, number: int) -> str:
    """The stable name of a contribution, the same in every format and every edition.

    >>> reference(3, "P", 2)
    'T3·P2'
    """
    return f"T{table}·{letter}{number}"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """The meeting; `date` is a text, ready to be read."""

    name: str
    date: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A moment of the day: a line of the programme, and its account when there is one."""

    time: str
    title: str
    summary: str = ""
    account: Prose = ()


@dataclass(frozen=True, slots=True)
class PromptHeading:
    """What the tables were asked, with the letter its contributions are numbered under."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone at a table, as consent allows: all three parts may be missing."""

    name: str | None = None
    structure: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ContributionLine:
    letter: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class TableAccount:
    number: int
    people: tuple[PersonLine, ...]
    contributions: tuple[ContributionLine, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class SynthesisLine:
    """A lead or a summary line, the contributions it cites, and the leads merged into it."""

    text: str
    references: tuple[str, ...]
    parents: tuple["SynthesisLine", ...] = ()
    detail: str = ""

    @property
    def all_references(self) -> tuple[str, ...]:
        """Its own references, then those of everything merged into it, each once."""
        merged = (name for parent in self.parents for name in parent.all_references)
        return tuple(dict.fromkeys((*self.references, *merged)))


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """The lines of one category; without a title, they stand directly under the prompt."""

    title: str
    lines: tuple[SynthesisLine, ...]


@dataclass(frozen=True, slots=True)
class PromptSynthesis:
    letter: str
    themes: tuple[ThemeBlock, ...]
    introduction: Prose = ()


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    lead: str
    referent: str = ""
    next_step: str = ""
    due: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report says; `left_out` is worked out, so that it cannot be wrong."""

    programme: str
    meeting: MeetingLine
    prompts: tuple[PromptHeading, ...]
    title: str = ""  # the meeting's name when empty
    acknowledgements: str = ""
    introduction: Prose = ()
    segments: tuple[SegmentLine, ...] = ()
    tables: tuple[TableAccount, ...] = ()
    synthesis: tuple[PromptSynthesis, ...] = ()
    roadmap: tuple[RoadmapLine, ...] = ()
    closing: Prose = ()

    @property
    def contributions(self) -> dict[str, str]:
        """Text of each contribution by reference, in the order of the tables."""
        return {
            reference(table.number, line.letter, line.number): line.text
            for table in self.tables
            for line in table.contributions
        }

    @property
    def synthesis_lines(self) -> tuple[SynthesisLine, ...]:
        blocks = (theme for part in self.synthesis for theme in part.themes)
        return tuple(line for theme in blocks for line in theme.lines)

    @property
    def left_out(self) -> tuple[str, ...]:
        """References of the contributions that no line of the synthesis stands on."""
        cited = {name for line in self.synthesis_lines for name in line.all_references}
        return tuple(name for name in self.contributions if name not in cited)

    @property
    def people_count(self) -> int:
        return sum(len(table.people) for table in self.tables)


@dataclass(frozen=True, slots=True)
class ReportLabels:
    """The words of the report itself, already in its language (see `labels.report_labels`).

    Those with a remark hold named places, filled with `%`.
    """

    language: str
    report: str
    with_the_support_of: str  # names
    contents: str
    introduction: str
    programme_of_the_day: str
    time: str
    segment: str
    summary: str
    table_summaries: str
    table: str  # number
    titled_table: str  # number, title
    around_the_table: str
    one_more_person: str
    more_people: str  # count
    nothing_noted: str
    synthesis: str
    reading: str  # example
    nothing_synthesised: str
    brings_together: str
    left_out: str
    left_out_introduction: str
    all_taken_up: str
    roadmap: str
    lead: str
    referent: str
    next_step: str
    due: str
    status: str
    closing: str
    about_names: str
    tables_counted: str
    people_counted: str
    contributions_counted: str
    lines_counted: str
