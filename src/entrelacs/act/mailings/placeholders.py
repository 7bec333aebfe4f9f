"""Words between square brackets, which each letter replaces by what is true of its reader: [first name]."""

import re
from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.plain_text import fold
from entrelacs.errors import EntrelacsError

# What organisers type, in the language of the programme.
PLACEHOLDERS = {
    "first_name": _("first name"),
    "gathering": _("meeting"),
    "when": _("date"),
    "where": _("place"),
    "link": _("link"),
}
_BRACKETS = re.compile(r"\[([^\W\d_][\w ’'-]{0,30})\]")
# "Bonjour ," when no first name is known.
_LONELY_COMMA = re.compile(r"[^\S\n]+(?=[,.])|[^\S\n]+$", re.MULTILINE)


class UnknownPlaceholder(EntrelacsError):
    """A word between brackets that nothing replaces: sixty people would read it as it is."""

    code = "mailing-placeholder-unknown"


def placeholder_names() -> list[str]:
    """As they are typed, brackets included."""
    return [f"[{name}]" for name in PLACEHOLDERS.values()]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text as one reader gets it; `values` by the names of `PLACEHOLDERS`."""
    known = _by_folded_name()

    def value(found: re.Match[str]) -> str:
        name = known.get(fold(found[1]))
        return found[0] if name is None else values[name]

    return _LONELY_COMMA.sub("", _BRACKETS.sub(value, text))


def refuse_unknown(text: str) -> None:
    """Raise `UnknownPlaceholder` for the first word between brackets that means nothing."""
    known = _by_folded_name()
    for found in _BRACKETS.finditer(text):
        if fold(found[1]) not in known:
            raise UnknownPlaceholder(word=found[0], known=", ".join(placeholder_names()))


def _by_folded_name() -> dict[str, str]:
    """In the language being spoken; the source words are understood in every language."""
    spoken = {fold(str(word)): name for name, word in PLACEHOLDERS.items()}
    with translation.override(None):
        return {fold(str(word)): name for name, word in PLACEHOLDERS.items()} | spoken
