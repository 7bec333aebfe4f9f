import datetime

from entrelacs.act.gatherings.actions import add_segment
from entrelacs.act.gatherings.models import Gathering, SegmentKind
from entrelacs.commons.people.models import Person


def write_segments(
    actor: Person, gathering: Gathering, segments: list[tuple[str, int, str, str, str]]
) -> None:
    """Write the day of a gathering from (start, minutes, kind, title, text)."""
    for starts_at, minutes, kind, title, text in segments:
        add_segment(
            actor=actor,
            gathering=gathering,
            kind=SegmentKind(kind),
            starts_at=datetime.time.fromisoformat(starts_at),
            minutes=minutes,
            title=title,
            text=text,
        )
