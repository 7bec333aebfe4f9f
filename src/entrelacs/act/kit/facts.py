"""What the paper says of a meeting, read once: plain values, no rows of the database."""

import datetime
from dataclasses import dataclass, field

from entrelacs.commons.plain_text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class KitWorld:
    label: str
    short_label: str
    tone: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Someone expected; `page` is the address of their personal page, `made` what a badge rests on."""

    registration: int
    given_name: str
    family_name: str
    structure: str
    worlds: tuple[KitWorld, ...]
    page: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def alphabetical(self) -> tuple[str, str, int]:
        """The order of a French list: accents, case and hyphens do not count."""
        family = self.family_name or self.given_name
        return fold(family), fold(self.given_name), self.registration


@dataclass(frozen=True, slots=True, kw_only=True)
class KitTable:
    """A table laid, or only a number when none is laid yet: then it has no code."""

    number: int
    spot: str = ""
    code: str = ""
    notebook: str = ""
    host: str = ""
    scribe: str = ""

    @property
    def grouped_code(self) -> str:
        return f"{self.code[:4]} {self.code[4:]}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPrompt:
    code: str
    label: str
    question: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KitMoment:
    kind: str
    starts_at: datetime.time
    minutes: int
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitConsent:
    """One box to tick on the sign-in sheet, and the words agreed to."""

    use: str
    short: str
    text: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One version of who sits where: for each person expected, a table number per round."""

    version: int
    made_at: datetime.datetime
    rounds: int
    tables: dict[int, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitFacts:
    gathering: str
    slug: str
    day: datetime.date
    starts_at: datetime.time
    ends_at: datetime.time
    place: str
    address: str
    organizer: str
    contact: str
    # Where one types the code of a table.
    entrance: str
    guests: tuple[Guest, ...] = ()
    worlds: tuple[KitWorld, ...] = ()
    tables: tuple[KitTable, ...] = ()
    prompts: tuple[KitPrompt, ...] = ()
    moments: tuple[KitMoment, ...] = ()
    consents: tuple[KitConsent, ...] = ()
    placement: Placement | None = field(default=None)
