"""Every check, in the order one walks through them: people, the room, the network, the machine."""

from collections.abc import Iterator
from dataclasses import dataclass

from entrelacs.act.preflight.checks.base import Check, Finding, State, Way
from entrelacs.act.preflight.checks.machine import BackupCheck, StorageCheck
from entrelacs.act.preflight.checks.outside import AddressCheck, ClockCheck, MailCheck
from entrelacs.act.preflight.checks.people import ConsentsCheck, HostsCheck, ReachCheck
from entrelacs.act.preflight.checks.room import (
    CodesCheck,
    DoorsCheck,
    KitCheck,
    NotebooksCheck,
    PlacesCheck,
)
from entrelacs.act.preflight.queries import Facts

__all__ = ["CHECKS", "Check", "Finding", "Looked", "State", "Way", "look_at"]

CHECKS: tuple[Check, ...] = (
    HostsCheck(),
    PlacesCheck(),
    ReachCheck(),
    ConsentsCheck(),
    MailCheck(),
    AddressCheck(),
    ClockCheck(),
    DoorsCheck(),
    CodesCheck(),
    NotebooksCheck(),
    KitCheck(),
    BackupCheck(),
    StorageCheck(),
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One check, and what it found."""

    check: Check
    finding: Finding


def look_at(facts: Facts) -> Iterator[Looked]:
    """Go through them all."""
    return (Looked(check, check.look(facts)) for check in CHECKS)
