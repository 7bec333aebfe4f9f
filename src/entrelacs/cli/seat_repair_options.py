"""The options of a repair, as text and as JSON."""

import json
from collections.abc import Sequence
from gettext import ngettext
from typing import Any

from entrelacs.cli.seat_bounds import count_faults
from entrelacs.cli.seat_json import tables_of
from entrelacs.cli.seat_repair import Repairing, best_within
from entrelacs.cli.seat_source import Source, name_some
from entrelacs.cli.words import _
from entrelacs.engines.seating import Cost, Repair


def repair_as_json(
    source: Source, options: Sequence[Repair], repairing: Repairing, warnings: Sequence[str]
) -> str:
    """Return the options as JSON, people and tables by number."""
    as_json = [_option(source, option, repairing) for option in options]
    best = options.index(best_within(options, repairing.most))
    number = {guest.key: place for place, guest in enumerate(source.guests)}
    return json.dumps(
        {
            "round": repairing.round_ + 1,
            "absent": [number[key] for key in repairing.absent],
            "options": as_json,
            "best": as_json[best],
            "tables": list(repairing.plan.tables),
            "people": [guest.key for guest in source.guests],
            "warnings": list(warnings),
        },
        ensure_ascii=False,
    )


def _option(source: Source, option: Repair, repairing: Repairing) -> dict[str, Any]:
    number = {guest.key: place for place, guest in enumerate(source.guests)}
    table = {name: place for place, name in enumerate(option.tables)}
    return {
        "moved": option.moved,
        "cost": option.cost.as_dict(),
        "moves": [
            {
                "person": number[move.guest],
                "name": move.guest,
                "from": table[move.before] if move.before is not None else None,
                "to": table[move.after],
            }
            for move in (*option.moves, *option.seated)
        ],
        f"tables_by_round_{repairing.round_}": tables_of(source, option.tables),
        "closed": [table[name] for name in option.closed],
        "opened": [table[name] for name in option.opened],
    }


def show_repair(options: Sequence[Repair], repairing: Repairing) -> str:
    """Return the options as text, the cheapest within reach named last."""
    absent = ngettext("%(count)d absent", "%(count)d absent", len(repairing.absent))
    lines = [
        _("Round %(round)d, %(absent)s: %(names)s.")
        % {
            "round": repairing.round_ + 1,
            "absent": absent % {"count": len(repairing.absent)},
            "names": name_some(list(repairing.absent), 12) or "–",
        }
    ]
    for option in options:
        lines += ["", *_show_option(option)]
    best = best_within(options, repairing.most)
    moved = _count_moves(best)
    lines += ["", _("Cheapest here: %(moved)s.") % {"moved": moved}]
    mended = min(options, key=lambda option: (option.cost.count("size"), option.moved))
    if mended.cost.count("size") < best.cost.count("size"):
        lines.append(
            _("A table is still too small or too large; %(moved)s would put it right.")
            % {"moved": _count_moves(mended)}
        )
    elif best.cost.count("size") and repairing.most:
        lines.append(_("No move found fills every table: a few more people, or fewer tables."))
    elif not any(best.tables.values()):
        lines.append(_("Nobody is left in round %(round)d.") % {"round": repairing.round_ + 1})
    elif len(options) == 1 and repairing.most and not best.cost.count("size"):
        lines.append(_("No move is worth its trouble: leave everyone seated."))
    return "\n".join(lines)


def _count_moves(option: Repair) -> str:
    if not option.moved:
        return _("nobody moves")
    return ngettext("%(count)d person moves", "%(count)d people move", option.moved) % {
        "count": option.moved
    }


def _show_option(option: Repair) -> list[str]:
    lines = [
        _("%(moved)s: cost %(cost)d%(gain)s.")
        % {
            "moved": _count_moves(option).capitalize(),
            "cost": option.cost.total,
            "gain": _gain(option.change),
        }
    ]
    lines += [
        "  - "
        + _("%(name)s: from table %(before)s to table %(after)s")
        % {"name": move.guest, "before": move.before, "after": move.after}
        for move in option.moves
    ]
    lines += [
        "  - "
        + _("%(name)s, just arrived: table %(table)s") % {"name": move.guest, "table": move.after}
        for move in option.seated
    ]
    lines += ["  " + _("Table %(table)s is closed.") % {"table": t} for t in option.closed]
    lines += ["  " + _("Table %(table)s is opened.") % {"table": t} for t in option.opened]
    return lines


def _gain(change: Cost) -> str:
    """Say what a repair changes, fault by fault."""
    if not change.total:
        return ""
    said = [
        (_("%(faults)s less") if part.count < 0 else _("%(faults)s more"))
        % {"faults": count_faults(part.code, abs(part.count))}
        for part in change.parts
        if part.count
    ]
    return _(", %(points)d less (%(faults)s)") % {
        "points": -change.total,
        "faults": ", ".join(said),
    }
