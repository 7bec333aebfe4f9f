"""What is told of each line: its group, the reason, the remarks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelacs.act.guest_lists.columns import Column
from entrelacs.act.guest_lists.difference import Entry, Standing
from entrelacs.act.guest_lists.guests import Remark

COLUMNS = {
    Column.FULL: _("First and last name"),
    Column.GIVEN: _("First name"),
    Column.FAMILY: _("Last name"),
    Column.ORGANIZATION: _("Structure"),
    Column.FUNCTION: _("Occupation"),
    Column.EMAIL: _("Mail address"),
    Column.WORLD: _("Worlds"),
    Column.TERRITORY: _("Town"),
    Column.NEEDS: _("Needs"),
    Column.SIRET: _("SIRET"),
    Column.IGNORED: _("Leave out"),
}

REMARKS: dict[str, Any] = {
    "nameless": _("No name on this line."),
    "line-too-long": _("This line is much too long to be one person."),
    "cell-too-long": _("One of its cells is too long: a name, a structure or a need."),
    "extra-cells": _("Not kept, as it is beyond the last column: %(text)s."),
    "mail-invalid": _("“%(text)s” is not a mail address: added without one."),
    "world-unknown": _("World “%(text)s” unknown: added without it."),
    "siret-invalid": _("“%(text)s” is not a SIRET: the structure is added without it."),
    "territory-former": _("%(code)s has become %(now)s, %(name)s."),
    "territory-unknown": _("No town answers to “%(text)s”: added without it."),
    "territory-ambiguous": _("Several towns are called “%(text)s” (%(choices)s): added without."),
    "organization-alike": _("“%(text)s” looks like “%(known)s”: you can merge them afterwards."),
    "other-spelling": _("Known as %(text)s."),
    "other-mail": _("Known with another address, which is kept: %(text)s."),
    "other-organization": _("Known in another structure, which is kept: %(text)s."),
}

REASONS = {
    "mail": _("Same mail address as %(name)s."),
    "name": _("Same name and same structure as %(name)s."),
    "structure": _("Same name as %(name)s, in a structure that looks the same: %(structure)s."),
    "namesake": _("Same name as %(name)s (%(structure)s)."),
    "namesake-alone": _("Same name as %(name)s, whose structure is not known."),
}


def remark_sentence(remark: Remark) -> str:
    return str(REMARKS[remark.code]) % remark.details


def reason_sentence(entry: Entry) -> str:
    """Why a line may be, or is, someone known; with the line when it is in the same list."""
    known = entry.known
    if known is None or not entry.reason:
        return ""
    name = known.full_name
    if known.line is not None:
        name = str(_("%(name)s, line %(line)s") % {"name": name, "line": known.line})
    reason = entry.reason
    if reason == "namesake" and not known.organization:
        reason = "namesake-alone"
    return str(REASONS[reason] % {"name": name, "structure": known.organization})


def told(entry: Entry) -> list[str]:
    """Everything to know about a line, in sentences."""
    sentences = []
    if entry.standing in {Standing.DOUBTFUL, Standing.REPEATED, Standing.KNOWN}:
        sentences.append(reason_sentence(entry))
    if entry.line.problem is not None:
        sentences.append(remark_sentence(entry.line.problem))
    return [*filter(None, sentences), *map(remark_sentence, entry.remarks)]
