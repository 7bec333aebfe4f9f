"""Words of the house: in names, in source strings, in French, in templates."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from tests.house.source import Fault, python_files, syntax, templates

EMPTY_NAMES = {"utils", "util", "helpers", "misc", "tools", "common", "stuff"}
ABBREVIATIONS = {
    "addr", "btn", "cb", "cfg", "cnt", "conf", "ctx", "desc", "elt", "fmt", "fn", "idx", "lst", "mgr",
    "msg", "num", "org", "orga", "params", "prog", "pwd", "qs", "req", "res", "resp", "tbl", "usr",
}  # fmt: skip
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "N_"}
FRENCH_LETTER = re.compile(r"[àâçéèêëîïôœùûÀÂÇÉÈÊÎÔŒÙ]")
QUOTED = re.compile(r"“[^”]*”")
NO_BREAK = "\u00a0\u202f"
FRENCH_FAULTS = {
    re.compile(rf"«[^{NO_BREAK} ]"): "no space after «",
    re.compile(r"(?<!&lt)(?<!&gt)(?<!&amp)(?<=\w)[!?;](?=\s|$)"): "no space before a mark",
    re.compile(r"\w'\w"): "a straight apostrophe",
    re.compile(r"\.\.\."): "three dots instead of …",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
CSP_FAULTS = {
    re.compile(r"<[^>]*\sstyle\s*="): "an inline style",
    re.compile(r"<style\b"): "a style sheet in the page",
    re.compile(r"<script\b(?![^>]*\bsrc=)"): "a script in the page",
    re.compile(r"<[^>]*\son[a-z]+\s*="): "a script in an attribute",
    re.compile(r"<(?:script|link|img|iframe|source|use)\b[^>]*(?:src|href)=[\"'](?:https?:)?//"): (
        "something fetched elsewhere"
    ),
    re.compile(r"{%\s*autoescape off|\|safe\b"): "text that is not escaped",
}


def files_named_after_nothing(package: Path) -> Iterator[Fault]:
    for path in python_files(package):
        if path.stem in EMPTY_NAMES:
            yield Fault(str(path.relative_to(package)), 0, "a name that says nothing")


def abbreviated_names(package: Path) -> Iterator[Fault]:
    for path in python_files(package):
        for node in ast.walk(syntax(path)):
            for name in _names_given(node):
                if set(name.lower().split("_")) & ABBREVIATIONS:
                    yield Fault(
                        str(path.relative_to(package)), node.lineno, f"abbreviation: {name}"
                    )


def _names_given(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


def strings_built_before_translation(package: Path) -> Iterator[Fault]:
    """`_(f"…")`, `_("…" % x)` and `_("…".format(x))` never find their translation."""
    for path in python_files(package):
        for node in ast.walk(syntax(path)):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in TRANSLATING:
                continue
            if any(
                isinstance(word, ast.JoinedStr | ast.BinOp) or _is_format(word)
                for word in node.args[:2]
            ):
                yield Fault(str(path.relative_to(package)), node.lineno, "built before translation")


def _is_format(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
    )


def french_sources(catalogue: Iterable[polib.POEntry]) -> Iterator[Fault]:
    """Source strings are English; an example between quotes may be in French."""
    for entry in catalogue:
        if FRENCH_LETTER.search(QUOTED.sub("", entry.msgid)):
            yield Fault("django.po", 0, f"French source: {entry.msgid[:60]}")


def french_that_is_badly_set(catalogue: Iterable[polib.POEntry]) -> Iterator[Fault]:
    """What `test_translations` leaves aside: apostrophes, dots, marks stuck to their word."""
    for entry in catalogue:
        for text in filter(None, _translations(entry)):
            for pattern, what in FRENCH_FAULTS.items():
                if pattern.search(PLACEHOLDER.sub("x", text)):
                    yield Fault("django.po", 0, f"{what}: {text[:60]}")


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def templates_the_policy_refuses(package: Path) -> Iterator[Fault]:
    """What `default-src 'self'` would block, and what would let a visitor's text act."""
    for path in templates(package):
        if path.suffix != ".html":
            continue
        text = path.read_text(encoding="utf-8")
        for pattern, what in CSP_FAULTS.items():
            for found in pattern.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                yield Fault(str(path.relative_to(package)), line, what)


# First what Django reads, then what browsers read: a condition may stand inside a tag.
INSTRUCTIONS = re.compile(
    r"{%\s*block (?:width|body_attributes)\s*%}.*?{%\s*endblock\s*%}"
    r"|{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktranslate.*?endblocktranslate\s*%}"
    r"|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
TAGS = re.compile(r"<!--.*?-->|<svg.*?</svg>|<[^>]*>|&\w+;", re.DOTALL)
WORD = re.compile(r"[A-Za-zÀ-ÿ]{3,}")


def _blank(found: re.Match[str]) -> str:
    return " " + "\n" * found.group().count("\n")


def words_left_untranslated(package: Path, allowed: Iterable[str]) -> Iterator[Fault]:
    """A word of a page outside `{% translate %}`."""
    known = set(allowed)
    for path in templates(package):
        name = str(path.relative_to(package))
        if path.suffix != ".html" or "/demo/style" in name:
            continue
        text = path.read_text(encoding="utf-8")
        for pattern in (INSTRUCTIONS, TAGS):
            text = pattern.sub(_blank, text)
        for number, line in enumerate(text.splitlines(), start=1):
            for word in WORD.findall(line):
                if word not in known:
                    yield Fault(name, number, f"not translated: {word}")


def forbidden_words(paths: Iterable[Path], words: re.Pattern[str]) -> Iterator[Fault]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for found in words.findall(line):
                yield Fault(path.name, number, f"“{found}”")
