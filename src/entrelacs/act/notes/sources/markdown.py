"""Take the Markdown signs out of a text and keep its words."""

import re

# Each pattern stops at its own opening sign, so a long hostile line costs no more than its length.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"()]*\")?\)")
_DOUBLE_STAR = re.compile(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
_DOUBLE_UNDERSCORE = re.compile(r"(?<!\w)__(?=\S)((?:(?!__).)+)(?<=\S)__(?!\w)")
# Inside a word a lone star is inclusive writing ("participant*e*s"), not emphasis.
_STAR = re.compile(r"(?<![\w*])\*(?![\s*])([^*]*)(?<!\s)\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?![\s_])([^_]*)(?<!\s)_(?![\w_])")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_SPACES = re.compile(r"[ \t\f\v]+")


def plain_words(text: str) -> str:
    """Keep the words of a Markdown text.

    >>> plain_words("Les **fiches** de *La Maille*, voir [le site](https://example.org)")
    'Les fiches de La Maille, voir le site'
    """
    if _has_signs(text):
        text = _LINK.sub(r"\1", text)
        text = _DOUBLE_STAR.sub(r"\1", text)
        text = _DOUBLE_UNDERSCORE.sub(r"\1", text)
        text = _STAR.sub(r"\1", text)
        text = _UNDERSCORE.sub(r"\1", text)
        text = _CODE.sub(r"\1", text)
        # What opens on one line and closes on another leaves its signs behind.
        text = text.replace("**", "")
        text = _ESCAPE.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


def _has_signs(text: str) -> bool:
    return any(sign in text for sign in "*_`[\\")
