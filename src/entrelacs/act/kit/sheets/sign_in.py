"""The sheet people sign at the door, by name; needs never stand on a sheet that passes around."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.kit.facts import Guest, KitFacts
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, in_sheets, register

ROWS = 16
WALK_INS = 16


@register
class SignIn(Sheet):
    code, file_name, template = "sign-in", "6-emargement-A-Z.pdf", "sign_in.typ"
    title = gettext_lazy("Sign-in sheet A–Z")
    purpose = gettext_lazy("Signature and agreements, by name, then blank lines: welcome desk.")
    printing = gettext_lazy("Plain paper, one side.")

    def pages(self, facts: KitFacts, options: KitOptions) -> list[dict[str, Any]]:
        """The names first; blank lines begin on a page of their own, at the end."""
        listed = in_sheets([row_of(guest) for guest in facts.guests], ROWS)
        blank = in_sheets([None] * WALK_INS, ROWS)
        total = len(listed) + len(blank)
        return [
            {
                "rows": rows,
                "folio": _("Page %(page)d of %(pages)d") % {"page": page, "pages": total},
                "first": (page - 1) * ROWS + 1 if rows[0] else None,
                "span": _span(rows) if rows[0] else "",
            }
            for page, rows in enumerate([*listed, *blank], start=1)
        ]

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "title": _("Sign-in"),
            "blank_title": _("Not on the list? Welcome: write here"),
            "name": _("Name and structure"),
            "world": _("World"),
            "signature": _("Signature"),
            "agreements": _(
                "Tick a box if you agree, each by itself. An empty box means no; you may "
                "change your mind at any time."
            )
            if facts.consents
            else "",
        }

    def shared(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        letters = "ABCDEFG"
        return {
            "worlds": facts.worlds,
            "consents": [
                {
                    "letter": letters[place],
                    "short": consent.short,
                    "text": consent.text,
                    # The proof of an agreement names the words that were read.
                    "version": _("version %(number)d") % {"number": consent.version},
                }
                for place, consent in enumerate(facts.consents)
            ],
        }


def row_of(guest: Guest) -> dict[str, Any]:
    family, given = guest.family_name.upper(), guest.given_name
    return {
        "name": f"{family} {given}".strip(),
        "structure": guest.structure,
        "worlds": guest.worlds,
    }


def _span(rows: list[dict[str, Any]]) -> str:
    """From which letter to which, to find one's page."""
    first, last = rows[0]["name"][:1], rows[-1]["name"][:1]
    return first if first == last else f"{first} – {last}"
