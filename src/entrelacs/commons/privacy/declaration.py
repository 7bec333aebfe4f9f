"""What a model says of the people in it; the register of processing is made from these."""

from dataclasses import dataclass
from enum import StrEnum


class Erasure(StrEnum):
    """What becomes of a row when the person it points to is erased."""

    DELETE = "delete"  # the row only makes sense with the person
    UNLINK = "unlink"  # the fact stays, without the person
    BLANK = "blank"  # the row is the person: its texts are emptied, the row stays
    KEEP = "keep"  # the row is itself proof of a right exercised, without a name in it


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """Declared as `personal_data` on each model that holds or points to a person."""

    purpose: str
    kept: str
    erasure: Erasure
    # Texts that say something of the person, emptied when the row outlives the link.
    emptied: tuple[str, ...] = ()
    # Fields that may name anybody of the programme, whoever the row points to: put back to their
    # default each time someone is erased, for nobody can tell whose names they hold.
    may_name_anyone: tuple[str, ...] = ()
