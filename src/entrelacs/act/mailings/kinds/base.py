from abc import ABC
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.utils.functional import Promise

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.models import Audience
from entrelacs.errors import EntrelacsError

EVERYONE_EXPECTED = (Registration.Status.REGISTERED, Registration.Status.INVITED)
ANYONE = tuple(Registration.Status)


class UnknownKind(EntrelacsError):
    """Nobody knows how to write such a message."""

    code = "mailing-kind-unknown"


class Kind(ABC):
    """What is written to someone about a meeting; `code` is stored, and never reused once released.

    Its words are in `templates/act/mailings/<code>.txt`, the subject on the first line.
    """

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    # What it is for, as the organiser who may send it reads it; empty: it goes by itself only.
    purpose: ClassVar[str | Promise] = ""
    # The organiser writes the subject and the text.
    is_written: ClassVar[bool] = False
    # Goes with an entry for the calendar.
    has_calendar: ClassVar[bool] = False
    # Offered before the meeting only.
    is_for_before: ClassVar[bool] = True
    # Says that the date or the place changed.
    tells_change: ClassVar[bool] = False
    # Nobody needs it twice: whoever received one is left out, unless asked otherwise.
    is_once: ClassVar[bool] = False
    usual_audience: ClassVar[Audience] = Audience.EXPECTED
    # To whom it makes sense, whoever was chosen.
    statuses: ClassVar[tuple[str, ...]] = EVERYONE_EXPECTED
    # What the caller must tell beside the registration.
    details: ClassVar[tuple[str, ...]] = ()

    def gather(self, gathering: Gathering) -> Any:
        """What every letter of one mailing needs, read once."""
        return None

    def words(
        self, registration: Registration, gathered: Any, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What its template asks for beside what every letter is given."""
        return {}

    def key(self, registration: Registration, gathered: Any, mailing: int) -> str:
        """Under this name it is written once to one person, however many press "Send"."""
        return f"mailing:{mailing}:{registration.pk}"

    @property
    def template(self) -> str:
        return f"act/mailings/{self.code}.txt"


KINDS: dict[str, Kind] = {}

Registered = TypeVar("Registered", bound=type[Kind])


def register(kind: Registered) -> Registered:
    """Make a kind of message known."""
    if kind.code in KINDS:
        raise ValueError(f"two kinds of message share the code {kind.code}")
    KINDS[kind.code] = kind()
    return kind


def kind_of(code: str) -> Kind:
    """The kind of message that has this code."""
    if code not in KINDS:
        raise UnknownKind(kind=code)
    return KINDS[code]
