"""Badges of the people expected, and blank ones; never a table number: plans change at the door."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.kit.facts import Guest, KitFacts
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, in_sheets, register, square_of


class _BadgeSheet(Sheet):
    template = "badges.typ"
    printing = gettext_lazy("Card of 160 to 200 g, one side, at real size (100 %), then cut.")

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "given_name": _("First name"),
            "family_name": _("Last name"),
            "structure": _("Structure"),
            "tick_world": _("Tick one world, or several, or none:"),
        }

    def shared(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        paper = options.badge_paper
        return {
            "worlds": facts.worlds,
            "paper": {
                "width": paper.width,
                "height": paper.height,
                "columns": paper.columns,
                "rows": paper.rows,
            },
        }


@register
class Badges(_BadgeSheet):
    code, file_name = "badges", "1-badges.pdf"
    title = gettext_lazy("Badges")
    purpose = gettext_lazy("One per person expected, by name: welcome desk.")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[list[Guest]]:
        return in_sheets(facts.guests, options.badge_paper.badges)

    def shown(self, page: list[Guest]) -> list[dict[str, Any]]:
        return [badge_of(guest) for guest in page]


@register
class BlankBadges(_BadgeSheet):
    code, file_name = "blank-badges", "2-badges-vierges.pdf"
    title = gettext_lazy("Blank badges")
    purpose = gettext_lazy("For people who come without being listed: welcome desk.")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[list[None]]:
        return in_sheets([None] * options.blank_badges, options.badge_paper.badges)


def badge_of(guest: Guest) -> dict[str, Any]:
    """All that a badge shows: it does not know the tables."""
    alternative = _("Square of the personal page of %(name)s") % {"name": guest.name}
    return {
        "given": guest.given_name or guest.family_name,
        "family": guest.family_name if guest.given_name else "",
        "structure": guest.structure,
        "worlds": guest.worlds,
        "square": square_of(guest.page),
        "square_alt": alternative,
    }
