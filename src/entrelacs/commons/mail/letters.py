"""The plain text of a letter as simple HTML: paragraphs, lists and links, and nothing to load."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# What closes a sentence, or a bracket around the address, is no part of the address.
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]}’']")
_ITEM = re.compile(r"^[-•–] +")
_BREAK = mark_safe("<br>\n")
_LOOKS = (
    "body{margin:0 auto;padding:1.5rem;max-width:36rem;"
    "font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}"
    "a{display:inline-block;padding:.15rem 0}"
)


def html_of(text: str, *, title: str = "") -> str:
    """A whole page, in the language being spoken; a blank line parts paragraphs, "- " begins an item."""
    blocks = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip())
    body = format_html_join("\n", "{}", ((_block(block.split("\n")),) for block in blocks))
    return format_html(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        "<title>{}</title><style>{}</style></head><body>\n{}\n</body></html>\n",
        get_language() or "fr",
        title,
        mark_safe(_LOOKS),  # noqa: S308 -- our own constant
        body,
    )


def _block(lines: list[str]) -> SafeString:
    """Lines before a list and after it are paragraphs of their own."""
    parts: list[SafeString] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if run and (not line or bool(_ITEM.match(line)) != bool(_ITEM.match(run[0]))):
            parts.append(_items(run) if _ITEM.match(run[0]) else _paragraph(run))
            run = []
        if line:
            run.append(line.rstrip())
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _paragraph(lines: list[str]) -> SafeString:
    inside = format_html_join(_BREAK, "{}", ((_linked(line),) for line in lines))
    return format_html("<p>{}</p>", inside)


def _items(lines: list[str]) -> SafeString:
    items = ((_linked(_ITEM.sub("", line)),) for line in lines)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))


def _linked(line: str) -> SafeString:
    parts: list[SafeString] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        parts.append(format_html("{}", line[end : found.start()]))
        parts.append(format_html('<a href="{0}">{0}</a>', found[0]))
        end = found.end()
    parts.append(format_html("{}", line[end:]))
    return format_html_join("", "{}", ((part,) for part in parts))
