"""A list beside what the programme knows: who is new, who is there, who may be someone known."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from rapidfuzz.distance import OSA

from entrelacs.act.guest_lists.guests import Guest, Remark
from entrelacs.act.guest_lists.reading import Line, Reading
from entrelacs.act.guest_lists.structures import alike_structures
from entrelacs.commons.organizations.spelling import likely_same, spelling_key
from entrelacs.commons.plain_text import fold


class Standing(StrEnum):
    NEW = "new"  # nobody we know: will be added
    KNOWN = "known"  # of the programme, not on this list yet: will be put on it
    DOUBTFUL = "doubtful"  # may be someone known: the organiser decides
    LISTED = "listed"  # on the list already: nothing to do
    REPEATED = "repeated"  # further up in this very list
    UNREADABLE = "unreadable"  # nobody can be read from it
    NOBODY = "nobody"  # a total, titles said again: nobody was meant


# Colleagues of one structure are compared by their names; beyond so many, only by mail and name.
MOST_COLLEAGUES = 200
FEWEST_LETTERS = 6


@dataclass(frozen=True)
class Place:
    """What a text stands for; a remark when it is a former code, or stands for nothing sure."""

    territory: int | None = None
    label: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, kw_only=True)
class Acquaintance:
    """Someone the programme knows, or someone further up in the list (then `pk` is None)."""

    pk: int | None
    full_name: str
    name_key: str
    email: str = ""
    phone: str = ""
    function: str = ""
    organizations: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    line: int | None = None

    @property
    def organization(self) -> str:
        return self.organizations[0] if self.organizations else ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    line: Line
    standing: Standing
    known: Acquaintance | None = None
    # Why they may be, or are, someone known: "mail", "name", "structure", "namesake", "alike"…
    reason: str = ""
    remarks: tuple[Remark, ...] = ()
    territory: int | None = None
    place: str = ""
    # The person they may be is on the gathering's list already.
    is_listed: bool = False

    @property
    def number(self) -> int:
        return self.line.record.lines[0]

    @property
    def guest(self) -> Guest | None:
        return self.line.guest


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Each line of a list in one group, in the order of the list."""

    reading: Reading
    entries: tuple[Entry, ...]
    # For structures under no known name, the one each looks like.
    alikes: dict[str, str] = field(default_factory=dict)

    def of(self, *standings: Standing) -> list[Entry]:
        return [entry for entry in self.entries if entry.standing in standings]

    @property
    def digest(self) -> str:
        """Changes as soon as a line would be treated otherwise than it was shown."""
        shown = [
            (entry.number, str(entry.standing), entry.known.pk if entry.known else None)
            for entry in self.entries
        ]
        return sha256(repr(shown).encode()).hexdigest()[:16]


def compare(
    reading: Reading,
    *,
    people: Sequence[Acquaintance],
    listed: set[int],
    structures: Sequence[str],
    places: dict[str, Place],
) -> Difference:
    """Put each line in its group; `listed` are the people already on the gathering's list."""
    met = _Met(people)
    listed = set(listed)
    named = {line.guest.organization for line in reading.lines if line.guest}
    alikes = alike_structures(named - {""}, structures)
    entries = []
    for line in reading.lines:
        entry = _entry(line, met, listed)
        if entry.guest is not None:
            entry = _with_remarks(entry, entry.guest, places, alikes)
            if entry.standing in {Standing.NEW, Standing.DOUBTFUL}:
                met.add(_as_acquaintance(entry.guest, entry.number))
        entries.append(entry)
    return Difference(reading=reading, entries=tuple(entries), alikes=alikes)


