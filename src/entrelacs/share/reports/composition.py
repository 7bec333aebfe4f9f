"""From what a report says to the tree that every format renders."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from entrelacs.errors import EntrelacsError

from .content import (
    PersonLine,
    PromptSynthesis,
    Prose,
    ReportContent,
    ReportLabels,
    SynthesisLine,
    TableAccount,
    ThemeBlock,
    reference,
)
from .document import (
    Block,
    BulletList,
    Citation,
    Document,
    Highlight,
    Highlights,
    Item,
    Listing,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
)


class UnknownReference(EntrelacsError):
    """A line of the synthesis cites a contribution that no table holds."""

    code = "report-reference-unknown"


class UnknownPrompt(EntrelacsError):
    """A contribution or a summary answers a prompt that the meeting does not have."""

    code = "report-prompt-unknown"


class RepeatedReference(EntrelacsError):
    """Two contributions bear the same reference: a citation would lead to either."""

    code = "report-reference-repeated"


def build_document(
    content: ReportContent, labels: ReportLabels, *, logo: Picture | None = None
) -> Document:
    """Lay the report out, each line linked to what it stands on and back.

    Raises `UnknownPrompt`, `UnknownReference` and `RepeatedReference`.
    """
    return _Composition(content, labels).document(logo)


def anchor_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _prose(prose: Prose) -> tuple[Block, ...]:
    return tuple(
        Paragraph((Run(part),))
        if isinstance(part, str)
        else BulletList(tuple(Item((Run(line),)) for line in part))
        for part in prose
    )


def _columns(caption: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Listing:
    """A listing without the columns that nobody filled."""
    rows = tuple(rows)
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]
    return Listing(
        caption=caption,
        header=tuple(header[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


class _Composition:
    """One report being laid out: who cites whom is worked out once, then read everywhere."""

    def __init__(self, content: ReportContent, labels: ReportLabels) -> None:
        self.content, self.labels = content, labels
        self.check()
        self.anchors = {name: anchor_of(name) for name in content.contributions}
        self.line_numbers = count(1)
        self.cited_by: dict[str, list[int]] = {}
        for number, line in enumerate(content.synthesis_lines, start=1):
            for name in line.all_references:
                self.cited_by.setdefault(name, []).append(number)

    def check(self) -> None:
        """Refuse what would lose a contribution or send a citation astray."""
        noted = [(table, line) for table in self.content.tables for line in table.contributions]
        letters = {prompt.letter for prompt in self.content.prompts}
        used = [line.letter for _, line in noted] + [part.letter for part in self.content.synthesis]
        if strange := sorted(set(used) - letters):
            raise UnknownPrompt(letters=", ".join(strange))
        names = Counter(reference(table.number, line.letter, line.number) for table, line in noted)
        if twice := sorted(name for name, times in names.items() if times > 1):
            raise RepeatedReference(references=", ".join(twice))
        for line in self.content.synthesis_lines:
            if unknown := [name for name in line.all_references if name not in names]:
                raise UnknownReference(line=line.text, references=", ".join(unknown))

    def document(self, logo: Picture | None) -> Document:
        meeting, thanked = self.content.meeting, self.content.acknowledgements
        return Document(
            title=self.content.title or meeting.name,
            subtitle=self.labels.report,
            acknowledgements=self.labels.with_the_support_of % {"names": thanked}
            if thanked
            else "",
            language=self.labels.language,
            date=meeting.date,
            place=meeting.place,
            organizer=self.content.programme,
            contents_title=self.labels.contents,
            logo=logo,
            children=tuple(self.parts()),
        )

    def parts(self) -> Iterator[Block]:
        labels, content = self.labels, self.content
        opening = (*_prose(content.introduction), self.highlights())
        yield Section(1, labels.introduction, "introduction", opening)
        if content.segments:
            yield Section(1, labels.programme_of_the_day, "programme", tuple(self.day()))
        yield PageBreak()
        tables = tuple(self.table(table) for table in content.tables)
        yield Section(1, labels.table_summaries, "tables", (self.names_note(), *tables))
        yield PageBreak()
        yield Section(1, labels.synthesis, "synthesis", tuple(self.synthesis()))
        yield Section(1, labels.left_out, "left-out", tuple(self.left_out()))
        if content.roadmap:
            yield Section(1, labels.roadmap, "roadmap", (self.roadmap(),))
        if content.closing:
            yield Section(1, labels.closing, "closing", _prose(content.closing))

    def highlights(self) -> Highlights:
        labels, content = self.labels, self.content
        figures = (
            (len(content.tables), labels.tables_counted),
            (content.people_count, labels.people_counted),
            (len(self.anchors), labels.contributions_counted),
            (len(content.synthesis_lines), labels.lines_counted),
        )
        return Highlights(tuple(Highlight(str(value), label) for value, label in figures))

    def day(self) -> Iterator[Block]:
        labels = self.labels
        yield _columns(
            labels.programme_of_the_day,
            (labels.time, labels.segment, labels.summary),
            ((part.time, part.title, part.summary) for part in self.content.segments),
        )
        for number, part in enumerate(self.content.segments, start=1):
            if part.account:
                yield Section(2, part.title, f"segment-{number}", _prose(part.account))

    def names_note(self) -> Note:
        return Note((Run(self.labels.about_names),))

    def table(self, table: TableAccount) -> Section:
        anchor = f"table-{table.number}"
        template = self.labels.titled_table if table.title else self.labels.table
        title = template % {"number": table.number, "title": table.title}
        children: list[Block] = [self.people(table.people)] if table.people else []
        for place, prompt in enumerate(self.content.prompts, start=1):
            noted = [line for line in table.contributions if line.letter == prompt.letter]
            items = tuple(
                self.contribution(reference(table.number, line.letter, line.number), line.text)
                for line in noted
            )
            nothing = Paragraph((Run(self.labels.nothing_noted, emphasis=True),))
            block = BulletList(items) if items else nothing
            children.append(Section(3, prompt.title, f"{anchor}-{place}", (block,)))
        return Section(2, title, anchor, tuple(children))

    def people(self, people: tuple[PersonLine, ...]) -> Paragraph:
        known = [person for person in people if person.name or person.structure or person.role]
        runs = [Run(self.labels.around_the_table, strong=True), Run(" ")]
        for place, person in enumerate(known):
            runs += [Run(", ")] * bool(place)
            parts = ", ".join(part for part in (person.structure, person.role) if part)
            if person.name and parts:
                runs += [Run(f"{person.name} ("), Run(parts, emphasis=True), Run(")")]
            else:
                runs.append(Run(person.name or parts, emphasis=not person.name))
        if others := len(people) - len(known):
            template = self.labels.one_more_person if others == 1 else self.labels.more_people
            runs += [Run(", ")] * bool(known)
            runs.append(Run(template % {"count": others}))
        return Paragraph((*runs, Run(".")))

    def contribution(self, name: str, text: str) -> Item:
        onward = tuple(Mark(f"S{n}", f"s{n}") for n in self.cited_by.get(name, ()))
        return Item(
            (Run(text),),
            mark=name,
            anchor=self.anchors[name],
            citation=Citation(onward, onward=True) if onward else None,
        )

    def synthesis(self) -> Iterator[Block]:
        if not self.content.synthesis_lines:
            yield Paragraph((Run(self.labels.nothing_synthesised),))
            return
        if example := next((name for name in self.anchors if name in self.cited_by), ""):
            yield Note((Run(self.labels.reading % {"example": example}),))
        titles = {prompt.letter: prompt.title for prompt in self.content.prompts}
        for part_number, part in enumerate(self.content.synthesis, start=1):
            anchor = f"synthesis-{part_number}"
            children = (*_prose(part.introduction), *self.themes(part, anchor))
            yield Section(2, titles[part.letter], anchor, children)

    def themes(self, part: PromptSynthesis, anchor: str) -> Iterator[Block]:
        for number, theme in enumerate(part.themes, start=1):
            lines = self.theme_lines(theme)
            if theme.title:
                yield Section(3, theme.title, f"{anchor}-{number}", (lines,))
            else:
                yield lines

    def theme_lines(self, theme: ThemeBlock) -> BulletList:
        return BulletList(tuple(self.line(line) for line in theme.lines))

    def line(self, line: SynthesisLine) -> Item:
        # Read in the order they were counted in: theme after theme.
        number = next(self.line_numbers)
        detail = (Run(f" — {line.detail}"),) if line.detail else ()
        return Item(
            (Run(line.text, strong=bool(line.detail)), *detail),
            mark=f"S{number}",
            anchor=f"s{number}",
            citation=self.citation(line.all_references),
            children=self.parents(line),
        )

    def parents(self, line: SynthesisLine) -> tuple[BulletList, ...]:
        """What was merged into a line, said before each parent rather than above them all."""
        items = tuple(
            Item(
                (Run(self.labels.brings_together, emphasis=True), Run(" "), Run(parent.text)),
                citation=self.citation(parent.all_references),
                children=self.parents(parent),
            )
            for parent in line.parents
        )
        return (BulletList(items),) if items else ()

    def citation(self, names: tuple[str, ...]) -> Citation | None:
        marks = tuple(Mark(name, self.anchors[name]) for name in names)
        return Citation(marks) if marks else None

    def left_out(self) -> Iterator[Block]:
        names = self.content.left_out
        if not names:
            yield Paragraph((Run(self.labels.all_taken_up),))
            return
        texts = self.content.contributions
        yield Paragraph((Run(self.labels.left_out_introduction),))
        yield BulletList(
            tuple(Item((Run(texts[name]),), citation=self.citation((name,))) for name in names)
        )

    def roadmap(self) -> Listing:
        labels = self.labels
        return _columns(
            labels.roadmap,
            (labels.lead, labels.referent, labels.next_step, labels.due, labels.status),
            (
                (line.lead, line.referent, line.next_step, line.due, line.status)
                for line in self.content.roadmap
            ),
        )
