"""One page for whoever hosts a table or takes its notes: their table, the questions, what may fail."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.kit.facts import KitFacts, KitTable
from entrelacs.act.kit.options import KitOptions

from .base import Sheet, register
from .tables import prompt_of, role_words, table_of, tables_in


@register
class HostBriefs(Sheet):
    code, file_name, template = "host-briefs", "8-fiches-hotes.pdf", "host_briefs.typ"
    title = gettext_lazy("Briefs for hosts and scribes")
    purpose = gettext_lazy("One page per table, to give or send the week before.")
    printing = gettext_lazy("Plain paper, two copies: one for the host, one for the scribe.")

    def pages(self, facts: KitFacts, options: KitOptions) -> tuple[KitTable, ...]:
        return tables_in(facts, options)

    def shown(self, page: KitTable) -> dict[str, Any]:
        return table_of(page)

    def shared(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "prompts": [prompt_of(prompt) for prompt in facts.prompts],
            "roles": role_words(),
        }

    def words(self, facts: KitFacts, options: KitOptions) -> dict[str, Any]:
        return {
            "table": _("Table"),
            "title": _("You host, or you take notes"),
            "host": _("Host"),
            "scribe": _("Scribe"),
            "your_notebook": _("Your notebook"),
            "questions": _("The three questions"),
            "roles": _("The roles"),
            "before": _("Before people sit down"),
            "before_lines": [
                _("Find your table. Scan its square and check that the notebook opens."),
                _("Lay out the table sheet, the paper notebook and two pens."),
                _("Read the three questions aloud to yourself, once."),
            ],
            "during": _("During the workshop"),
            "during_lines": [
                _("A round of first names: thirty seconds each, no more."),
                _("First each one alone, in silence; then each one says one idea in turn."),
                _("The scribe writes the words as they are said: one line, one idea, no name."),
                _("Whoever speaks a lot has spoken; whoever is silent is asked, never forced."),
                _("Star three leads: that is what your table presents, in three minutes."),
            ],
            "if": _("If something fails"),
            "if_lines": failure_lines(),
        }


def failure_lines() -> list[dict[str, str]]:
    """What may go wrong at a table, and what to do about it."""
    return [
        {
            "what": _("No network."),
            "do": _("Go on writing on the phone: the ideas wait there. Do not close the page."),
        },
        {
            "what": _("The phone is dead."),
            "do": _("Another phone scans the square; what was sent is there. Or use paper."),
        },
        {
            "what": _("Nobody wants to write."),
            "do": _("Change scribe at each question, or raise a hand: someone comes."),
        },
        {
            "what": _("Someone sits at the wrong table."),
            "do": _("They stay. The plan follows the room."),
        },
        {
            "what": _("An idea must not be kept."),
            "do": _("Take it back in the notebook, or strike it out on paper."),
        },
    ]
