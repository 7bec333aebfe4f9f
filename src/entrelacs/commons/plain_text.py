"""Text as one hears it: no accent, no case, no punctuation. For comparing, never for showing."""

import re
import unicodedata

# Letters that Unicode does not take apart by itself.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ASCII words, one space between.

    >>> fold("  L'Haÿ-les-Roses, Œuvre n°2 ")
    'l hay les roses oeuvre n 2'
    """
    if text.isascii():
        return NOT_A_WORD.sub(" ", text.lower()).strip()
    lowered = text.casefold().translate(LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", bare.casefold()).strip()
