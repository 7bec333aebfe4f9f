"""What deserves a look before printing: nothing here stops the kit."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelacs.act.kit.facts import Guest, KitFacts

LONG_NAME = 26  # letters: beyond, a name is set in smaller letters
LONG_STRUCTURE = 90
NAMED = 6
# Scripts our fonts draw.
DRAWN = ("LATIN", "GREEK", "CYRILLIC")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence, and those it is about."""

    sentence: str
    names: tuple[str, ...] = ()
    left: int = 0


def remarks_on(facts: KitFacts) -> list[Remark]:
    """What is missing or unusual, the most annoying first."""
    people = (
        (_is_worldless, _worldless),
        (_is_long, _long),
        (_is_unusual, _unusual),
    )
    found = [_about(facts.guests, test, say) for test, say in people]
    return [*_addresses(facts), *(remark for remark in found if remark), *_tables(facts)]


def _about(
    guests: Iterable[Guest], test: Callable[[Guest], bool], say: Callable[[int], str]
) -> Remark | None:
    names = [guest.name for guest in guests if test(guest)]
    if not names:
        return None
    return Remark(say(len(names)), tuple(names[:NAMED]), max(0, len(names) - NAMED))


def _is_worldless(guest: Guest) -> bool:
    return not guest.worlds


def _worldless(count: int) -> str:
    return ngettext(
        "%(count)d person has no world: their badge shows no mark.",
        "%(count)d people have no world: their badges show no mark.",
        count,
    ) % {"count": count}


def _is_long(guest: Guest) -> bool:
    longest = max(len(guest.given_name), len(guest.family_name))
    return longest > LONG_NAME or len(guest.structure) > LONG_STRUCTURE


def _long(count: int) -> str:
    return ngettext(
        "%(count)d badge is set in small letters: the name or the structure is long.",
        "%(count)d badges are set in small letters: the name or the structure is long.",
        count,
    ) % {"count": count}


def _is_unusual(guest: Guest) -> bool:
    """Whether some letter belongs to none of the scripts our fonts draw."""
    text = unicodedata.normalize("NFC", guest.name + guest.structure)
    return any(
        not character.isascii()
        and unicodedata.category(character)[0] in "LS"
        and not unicodedata.name(character, "").startswith(DRAWN)
        for character in text
    )


def _unusual(count: int) -> str:
    return ngettext(
        "%(count)d badge holds a sign that may print as a square: have a look at it.",
        "%(count)d badges hold a sign that may print as a square: have a look at them.",
        count,
    ) % {"count": count}


def _addresses(facts: KitFacts) -> list[Remark]:
    host = urlsplit(facts.entrance).hostname or ""
    if host != "localhost" and not host.startswith("127."):
        return []
    sentence = _(
        "The squares lead to %(host)s, which no phone reaches: give the site its public address "
        "before printing."
    )
    return [Remark(sentence % {"host": host})]


def _tables(facts: KitFacts) -> list[Remark]:
    if not facts.tables:
        return [
            Remark(
                _(
                    "No table is laid yet: tents and sheets bear a number, without the square of a "
                    "notebook."
                )
            )
        ]
    count = sum(not (table.host and table.scribe) for table in facts.tables)
    if not count:
        return []
    sentence = ngettext(
        "%(count)d table has no host or no scribe named: its brief leaves their names blank.",
        "%(count)d tables have no host or no scribe named: their briefs leave the names blank.",
        count,
    )
    return [Remark(sentence % {"count": count})]
