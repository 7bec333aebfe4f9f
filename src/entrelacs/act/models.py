"""Django looks for models here; each subject keeps its own."""

from entrelacs.act.admission.models import Admission, Quota, SeatOffer
from entrelacs.act.checkin.models import Arrival, DoorDevice
from entrelacs.act.gatherings.models import Cycle, Gathering, Registration, Segment
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.leads.models import Lead, LeadSource
from entrelacs.act.mailings.models import Announcement, Mailing, Reminder, Told
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.preflight.models import Preflight
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
    "Admission",
    "Announcement",
    "Arrival",
    "Composition",
    "Contribution",
    "Cycle",
    "DoorDevice",
    "Gathering",
    "GuestListDraft",
    "KeptApart",
    "Lead",
    "LeadSource",
    "Mailing",
    "Preflight",
    "Prompt",
    "Quota",
    "Registration",
    "Reminder",
    "Search",
    "Seat",
    "SeatOffer",
    "Seating",
    "Segment",
    "SynthesisLine",
    "SynthesisSource",
    "Table",
    "TableWish",
    "Told",
]
