"""The components of the design system: one tag each, shown alive on /demo/style/.

A world here is anything with `label`, `tone` and `mark`, so that samples and models look the same.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

# What may be said in a template: a sentence, already translated or not yet.
Words = str | Promise

NOTICE_ICONS = {"success": "check-circle", "info": "info", "warning": "warning", "error": "error"}
DIFFERENCE_KINDS = {
    "added": ("plus", _("Added")),
    "changed": ("edit", _("Changed")),
    "removed": ("minus", _("Removed")),
    "unplaced": ("warning", _("Not placed")),
}


@register.simple_tag
def icon(name: str, label: Words = "") -> SafeString:
    """A drawing from the sprite; silent unless it says something the words beside it do not."""
    if label:
        return format_html(
            '<svg class="icon icon-{}" role="img" aria-label="{}"><use href="{}#icon-{}"/></svg>',
            name, label, static("img/sprite.svg"), name,
        )  # fmt: skip
    return _drawn("icon", name)


@register.simple_tag
def mark(shape: str) -> SafeString:
    """The shape of a world, in the tone of whatever stands around it."""
    return _drawn("mark", shape)


# A page of sixty people shows two hundred of these, of a few dozen kinds.
@lru_cache(maxsize=256)
def _drawn(kind: str, name: str) -> SafeString:
    classes = f"icon icon-{name}" if kind == "icon" else kind
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}-{}"/></svg>',
        classes, static("img/sprite.svg"), kind, name,
    )  # fmt: skip


@register.inclusion_tag("components/world_chip.html")
def world_chip(world: Any, count: int | None = None) -> dict[str, Any]:
    return {"world": world, "count": count}


@register.inclusion_tag("components/ribbon.html")
def ribbon(parts: Iterable[tuple[Any, int]], title: Words = "") -> dict[str, Any]:
    """How many of each world: a bar in proportion, and the same figures in words."""
    kept = [(world, count) for world, count in parts if count]
    total = sum(count for _world, count in kept)
    bands, start = [], 0.0
    for world, count in kept:
        # One thousand units across keeps whole numbers: a French "33,3" would not be SVG.
        width = round(1000 * count / total)
        bands.append({"world": world, "count": count, "start": round(start), "width": width})
        start += 1000 * count / total
    return {"bands": bands, "total": total, "title": title}


@register.inclusion_tag("components/seat.html")
def seat(
    world: Any,
    initials: str,
    label: Words,
    *,
    value: Any = "",
    name: str = "seat",
    locked: bool = False,
    chosen: bool = False,
) -> dict[str, Any]:
    """One person at a table: a button when it has a value, a picture otherwise."""
    return {
        "world": world,
        "initials": initials,
        "label": label,
        "value": value,
        "name": name,
        "locked": locked,
        "chosen": chosen,
    }


@register.inclusion_tag("components/step_spine.html")
def step_spine(steps: Sequence[Any]) -> dict[str, Any]:
    """Steps with `label`, `url` ("" when not reachable) and `state`: done, now or next."""
    position = next((n for n, step in enumerate(steps, start=1) if step.state == "now"), 0)
    return {
        "steps": steps,
        "position": position,
        "total": len(steps),
        "current": steps[position - 1] if position else None,
    }


@register.inclusion_tag("components/thread.html")
def thread(knots: Iterable[Any]) -> dict[str, Any]:
    """An idea from end to end; a knot has `kind`, `label`, `url` and `state` (past, now, later)."""
    return {"knots": knots}


@register.inclusion_tag("components/notice.html")
def notice(
    kind: str,
    happened: Words,
    *,
    kept: Words = "",
    todo: Words = "",
    url: str = "",
    action: Words = "",
) -> dict[str, Any]:
    """What happened, what is kept, what to do; `url` with `action` gives the way out."""
    return {
        "kind": kind,
        "icon_name": NOTICE_ICONS[kind],
        "happened": happened,
        "kept": kept,
        "todo": todo,
        "url": url,
        "action": action,
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: Words, text: Words, url: str = "", action: Words = "", picture: str = "people"
) -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "action": action, "picture": picture}


@register.inclusion_tag("components/stat.html")
def stat(figure: Any, label: Words, tone: str = "") -> dict[str, Any]:
    return {"figure": figure, "label": label, "tone": tone}


@register.inclusion_tag("components/progress.html")
def progress(value: int, total: int, label: Words) -> dict[str, Any]:
    return {"value": value, "total": total, "label": label}


@register.inclusion_tag("components/differences.html")
def differences(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows with `kind` (added, changed, removed, unplaced), `before`, `after` and `line` or None."""
    shown = [
        {
            "row": row,
            "icon_name": DIFFERENCE_KINDS[kind][0],
            "kind_label": DIFFERENCE_KINDS[kind][1],
        }
        for row in rows
        for kind in [row["kind"] if isinstance(row, dict) else row.kind]
    ]
    return {"shown": shown}


@register.inclusion_tag("components/exports.html")
def exports(links: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs (format, address): every list can be taken away."""
    return {"links": links}


@register.filter
def message_kind(tags: str) -> str:
    """The one kind among a message's tags; Django's `debug` reads as information."""
    return next((tag for tag in tags.split() if tag in NOTICE_ICONS), "info")


@register.filter
def message_icon(tags: str) -> str:
    return NOTICE_ICONS[message_kind(tags)]
