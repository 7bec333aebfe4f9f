"""A meeting with two poles, seats counted, and people who wait."""

from dataclasses import dataclass
from typing import Any

from entrelacs.act.admission.actions import set_admission
from entrelacs.act.admission.registering import Newly, register_publicly
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.commons.programmes.models import World
from tests.factories import GatheringFactory, RegistrationFactory, WorldFactory


@dataclass
class Meeting:
    gathering: Gathering
    ts: World
    es: World

    def guest(self, *worlds: World, **details: Any) -> Registration:
        """Someone who has a seat."""
        details = {"status": Registration.Status.REGISTERED, **details}
        return RegistrationFactory(gathering=self.gathering, person__worlds=worlds, **details)

    def newcomer(self, name: str, *worlds: World, **details: Any) -> Registration:
        """Someone who registers by themselves."""
        newly = Newly(
            given_name=name,
            family_name="Nouvelle",
            email=f"{name.lower()}@exemple.fr",
            worlds=worlds,
            **details,
        )
        return register_publicly(gathering=self.gathering, newly=newly)

    def set(self, quotas: dict[World, int | None] | None = None, **changes: Any) -> None:
        set_admission(actor=None, gathering=self.gathering, quotas=quotas or {}, **changes)


def meeting(*, ts: int | None = None, es: int | None = None, **changes: Any) -> Meeting:
    """Open to registration, with a quota for each pole when one is given."""
    made = Meeting(
        GatheringFactory(),
        WorldFactory(code="ts", label="Travail social", is_pole=True, position=0),
        WorldFactory(code="es", label="Entrepreneuriat social", is_pole=True, position=1),
    )
    made.set({made.ts: ts, made.es: es}, is_open=True, **changes)
    return made
