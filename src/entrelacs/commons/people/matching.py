"""When two entries may be one person."""

import re

from entrelacs.commons.plain_text import fold


def person_key(given: str, family: str) -> str:
    """Same key whatever the accents, the case, the hyphens and the order of the names.

    A name in another alphabet, of which folding leaves nothing, is its own key.

    >>> person_key("Jean-Noël", "LE GALL") == person_key("Le Gall", "jean noel")
    True
    """
    written = f"{given} {family}"
    words = fold(written).split() or re.findall(r"\w+", written.casefold())
    return " ".join(sorted(words))
