from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.queries import LeadThread, lead_threads
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.notes.queries import contributions_of
from entrelacs.act.synthesis.models import SynthesisLine, SynthesisSource


@dataclass(frozen=True)
class LineThread:
    """A line of the general synthesis with the contributions it stands on."""

    line: SynthesisLine
    contributions: tuple[Contribution, ...]


def lines_of(gathering: Gathering) -> QuerySet[SynthesisLine]:
    return SynthesisLine.objects.filter(gathering=gathering).select_related("prompt", "theme")


def line_threads(
    gathering: Gathering, notes: Iterable[Contribution] | None = None
) -> list[LineThread]:
    """The lines of a gathering's synthesis, in two queries whatever their number.

    Notes already read may be given: they are not read again, and those withdrawn are left out.
    """
    by_line: dict[int, list[Contribution]] = defaultdict(list)
    links = SynthesisSource.objects.filter(
        line__gathering=gathering, contribution__withdrawn_at=None
    ).order_by("pk")
    if notes is None:
        for link in links.select_related("contribution__table", "contribution__prompt"):
            by_line[link.line_id].append(link.contribution)
    else:
        known = {note.pk: note for note in notes}
        for line_id, note_id in links.values_list("line_id", "contribution_id"):
            # A note taken between the two readings waits for the next page.
            if note_id in known:
                by_line[line_id].append(known[note_id])
    return [LineThread(line, tuple(by_line[line.pk])) for line in lines_of(gathering)]


def not_taken_up(
    contributions: list[Contribution], leads: list[LeadThread], lines: list[LineThread]
) -> list[Contribution]:
    """The contributions that neither a standing lead nor a line stands on."""
    taken = {item.pk for thread in (*leads, *lines) for item in thread.contributions}
    return [item for item in contributions if item.pk not in taken]


def notes_on_offer(
    gathering: Gathering, leads: list[LeadThread] | None = None
) -> tuple[list[Contribution], list[Contribution]]:
    """What a lead may still stand on: ideas for the future first, then what else is not taken up."""
    every = list(contributions_of(gathering))
    threads = lead_threads(gathering) if leads is None else leads
    free = not_taken_up(every, threads, line_threads(gathering))
    ideas = [note for note in free if note.prompt.code == PromptCode.LEADS]
    return ideas, [note for note in free if note.prompt.code != PromptCode.LEADS]
