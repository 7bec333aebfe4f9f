"""README.txt: how the day is run on paper, in words a text editor shows anywhere."""

import textwrap
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.sheets.base import Sheet, meeting_line
from entrelacs.commons.typesetting.texts import printable

WIDTH = 78
FILE_NAME = "README.txt"


def readme(facts: KitFacts, *, sheets: Iterable[tuple[Sheet, int]], notes_name: str) -> bytes:
    """Windows' editor shows accents and line ends right: a mark of UTF-8, then CRLF.

    `sheets` goes with the number of pages of each.
    """
    parts = [
        printable(f"{_('Kit of the day')} · {meeting_line(facts)}"),
        *_printed(sheets),
        _heading(_("The day before")),
        *_steps(_the_day_before()),
        _heading(_("The day on paper, from the door to the closing")),
        *_steps(_the_day()),
        _heading(_("Afterwards: type it back")),
        *_steps(_afterwards(facts, notes_name)),
        _heading(_("Keep it safe")),
        _filled(
            _(
                "These papers hold names, signatures and personal squares: whoever scans a badge "
                "opens that person's page. Do not leave them in the room; destroy what is not "
                "needed once everything is typed."
            )
        ),
    ]
    return ("\ufeff" + "\n\n".join(parts) + "\n").replace("\n", "\r\n").encode()


def _printed(sheets: Iterable[tuple[Sheet, int]]) -> Iterable[str]:
    yield _heading(_("What is printed, by whom it is used, how many pages"))
    for sheet, count in sheets:
        pages = ngettext("%(count)d page", "%(count)d pages", count) % {"count": count}
        told = f"{sheet.purpose} {sheet.printing}"
        yield f"{sheet.file_name} · {pages}\n{_filled(told, indent='  ')}"


def _the_day_before() -> list[str]:
    return [
        _("Print at real size (100 %, no “fit to page”); try one page of badges first."),
        _(
            "Badges by name in a box; blank badges, pens and the sign-in sheet at the "
            "welcome desk, with two people."
        ),
        _("On each table: its tent, its sheet, a paper notebook, two pens."),
        _("A spare notebook every five tables; the others at the welcome desk."),
    ]


def _the_day() -> list[str]:
    return [
        _("At the door: tick the name, have it signed, give the badge. Needs are asked aloud."),
        _(
            "Not on the list: a blank line of the sign-in sheet, a blank badge, and the table "
            "that has the fewest people."
        ),
        _(
            "No table number stands on the badges: plans change. Say the table aloud, or put the "
            "A–Z list on the wall if the kit holds one. Whoever sits elsewhere stays there."
        ),
        _("At the tables: three roles, three questions, one idea per numbered line."),
        _(
            "The facilitator keeps the minute sheet at hand: its last column says what replaces what."
        ),
        _(
            "Report-back: each table reads its three starred leads. Vote: stickers on a list "
            "written on the wall."
        ),
        _("At the end: collect and count notebooks, table sheets and sign-in sheets."),
    ]


def _afterwards(facts: KitFacts, notes_name: str) -> list[str]:
    return [
        _(
            "Open %(file)s: each table is there, with its questions. Type one idea per bullet; "
            "do not change the headings."
        )
        % {"file": notes_name},
        _(
            "In Entrelacs: Run the day, Import notes, choose the file; read the differences, "
            "then apply. It can be undone."
        ),
        _("Or on the command line: entrelacs import-notes --rencontre %(slug)s %(file)s")
        % {"slug": facts.slug, "file": notes_name},
        _("Sign-in sheet: note who is present, then each box ticked on the person's page."),
    ]


def _heading(text: str) -> str:
    return f"{text}\n{'-' * len(text)}"


def _steps(lines: list[str]) -> Iterable[str]:
    yield "\n".join(
        _filled(line, indent="   ", first=f"{number}. ")
        for number, line in enumerate(lines, start=1)
    )


def _filled(text: str, *, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        printable(text),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
