"""What an organiser chooses of the kit, and the papers badges are printed on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MOST_BLANK_BADGES = 200
MOST_NOTEBOOKS = 60
PEOPLE_A_TABLE = 8
# What one prepares when nobody is on the list yet.
USUAL_TABLES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgePaper:
    """A sheet of A4 cut in badges that touch each other; millimetres."""

    code: str
    label: Any
    width: float
    height: float
    columns: int
    rows: int

    @property
    def badges(self) -> int:
        return self.columns * self.rows


PAPERS = {
    paper.code: paper
    for paper in (
        BadgePaper(
            code="90x54",
            label=_("90 × 54 mm, 10 a sheet (usual holders)"),
            width=90, height=54, columns=2, rows=5,
        ),
        BadgePaper(
            code="85x54",
            label=_("85 × 54 mm, 10 a sheet (visiting cards)"),
            width=85, height=54, columns=2, rows=5,
        ),
        BadgePaper(
            code="105x74",
            label=_("105 × 74 mm, 8 a sheet (A7, larger print)"),
            width=105, height=74.25, columns=2, rows=4,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KitOptions:
    blank_badges: int = 20
    notebooks: int = 20
    paper: str = "90x54"
    # How many tables to prepare for while none is laid.
    tables: int = 0

    @property
    def badge_paper(self) -> BadgePaper:
        return PAPERS[self.paper]


def usual_table_count(people: int) -> int:
    """How many tables these people fill; the usual number while nobody is listed."""
    return -(-people // PEOPLE_A_TABLE) or USUAL_TABLES
