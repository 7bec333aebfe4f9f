"""What is told of each line, by its code; also said on a terminal, without Django."""

from collections.abc import Callable

from entrelacs.act.guest_lists.columns import Confidence
from entrelacs.act.guest_lists.difference import Entry, Standing
from entrelacs.act.guest_lists.guests import Remark
from entrelacs.act.guest_lists.vocabulary import Column

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Mark a sentence for translation, without translating it yet."""
    return text


COLUMNS = {
    Column.FULL: _("First and last name"),
    Column.GIVEN: _("First name"),
    Column.FAMILY: _("Last name"),
    Column.ORGANIZATION: _("Structure"),
    Column.FUNCTION: _("Occupation"),
    Column.EMAIL: _("Mail address"),
    Column.PHONE: _("Phone"),
    Column.WORLD: _("Worlds"),
    Column.TERRITORY: _("Town"),
    Column.NEEDS: _("Needs"),
    Column.SIRET: _("SIRET"),
    Column.IGNORED: _("Leave out"),
}
CONFIDENCES = {
    Confidence.SURE: _("sure"),
    Confidence.PROBABLE: _("probable"),
    Confidence.DOUBTFUL: _("to be checked"),
}
NAMELESS_COLUMN = _("Column %(number)d")

REMARKS = {
    "nameless": _("No name on this line."),
    "line-too-long": _("This line is much too long to be one person."),
    "cell-too-long": _("One of its cells is too long: a name, a structure or a need."),
    "formula-refused": _(
        "“%(text)s” is a formula, not a name: it was not run, and nobody is added."
    ),
    "total-row": _("A total: nobody is added."),
    "titles-again": _("The titles again: nobody is added."),
    "note-row": _("A remark alone on its line: nobody is added."),
    "extra-cells": _("Not kept, as it is beyond the last column: %(text)s."),
    "formula": _("“%(text)s” is a formula: it was not run, and is left out."),
    "mail-invalid": _("“%(text)s” is not a mail address: added without one."),
    "phone-invalid": _("“%(text)s” is not a phone number: added without one."),
    "phone-several": _("One phone number is kept; left out: %(text)s."),
    "world-unknown": _("World “%(text)s” unknown: added without it."),
    "siret-invalid": _("“%(text)s” is not a SIRET: the structure is added without it."),
    "territory-former": _("%(code)s has become %(now)s, %(name)s."),
    "territory-unknown": _("No town answers to “%(text)s”: added without it."),
    "territory-ambiguous": _("Several towns answer to “%(text)s” (%(choices)s): added without."),
    "organization-alike": _("“%(text)s” looks like “%(known)s”."),
    "other-spelling": _("Known as %(text)s."),
    "other-mail": _("Known with another address, which is kept: %(text)s."),
    "other-phone": _("Known with another phone number, which is kept: %(text)s."),
    "other-organization": _("Known in another structure, which is kept: %(text)s."),
}

REASONS = {
    "mail": _("Same mail address as %(name)s."),
    "name": _("Same name and same structure as %(name)s."),
    "structure": _("Same name as %(name)s, in a structure that looks the same: %(structure)s."),
    "namesake": _("Same name as %(name)s (%(structure)s)."),
    "namesake-alone": _("Same name as %(name)s, whose structure is not known."),
    "phone": _("Same phone number as %(name)s, and nearly the same name."),
    "alike": _("Nearly the same name as %(name)s, in the same structure."),
}
NAME_AND_LINE = _("%(name)s, line %(line)s")


def remark_sentence(remark: Remark, translate: Translate) -> str:
    return translate(REMARKS[remark.code]) % remark.details


def reason_sentence(entry: Entry, translate: Translate) -> str:
    """Why a line may be, or is, someone known; with the line when it is in the same list."""
    known = entry.known
    if known is None or not entry.reason:
        return ""
    name = known.full_name
    if known.line is not None:
        name = translate(NAME_AND_LINE) % {"name": name, "line": known.line}
    reason = entry.reason
    if reason == "namesake" and not known.organization:
        reason = "namesake-alone"
    return translate(REASONS[reason]) % {"name": name, "structure": known.organization}


def told(entry: Entry, translate: Translate) -> list[str]:
    """Everything to know about a line, in sentences."""
    sentences = []
    if entry.standing in {Standing.DOUBTFUL, Standing.REPEATED, Standing.KNOWN}:
        sentences.append(reason_sentence(entry, translate))
    if entry.line.problem is not None:
        sentences.append(remark_sentence(entry.line.problem, translate))
    sentences += [remark_sentence(remark, translate) for remark in entry.remarks]
    return [sentence for sentence in sentences if sentence]
