"""English that would be left on a French page: the source strings that French says otherwise."""

import re
from functools import cache
from pathlib import Path

import polib

CATALOGUE = Path(__file__).parents[2] / "src/entrelacs/locale/fr/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
# Little words that no French sentence holds.
ENGLISH = re.compile(r"\b(the|and|with|your|this|that|have|will|which|what|who)\b", re.IGNORECASE)
# Texts a page shows or says: those of its visible elements, and those of its attributes.
READ_TEXTS = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, template, [lang=en]")) continue;
    texts.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("*")) {
    if (element.closest("[lang=en]")) continue;
    for (const name of ["aria-label", "title", "alt", "placeholder", "aria-description"])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
  }
  texts.push(document.title);
  return [...new Set(texts.map(text => text.replace(/\\s+/g, " ").trim()))].filter(Boolean);
}"""


@cache
def source_patterns() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the source strings that differ from their French: as they are, and as patterns."""
    plain, patterns = set(), []
    for entry in polib.pofile(str(CATALOGUE)):
        french = [entry.msgstr, *entry.msgstr_plural.values()]
        for source in filter(None, (entry.msgid, entry.msgid_plural)):
            text = " ".join(source.split())
            if source in french:
                continue
            if not PLACEHOLDER.search(text):
                plain.add(text)
            elif words_of(text) - words_of(" ".join(french)):
                parts = (re.escape(part) for part in PLACEHOLDER.split(text))
                patterns.append(re.compile(".+".join(parts)))
    return frozenset(plain), tuple(patterns)


def words_of(text: str) -> set[str]:
    """Return the words of a string, without what is put in it.

    >>> sorted(words_of("Table %(number)s of %(name)s"))
    ['of', 'table']
    """
    return set(re.findall(r"[^\W\d_]{2,}", PLACEHOLDER.sub(" ", text).lower()))


def english_in(texts: list[str]) -> list[str]:
    """Return the texts that stayed in English."""
    plain, patterns = source_patterns()
    return [
        text
        for text in texts
        if text in plain
        or ENGLISH.search(text)
        or any(pattern.fullmatch(text) for pattern in patterns)
    ]
