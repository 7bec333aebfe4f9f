"""What a file of notes would bring into a gathering: a difference, before anything is written."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.notes.sources import (
    NotesWarning,
    ParsedIdea,
    ParsedNotes,
    ParsedPerson,
    ParsedTable,
)
from entrelacs.act.tables.models import Table
from entrelacs.commons.organizations.models import OrganizationName
from entrelacs.commons.organizations.spelling import spelling_key
from entrelacs.commons.people.matching import person_key
from entrelacs.commons.people.models import Person

NAMESPACE = uuid.UUID("0f0b8a2e-6a52-5d0c-9b1f-3f6a4c1d7e21")
LONGEST_IDEA, LONGEST_NAME, LONGEST_STRUCTURE = 1000, 80, 200


class Standing(StrEnum):
    NEW = "new"  # not known to the programme: will be added
    KNOWN = "known"  # of the programme, not on this list yet: will be put on it
    LISTED = "listed"  # on the list of this gathering already


class Unfit(StrEnum):
    """Why something that was read cannot be stored."""

    IDEA_TOO_LONG = "idea-too-long"
    PERSON_TOO_LONG = "person-too-long"
    PERSON_NAMELESS = "person-nameless"
    PERSON_REPEATED = "person-repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    parsed: ParsedPerson
    standing: Standing
    person: int | None = None
    # Somebody of that name is known in another structure: perhaps the same person.
    namesake: str = ""
    is_structure_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedIdea:
    text: str
    line: int
    prompt: PromptCode
    key: uuid.UUID
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Something read and not stored, told with its line."""

    line: int
    text: str
    reason: Unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTable:
    number: int
    is_new: bool
    people: tuple[PlannedPerson, ...]
    ideas: tuple[PlannedIdea, ...]
    unnamed_guests: int = 0

    @property
    def new_ideas(self) -> list[PlannedIdea]:
        return [idea for idea in self.ideas if idea.is_new]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    tables: tuple[PlannedTable, ...]
    aside: tuple[Aside, ...]
    warnings: tuple[NotesWarning, ...]
    filename: str
    digest: str
    unit: str

    @property
    def people(self) -> list[PlannedPerson]:
        return [person for table in self.tables for person in table.people]

    @property
    def ideas(self) -> list[PlannedIdea]:
        return [idea for table in self.tables for idea in table.ideas]

    @property
    def new_tables(self) -> list[PlannedTable]:
        return [table for table in self.tables if table.is_new]

    @property
    def new_structures(self) -> list[str]:
        found = {
            spelling_key(planned.parsed.structure): planned.parsed.structure
            for planned in reversed(self.people)
            if planned.is_structure_new
        }
        return sorted(found.values())

    @property
    def brings_nothing(self) -> bool:
        listed = all(person.standing is Standing.LISTED for person in self.people)
        return listed and not self.new_tables and not any(idea.is_new for idea in self.ideas)

    @property
    def fingerprint(self) -> str:
        """Changes as soon as something would be treated otherwise than it was shown."""
        shown = [
            [
                (table.number, table.is_new),
                [(str(each.standing), each.person, each.is_structure_new) for each in table.people],
                [(str(idea.key), idea.is_new) for idea in table.ideas],
            ]
            for table in self.tables
        ]
        return sha256(repr((self.digest, shown)).encode()).hexdigest()[:24]


def plan_import(gathering: Gathering, parsed: ParsedNotes) -> ImportPlan:
    """Compare a file with what the gathering holds; nothing is written."""
    aside: list[Aside] = []
    directory = _Directory(gathering, parsed.tables)
    shelf = _Shelf(gathering)
    numbers = set(
        Table.objects.filter(gathering=gathering).order_by("pk").values_list("number", flat=True)
    )
    tables = tuple(
        PlannedTable(
            number=table.number,
            is_new=table.number not in numbers,
            people=tuple(directory.plan(table, aside)),
            ideas=tuple(shelf.plan(table, aside)),
            unnamed_guests=table.unnamed_guests,
        )
        for table in parsed.tables
    )
    return ImportPlan(
        tables=tables,
        aside=tuple(sorted(aside, key=lambda each: each.line)),
        warnings=parsed.warnings,
        filename=parsed.filename,
        digest=parsed.digest,
        unit=parsed.unit,
    )


