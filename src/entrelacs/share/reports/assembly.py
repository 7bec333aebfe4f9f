"""Read a gathering into what its report says; a name comes in only with its owner's consent.

Nothing is stored: the report is read again each time, so that a withdrawn name leaves every format.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.formats import date_format, time_format

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.models import Lead
from entrelacs.act.leads.queries import LeadThread, lead_threads
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.notes.queries import every_contribution_of, prompts_of
from entrelacs.act.synthesis.queries import LineThread, line_threads
from entrelacs.act.tables.models import Seat, Table
from entrelacs.share.reports.composition import build_document
from entrelacs.share.reports.content import (
    ContributionLine,
    MeetingLine,
    PersonLine,
    PromptHeading,
    PromptSynthesis,
    ReportContent,
    RoadmapLine,
    SegmentLine,
    SynthesisLine,
    TableAccount,
    ThemeBlock,
    read_prose,
    reference,
)
from entrelacs.share.reports.document import Document, Picture
from entrelacs.share.reports.formats import Assets, report_format
from entrelacs.share.reports.formats.word_template import fill_word_template
from entrelacs.share.reports.labels import report_labels
from entrelacs.share.reports.models import Report
from entrelacs.share.reports.queries import seats_to_report

LETTERS = {PromptCode.OBJECTIVES: "O", PromptCode.EXAMPLES: "E", PromptCode.LEADS: "P"}
LOGO_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

References = dict[int, str]


def assemble_document(report: Report) -> Document:
    """The report as a tree, ready for any format, in the language in force."""
    content = assemble_content(report)
    return build_document(content, report_labels(content), logo=_logo(report))


def assets() -> Assets:
    return Assets(font_paths=(Path(settings.FONT_DIR),))


def write_file(report: Report, code: str) -> bytes:
    """The report in one format; Word uses the organiser's own template where there is one."""
    document = assemble_document(report)
    if code == "docx" and report.word_template:
        with report.word_template.open("rb") as template:
            return fill_word_template(template.read(), document)
    return report_format(code).render(document, assets())


def assemble_content(report: Report) -> ReportContent:
    gathering = report.gathering
    prompts = list(prompts_of(gathering))
    contributions = list(every_contribution_of(gathering))
    numbers = _numbers(contributions)
    standing = [item for item in contributions if item.withdrawn_at is None]
    threads = lead_threads(gathering, contributions)
    return ReportContent(
        programme=report.programme.organizer or report.programme.name,
        meeting=MeetingLine(
            name=gathering.name,
            date=date_format(gathering.day, "j F Y"),
            place=", ".join(filter(None, (gathering.place, gathering.address))),
        ),
        prompts=tuple(PromptHeading(LETTERS[item.code], item.question) for item in prompts),
        title=report.title,
        acknowledgements=report.acknowledgements,
        introduction=read_prose(report.introduction),
        segments=_segments(gathering),
        tables=_tables(gathering, standing, numbers),
        synthesis=_synthesis(
            prompts,
            threads,
            line_threads(gathering, contributions),
            _references(standing, numbers),
        ),
        roadmap=tuple(_roadmap_line(thread.lead) for thread in threads if thread.lead.is_followed),
        closing=read_prose(report.closing),
    )


