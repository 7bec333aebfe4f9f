"""Find people by their names, as others wrote them."""

from collections.abc import Iterable

from entrelacs.commons.plain_text import fold
from entrelacs.engines.seating import Guest


class NameIndex:
    """Names however written: without accents or capitals, family name first or last."""

    def __init__(self, people: Iterable[tuple[str, Guest]]) -> None:
        self._keys: dict[str, list[str]] = {}
        self._structures: dict[str, str] = {}
        for name, guest in people:
            self._keys.setdefault(_sorted_words(name), []).append(guest.key)
            if guest.key != name:
                self._keys.setdefault(_sorted_words(guest.key), []).append(guest.key)
            self._structures[guest.key] = fold(guest.structure or "")

    def find(self, name: str, structure: str = "") -> str | None:
        """Return the key of that person, None if nobody or several people answer to the name."""
        found = self._keys.get(_sorted_words(name), [])
        if len(found) > 1:
            found = [key for key in found if self._structures[key] == fold(structure)]
        return found[0] if len(found) == 1 else None


def _sorted_words(name: str) -> str:
    # In an alphabet that folding leaves nothing of, the name stands as it is.
    return " ".join(sorted(fold(name).split() or name.casefold().split()))
