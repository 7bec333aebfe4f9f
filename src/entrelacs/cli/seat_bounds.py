"""What a plan costs and what no plan can avoid, as sentences."""

from collections.abc import Sequence
from gettext import ngettext

from entrelacs.cli.seat_source import name_some
from entrelacs.cli.words import _
from entrelacs.engines.seating import BoundReason, Bounds, Cost

MOST_REASONS = 12


def say_cost(cost: Cost, bounds: Bounds, *, moves: int) -> list[str]:
    """Say what is left, how much of it is unavoidable and whether any plan could do better."""
    sentences = []
    for part in cost.parts:
        least = bounds.least.count(part.code)
        if part.count or least:
            sentences.append(_say_faults(part.code, part.count, least))
    details = {"cost": cost.total, "least": bounds.total, "moves": moves}
    if cost.total == bounds.total:
        sentences.append(
            _("Cost %(cost)d: proved, no plan with as many tables can do better.") % details
        )
    else:
        sentences.append(
            _("Cost %(cost)d after %(moves)d tries; no plan can cost less than %(least)d.")
            % details
        )
    return sentences


def _say_faults(code: str, count: int, least: int) -> str:
    faults = count_faults(code, count)
    if not least:
        return _("%(faults)s.") % {"faults": faults}
    unavoidable = ngettext("%(count)d unavoidable", "%(count)d unavoidable", least)
    details = {"faults": faults, "unavoidable": unavoidable % {"count": least}}
    if count == least:
        return (
            _("%(faults)s, %(unavoidable)s: no plan with as many tables can do better.") % details
        )
    return _("%(faults)s, of which at least %(unavoidable)s.") % details


def count_faults(code: str, count: int) -> str:
    """Count the faults of one rule in words."""
    size = abs(count)
    counted = {
        "wishes": ngettext("%(count)d wish not kept", "%(count)d wishes not kept", size),
        "needs": ngettext("%(count)d need not met", "%(count)d needs not met", size),
        "size": ngettext(
            "%(count)d seat outside the sizes", "%(count)d seats outside the sizes", size
        ),
        "alone": ngettext(
            "%(count)d person alone of their world", "%(count)d people alone of their world", size
        ),
        "structure": ngettext(
            "%(count)d pair from one structure", "%(count)d pairs from one structure", size
        ),
        "mix": ngettext(
            "%(count)d person outside the share of their world",
            "%(count)d people outside the share of their world",
            size,
        ),
        "repeats": ngettext("%(count)d re-encounter", "%(count)d re-encounters", size),
        "territory": ngettext(
            "%(count)d pair from one territory", "%(count)d pairs from one territory", size
        ),
    }
    return counted[code] % {"count": count}


def say_reasons(bounds: Bounds) -> list[str]:
    """Name what cannot be avoided, the weightiest first, those without a price (poles) included."""
    reasons = sorted(bounds.reasons, key=lambda reason: -reason.least * reason.price)
    sentences = [_say_reason(reason) for reason in reasons[:MOST_REASONS]]
    others = len(reasons) - MOST_REASONS
    if others > 0:
        sentences.append(
            ngettext("And %(count)d other reason.", "And %(count)d other reasons.", others)
            % {"count": others}
        )
    return sentences


def say_poles(reasons: Sequence[BoundReason]) -> list[str]:
    """Say which world is too rare to be at every table."""
    return [_say_reason(reason) for reason in reasons if reason.kind == "pole"]


def _say_reason(reason: BoundReason) -> str:
    details = {
        "least": reason.least,
        "faults": count_faults(reason.code, reason.least),
        "label": reason.label,
        "people": reason.people,
        "tables": reason.tables,
        "without": reason.tables - reason.people,
        "names": name_some(list(reason.guests), 10),
    }
    return _reason_sentences(reason)[reason.kind] % details


def _reason_sentences(reason: BoundReason) -> dict[str, str]:
    return {
        "rounds": _(
            "From one round to another: tables hold more people than there are tables "
            "(%(tables)d), so some meet again. %(faults)s at least."
        ),
        "clique": _(
            "%(people)d people who all met before, for %(tables)d tables (%(names)s): "
            "%(faults)s at least."
        ),
        "together": _("Those who must sit together meet again in each round: %(faults)s at least."),
        "label": ngettext(
            "“%(label)s”: %(people)d people for %(tables)d table, %(faults)s at least.",
            "“%(label)s”: %(people)d people for %(tables)d tables, %(faults)s at least.",
            reason.tables,
        ),
        "pole": ngettext(
            "%(people)d of “%(label)s” for %(tables)d tables: %(without)d table has none.",
            "%(people)d of “%(label)s” for %(tables)d tables: %(without)d tables have none.",
            max(1, reason.tables - reason.people),
        ),
    }
