"""Django looks for models here; each subject keeps its own."""

from entrelacs.act.gatherings.models import Cycle, Gathering, Registration, Segment
from entrelacs.act.leads.models import Lead, LeadSource
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.synthesis.models import KeptApart, SynthesisLine, SynthesisSource
from entrelacs.act.tables.models import (
    Composition,
    Search,
    Seat,
    Seating,
    Table,
    TableWish,
)

__all__ = [
    "Composition",
    "Contribution",
    "Cycle",
    "Gathering",
    "KeptApart",
    "Lead",
    "LeadSource",
    "Prompt",
    "Registration",
    "Search",
    "Seat",
    "Seating",
    "Segment",
    "SynthesisLine",
    "SynthesisSource",
    "Table",
    "TableWish",
]