def _numbers(contributions: Iterable[Contribution]) -> dict[int, int]:
    """Number within table and prompt; a withdrawn note keeps its number, so others keep theirs."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    numbers = {}
    for item in contributions:
        counts[item.table_id, item.prompt_id] += 1
        numbers[item.pk] = counts[item.table_id, item.prompt_id]
    return numbers


def _references(contributions: Iterable[Contribution], numbers: dict[int, int]) -> References:
    return {
        item.pk: reference(item.table.number, LETTERS[item.prompt.code], numbers[item.pk])
        for item in contributions
    }


def _segments(gathering: Gathering) -> tuple[SegmentLine, ...]:
    return tuple(
        SegmentLine(
            time=time_format(segment.starts_at, "H:i"), title=segment.title, summary=segment.text
        )
        for segment in gathering.segments.all()
    )


def _tables(
    gathering: Gathering, contributions: list[Contribution], numbers: dict[int, int]
) -> tuple[TableAccount, ...]:
    by_table: dict[int, list[Contribution]] = defaultdict(list)
    for item in contributions:
        by_table[item.table_id].append(item)
    around = _people_by_table(gathering)
    return tuple(
        TableAccount(
            number=table.number,
            people=(*around[table.pk], *[PersonLine()] * table.unnamed_guests),
            contributions=tuple(
                ContributionLine(LETTERS[item.prompt.code], numbers[item.pk], item.text)
                for item in by_table[table.pk]
            ),
        )
        for table in _tables_that_worked(contributions)
    )


def _tables_that_worked(contributions: list[Contribution]) -> list[Table]:
    """The tables that left notes, put away since or not: a lead may stand on their words."""
    tables = {item.table_id: item.table for item in contributions}
    return sorted(tables.values(), key=lambda table: (table.number, table.pk))


def _people_by_table(gathering: Gathering) -> dict[int, list[PersonLine]]:
    """Those who really sat at each table, once even if in several rounds, named or not as they agreed."""
    around: dict[int, list[PersonLine]] = defaultdict(list)
    told: set[tuple[int, int]] = set()
    for seat in seats_to_report(gathering):
        if (seat.table_id, seat.registration_id) not in told:
            told.add((seat.table_id, seat.registration_id))
            around[seat.table_id].append(_person_line(seat))
    return around


def _person_line(seat: Seat) -> PersonLine:
    person = seat.registration.person
    if person is None or person.erased_at is not None:
        return PersonLine()
    if seat.may_be_named:
        return PersonLine(name=person.full_name, structure=seat.structure)
    worlds = ", ".join(world.label for world in person.worlds.all())
    return PersonLine(structure=seat.structure, role=person.function or worlds or None)


def _synthesis(
    prompts: list[Prompt],
    threads: list[LeadThread],
    lines: list[LineThread],
    names: References,
) -> tuple[PromptSynthesis, ...]:
    parts = []
    for prompt in prompts:
        if prompt.code == PromptCode.LEADS:
            blocks = _themes((thread.lead.theme, _lead_line(thread, names)) for thread in threads)
        else:
            blocks = _themes(
                (item.line.theme, SynthesisLine(item.line.text, _cited(item.contributions, names)))
                for item in lines
                if item.line.prompt_id == prompt.pk
            )
        if blocks:
            parts.append(PromptSynthesis(letter=LETTERS[prompt.code], themes=blocks))
    return tuple(parts)


def _themes(lines: Iterable[tuple[object, SynthesisLine]]) -> tuple[ThemeBlock, ...]:
    by_theme: dict[str, list[SynthesisLine]] = defaultdict(list)
    for theme, line in lines:
        by_theme[str(theme) if theme else ""].append(line)
    # What is under no theme stands directly under the prompt, before the first heading.
    titles = sorted(by_theme, key=lambda title: title != "")
    return tuple(ThemeBlock(title, tuple(by_theme[title])) for title in titles)


def _lead_line(thread: LeadThread, names: References) -> SynthesisLine:
    """A lead with its own contributions, and one line per lead folded into it with its own."""
    parents = tuple(
        SynthesisLine(parent.title, _cited(thread.sources[parent.pk], names))
        for parent in thread.parents
    )
    own = _cited(thread.sources[thread.lead.pk], names)
    return SynthesisLine(thread.lead.title, own, parents, detail=thread.lead.description)


def _cited(contributions: Iterable[Contribution], names: References) -> tuple[str, ...]:
    return tuple(names[item.pk] for item in contributions if item.pk in names)


def _roadmap_line(lead: Lead) -> RoadmapLine:
    """A referent is shown by structure: a roadmap outlives people's posts."""
    return RoadmapLine(
        lead=lead.title,
        referent=lead.structure or "",
        next_step=lead.next_step,
        due=date_format(lead.next_step_on, "j F Y") if lead.next_step_on else "",
        status=lead.get_status_display(),
    )


def _logo(report: Report) -> Picture | None:
    logo = report.programme.logo
    if logo:
        kind = LOGO_KINDS.get(Path(logo.name).suffix.lower())
        if kind is None:
            return None
        with logo.open("rb") as file:
            return Picture(file.read(), kind, report.programme.name, name=logo.name)
    path = finders.find("img/logo.svg")
    if path is None:
        return None
    return Picture(Path(path).read_bytes(), "image/svg+xml", report.programme.name)