class _Directory:
    """Who of the file is known, read in a few queries however long the file."""

    def __init__(self, gathering: Gathering, tables: Iterable[ParsedTable]) -> None:
        people = [person for table in tables for person in table.people]
        self.namesakes: dict[str, list[Person]] = defaultdict(list)
        keys = {person_key(person.given, person.family) for person in people} - {""}
        for person in (
            Person.objects.filter(name_key__in=keys, erased_at=None)
            .prefetch_related("affiliations__organization__spellings")
            .order_by("pk")
        ):
            self.namesakes[person.name_key].append(person)
        self.structures = set(OrganizationName.objects.order_by("pk").values_list("key", flat=True))
        self.listed = set(
            Registration.objects.filter(gathering=gathering, person__isnull=False)
            .order_by("pk")
            .values_list("person_id", flat=True)
        )
        self.seen: set[tuple[str, str]] = set()
        self.placed: set[int | None] = set()

    def plan(self, table: ParsedTable, aside: list[Aside]) -> Iterator[PlannedPerson]:
        for parsed in table.people:
            reason = self._unfit(parsed)
            planned = self._planned(parsed) if reason is None else None
            if planned is not None and planned.person in self.placed:
                reason = Unfit.PERSON_REPEATED
            if planned is not None and reason is None:
                self.placed |= {planned.person} - {None}
                yield planned
            elif reason is not None:
                text = f"{parsed.name} ({parsed.structure})" if parsed.structure else parsed.name
                aside.append(Aside(line=parsed.line, text=text, reason=reason))

    def _unfit(self, parsed: ParsedPerson) -> Unfit | None:
        name, structure = person_key(parsed.given, parsed.family), _structure_key(parsed)
        if not name:
            return Unfit.PERSON_NAMELESS
        if max(len(parsed.given), len(parsed.family)) > LONGEST_NAME:
            return Unfit.PERSON_TOO_LONG
        if len(parsed.structure) > LONGEST_STRUCTURE:
            return Unfit.PERSON_TOO_LONG
        if (name, structure) in self.seen:
            return Unfit.PERSON_REPEATED
        self.seen.add((name, structure))
        return None

    def _planned(self, parsed: ParsedPerson) -> PlannedPerson:
        wanted = _structure_key(parsed)
        is_structure_new = bool(wanted) and wanted not in self.structures
        namesakes = self.namesakes[person_key(parsed.given, parsed.family)]
        for person in namesakes:
            keys = _spellings_of(person)
            if wanted in keys or (not wanted and not keys):
                standing = Standing.LISTED if person.pk in self.listed else Standing.KNOWN
                return PlannedPerson(parsed=parsed, standing=standing, person=person.pk)
        return PlannedPerson(
            parsed=parsed,
            standing=Standing.NEW,
            namesake=_structure_of(namesakes[0]) if namesakes else "",
            is_structure_new=is_structure_new,
        )


class _Shelf:
    """Which ideas the gathering holds already, withdrawn ones too."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.keys: set[uuid.UUID] = set()
        self.words: Counter[tuple[int, str, str]] = Counter()
        for key, number, prompt, text in (
            Contribution.objects.filter(gathering=gathering)
            .order_by("pk")
            .values_list("key", "table__number", "prompt__code", "text")
        ):
            self.keys.add(key)
            self.words[number, prompt, text] += 1

    def plan(self, table: ParsedTable, aside: list[Aside]) -> Iterator[PlannedIdea]:
        met: Counter[tuple[int, str, str]] = Counter()
        for prompt, idea in _ideas_of(table):
            text = " ".join(idea.text.split())
            if len(text) > LONGEST_IDEA:
                aside.append(Aside(line=idea.line, text=text, reason=Unfit.IDEA_TOO_LONG))
                continue
            place = (table.number, str(prompt), text)
            key = note_key(self.gathering, *place, occurrence=met[place])
            is_new = key not in self.keys and met[place] >= self.words[place]
            met[place] += 1
            yield PlannedIdea(text=text, line=idea.line, prompt=prompt, key=key, is_new=is_new)


def note_key(
    gathering: Gathering, table: int, prompt: str, text: str, *, occurrence: int = 0
) -> uuid.UUID:
    """The same file imported twice draws the same keys; words said twice at a table are two notes."""
    parts = [str(gathering.pk), str(table), prompt, text]
    return uuid.uuid5(NAMESPACE, "\n".join(parts + [str(occurrence)] * bool(occurrence)))


def _ideas_of(table: ParsedTable) -> Iterator[tuple[PromptCode, ParsedIdea]]:
    for prompt, ideas in (
        (PromptCode.OBJECTIVES, table.objectives),
        (PromptCode.EXAMPLES, table.examples),
        (PromptCode.LEADS, table.leads),
    ):
        for idea in ideas:
            yield prompt, idea


def _structure_key(parsed: ParsedPerson) -> str:
    return spelling_key(parsed.structure) if parsed.structure else ""


def _spellings_of(person: Person) -> set[str]:
    return {
        spelling.key
        for affiliation in person.affiliations.all()
        for spelling in affiliation.organization.spellings.all()
    }


def _structure_of(person: Person) -> str:
    names = [affiliation.organization.name for affiliation in person.affiliations.all()]
    return names[0] if names else person.full_name
