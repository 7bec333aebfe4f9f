from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.models import Lead, LeadSource
from entrelacs.act.notes.models import Contribution
from entrelacs.commons.people.queries import main_structure


@dataclass(frozen=True)
class LeadThread:
    """A standing lead with all that was folded into it: its parents, and the words of the tables."""

    lead: Lead
    parents: tuple[Lead, ...]
    contributions: tuple[Contribution, ...]
    # What each of them stands on by itself, by the key of the lead.
    sources: dict[int, tuple[Contribution, ...]]

    @property
    def table_numbers(self) -> tuple[int, ...]:
        return tuple(sorted({item.table.number for item in self.contributions}))


def leads() -> QuerySet[Lead]:
    """Leads of the programme in scope, merged or standing, with the structure that carries each."""
    return Lead.objects.select_related("gathering", "theme", "referent", "merged_into").annotate(
        structure=main_structure("referent")
    )


def leads_of(gathering: Gathering) -> QuerySet[Lead]:
    return leads().filter(gathering=gathering)


def lead_threads(
    gathering: Gathering, notes: Iterable[Contribution] | None = None
) -> list[LeadThread]:
    """The standing leads of a gathering, in two queries whatever their number.

    Notes already read may be given: they are not read again, and those withdrawn are left out.
    """
    return _threads(leads_of(gathering), notes)


def roadmap() -> list[LeadThread]:
    """The standing leads of all gatherings of the programme, those with a next step first.

    Those of a rehearsal stay on its own page.
    """
    found = _threads(leads().filter(gathering__is_rehearsal=False))
    far = "9999"
    return sorted(found, key=lambda thread: str(thread.lead.next_step_on or far))


def thread_of(lead: Lead) -> LeadThread:
    """One lead's thread; a merged lead shows what it was by itself."""
    if lead.merged_into_id is None:
        for thread in lead_threads(lead.gathering):
            if thread.lead.pk == lead.pk:
                return thread
    sources = _contributions_by_lead([lead])
    own = tuple(sources[lead.pk])
    return LeadThread(lead, (), own, {lead.pk: own})


def _threads(
    found: QuerySet[Lead], notes: Iterable[Contribution] | None = None
) -> list[LeadThread]:
    every = list(found)
    sources = _contributions_by_lead(every, notes)
    children: dict[int, list[Lead]] = defaultdict(list)
    for lead in every:
        if lead.merged_into_id is not None:
            children[lead.merged_into_id].append(lead)
    threads = []
    for lead in every:
        if lead.merged_into_id is None:
            parents = _descendants(lead, children)
            words = dict.fromkeys(
                item for member in (lead, *parents) for item in sources[member.pk]
            )
            own = {member.pk: tuple(sources[member.pk]) for member in (lead, *parents)}
            threads.append(LeadThread(lead, tuple(parents), tuple(words), own))
    return threads


def _descendants(lead: Lead, children: dict[int, list[Lead]]) -> list[Lead]:
    found = []
    for child in children[lead.pk]:
        found += [child, *_descendants(child, children)]
    return found


def _contributions_by_lead(
    found: Iterable[Lead], notes: Iterable[Contribution] | None = None
) -> dict[int, list[Contribution]]:
    by_lead: dict[int, list[Contribution]] = defaultdict(list)
    links = LeadSource.objects.filter(
        lead__in=[lead.pk for lead in found], contribution__withdrawn_at=None
    ).order_by("pk")
    if notes is None:
        for link in links.select_related("contribution__table", "contribution__prompt"):
            by_lead[link.lead_id].append(link.contribution)
        return by_lead
    known = {note.pk: note for note in notes}
    for lead_id, note_id in links.values_list("lead_id", "contribution_id"):
        # A note taken between the two readings waits for the next page.
        if note_id in known:
            by_lead[lead_id].append(known[note_id])
    return by_lead
