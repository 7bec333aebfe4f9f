"""When two entries may be one person."""

from entrelacs.commons.plain_text import fold


def person_key(given: str, family: str) -> str:
    """Same key whatever the accents, the case, the hyphens and the order of the names.

    >>> person_key("Jean-Noël", "LE GALL") == person_key("Le Gall", "jean noel")
    True
    """
    return " ".join(sorted(fold(f"{given} {family}").split()))