@dataclass
class _Met:
    """Everyone met so far, by mail, name, phone and structure: the programme's, then the list's own."""

    people: Sequence[Acquaintance]
    by_mail: dict[str, Acquaintance] = field(default_factory=dict)
    by_name: dict[str, list[Acquaintance]] = field(default_factory=dict)
    by_phone: dict[str, list[Acquaintance]] = field(default_factory=dict)
    by_structure: dict[str, list[Acquaintance]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.people:
            self.add(person)

    def add(self, person: Acquaintance) -> None:
        if person.email:
            self.by_mail.setdefault(person.email, person)
        if person.phone:
            self.by_phone.setdefault(person.phone, []).append(person)
        self.by_name.setdefault(person.name_key, []).append(person)
        for key in person.keys:
            self.by_structure.setdefault(key, []).append(person)

    def near(self, guest: Guest, structure: str) -> list[Acquaintance]:
        """Those who share the phone or the structure: among them a name may be misspelt."""
        phone = self.by_phone.get(guest.phone, []) if guest.phone else []
        colleagues = self.by_structure.get(structure, []) if structure else []
        return [*phone[:MOST_COLLEAGUES], *colleagues[:MOST_COLLEAGUES]]


def _entry(line: Line, met: _Met, listed: set[int]) -> Entry:
    guest = line.guest
    if guest is None:
        standing = Standing.NOBODY if line.is_nobody else Standing.UNREADABLE
        return Entry(line=line, standing=standing)
    found = _find(guest, met)
    if found is None:
        return Entry(line=line, standing=Standing.NEW)
    known, reason, is_sure = found
    if not is_sure:
        return Entry(
            line=line,
            standing=Standing.DOUBTFUL,
            known=known,
            reason=reason,
            is_listed=known.pk in listed,
        )
    if known.pk is None:
        standing = Standing.REPEATED
    else:
        standing = Standing.LISTED if known.pk in listed else Standing.KNOWN
        # The same known person twice in one list is put on the list once.
        listed.add(known.pk)
    return Entry(line=line, standing=standing, known=known, reason=reason)


def _find(guest: Guest, met: _Met) -> tuple[Acquaintance, str, bool] | None:
    """Who this may be, why, and whether it is sure."""
    namesakes = met.by_name.get(guest.name_key, [])
    wanted = spelling_key(guest.organization) if guest.organization else ""
    for person in namesakes:
        if wanted in person.keys or (not wanted and not person.keys):
            return person, "name", True
    same_mail = met.by_mail.get(guest.email) if guest.email else None
    if same_mail is not None:
        return same_mail, "mail", same_mail.name_key == guest.name_key
    if namesakes:
        return _likeliest(guest, namesakes)
    return _find_near(guest, met.near(guest, wanted))


def _likeliest(guest: Guest, namesakes: Sequence[Acquaintance]) -> tuple[Acquaintance, str, bool]:
    for person in namesakes:
        if any(likely_same(guest.organization, name) for name in person.organizations):
            return person, "structure", False
    return namesakes[0], "namesake", False


def _find_near(guest: Guest, near: Sequence[Acquaintance]) -> tuple[Acquaintance, str, bool] | None:
    """Someone whose name is nearly this one, among those who share a phone or a structure."""
    for person in near:
        if not names_alike(guest.name_key, person.name_key):
            continue
        if person.phone == guest.phone != "":
            return person, "phone", False
        # Two addresses are two colleagues, who happen to be called nearly the same.
        if not (guest.email and person.email):
            return person, "alike", False
    return None


def names_alike(key: str, other: str) -> bool:
    """Whether two name keys may be one name: a letter off, glued, or with a name more.

    >>> names_alike("legall noel", "gall le noel"), names_alike("elodie martin", "elodie martain")
    (True, True)
    >>> names_alike("ana lopez", "ana martin")
    False
    """
    if key == other:
        return True
    # Numbers differ on purpose.
    if any(map(str.isdecimal, key + other)):
        return False
    one, two = key.replace(" ", ""), other.replace(" ", "")
    if min(len(one), len(two)) < FEWEST_LETTERS:
        return False
    if OSA.distance(one, two, score_cutoff=1) <= 1 or sorted(one) == sorted(two):
        return True
    shorter, longer = sorted((set(key.split()), set(other.split())), key=len)
    return len(shorter) >= 2 and shorter < longer


def _as_acquaintance(guest: Guest, number: int) -> Acquaintance:
    names = (guest.organization,) if guest.organization else ()
    return Acquaintance(
        pk=None,
        full_name=guest.full_name,
        name_key=guest.name_key,
        email=guest.email,
        phone=guest.phone,
        function=guest.function,
        organizations=names,
        keys=frozenset(spelling_key(name) for name in names),
        line=number,
    )


def _with_remarks(
    entry: Entry, guest: Guest, places: dict[str, Place], alikes: dict[str, str]
) -> Entry:
    place = places.get(guest.territory, Place())
    known = entry.known
    if entry.standing in {Standing.NEW, Standing.DOUBTFUL}:
        remarks = [*entry.line.remarks, *filter(None, [place.remark])]
        if guest.organization in alikes:
            details = {"text": guest.organization, "known": alikes[guest.organization]}
            remarks.append(Remark("organization-alike", details))
    else:
        remarks = _told_of_known(guest, known) if known and known.pk else []
    return replace(entry, remarks=tuple(remarks), territory=place.territory, place=place.label)


def _told_of_known(guest: Guest, known: Acquaintance) -> list[Remark]:
    """Where a list and a record differ: the record is kept as it is."""
    remarks = []
    if fold(known.full_name) == fold(guest.full_name) and known.full_name != guest.full_name:
        remarks.append(Remark("other-spelling", {"text": known.full_name}))
    if guest.email and known.email and guest.email != known.email:
        remarks.append(Remark("other-mail", {"text": known.email}))
    if guest.phone and known.phone and guest.phone != known.phone:
        remarks.append(Remark("other-phone", {"text": known.phone}))
    if guest.organization and known.keys and spelling_key(guest.organization) not in known.keys:
        remarks.append(Remark("other-organization", {"text": known.organization}))
    return remarks
