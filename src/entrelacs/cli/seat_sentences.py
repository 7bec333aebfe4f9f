"""Sentences for what is wrong with a file or a request."""

from entrelacs.cli.guest_list_rows import GuestListError
from entrelacs.cli.words import _
from entrelacs.engines.seating import SeatingError
from entrelacs.engines.seating.sizes import PREFERRED


def say_error(error: GuestListError | SeatingError) -> str:
    """Say what is wrong, with the numbers and names concerned, and what to do."""
    details = dict(error.details)
    for many in ("titles", "tables", "guests", "names"):
        if isinstance(details.get(many), tuple):
            details[many] = ", ".join(details[many])
    if error.code == "seating-no-sizes-fit":
        fewer, more = error.details["nearest"]
        details |= {"fewer": fewer, "more": more, "tables": -(-details["found"] // PREFERRED)}
    if error.code == "seat-case-wrong-value":
        details["wanted"] = _what_is_wanted()[details["wanted"]]
    if error.code == "seating-too-few-guests" and details["found"] < 2:
        return (
            _("A table brings two people together at least; the list holds %(found)d: complete it.")
            % details
        )
    sentences = _file_sentences() | _case_sentences() | _plan_sentences() | _seating_sentences()
    return sentences[error.code] % details


def _what_is_wanted() -> dict[str, str]:
    return {
        "list": _("a list"),
        "number": _("whole numbers"),
        "rounds": _("a number of rounds, from 1 to 50"),
        "pairs": _("lists of people by number, as [3, 7]"),
        "pinned": _('table by person, as {"3": 0}'),
    }


def _file_sentences() -> dict[str, str]:
    return {
        "guest-list-no-such-file": _("There is no file %(path)s."),
        "guest-list-not-readable": _(
            "%(path)s cannot be read: give a CSV or a spreadsheet (XLSX, XLS, ODS)."
        ),
        "guest-list-too-large": _(
            "%(path)s is too large: at most 25,000 people and 20 MB. Cut it in several lists."
        ),
        "guest-list-without-names": _(
            "No column of %(path)s holds names. Its titles: %(titles)s. "
            "Give one of them the title “Nom”."
        ),
        "guest-list-empty": _("%(path)s holds nobody."),
        "seat-history-not-understood": _(
            "%(path)s tells no past tables. Its titles: %(titles)s. Give one row per person "
            "(Rencontre, Table, Nom) or one row per pair (Nom, Avec)."
        ),
    }


def _case_sentences() -> dict[str, str]:
    return {
        "seat-case-not-json": _("%(path)s is not JSON: see line %(line)d."),
        "seat-not-a-case": _(
            "%(path)s is no case of mixed tables: “%(missing)s” is missing. "
            "A case holds category, structure, territory, sizes and rounds."
        ),
        "seat-case-wrong-value": _("In %(path)s, “%(field)s” must hold %(wanted)s."),
        "seat-case-wrong-length": _(
            "In %(path)s, “%(field)s” holds %(found)d values for %(expected)d people."
        ),
        "seat-case-out-of-range": _(
            "In %(path)s, “%(field)s” speaks of number %(number)d: there are %(count)d, from 0."
        ),
        "seat-case-wrong-sizes": _(
            "In %(path)s, the sizes make %(seats)d seats for %(people)d people."
        ),
    }


def _plan_sentences() -> dict[str, str]:
    return {
        "seat-not-a-plan": _("%(path)s is no plan: give what “entrelacs seat --json” printed."),
        "seat-plan-does-not-fit": _(
            "%(path)s seats %(found)d people and the list holds %(expected)d: "
            "is it the plan of this list?"
        ),
        "seat-plan-other-people": _("%(path)s seats people who are not in the list: %(names)s."),
        "seat-plan-no-such-round": _("%(path)s has no round %(round)d: it holds %(rounds)d."),
        "seat-unknown-absent": _("Nobody in the list is %(names)s."),
    }


def _seating_sentences() -> dict[str, str]:
    return {
        "seating-too-few-guests": _(
            "%(found)d people are too few: at least %(needed)d are needed. "
            "Ask for fewer or smaller tables."
        ),
        "seating-too-many-guests": _("%(found)d people for %(seats)d seats: add a table."),
        "seating-impossible-table-sizes": _(
            "Tables of %(smallest)d to %(largest)d people cannot be: "
            "write the smaller size first, 2 at least."
        ),
        "seating-no-sizes-fit": _(
            "%(found)d people cannot be cut in tables of %(smallest)d to %(largest)d; "
            "%(fewer)d or %(more)d could. Try “--tables %(tables)d”."
        ),
        "seating-locked-table-full": _(
            "%(locked)d people keep a seat at table %(table)s, which has %(seats)d: %(guests)s."
        ),
        "seat-impossible": _("%(conflict)s No plan can be proposed."),
        "seating-locked-twice": _("%(guest)s keeps a seat at two tables: %(tables)s."),
        "seating-unknown-guest": _("Nobody in the list is %(guest)s."),
        "seating-unknown-table": _("%(guest)s keeps a seat at table %(table)s, which is not laid."),
        "seating-not-compiled": _("The fast search needs %(needs)s, which is not installed."),
    }
