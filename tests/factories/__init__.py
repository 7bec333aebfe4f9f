"""Real rows for tests; everything made inside the programme in scope unless told otherwise."""

from tests.factories.act import (
    ContributionFactory,
    GatheringFactory,
    LeadFactory,
    PromptFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
    SegmentFactory,
    SynthesisLineFactory,
    TableFactory,
)
from tests.factories.commons import (
    AccountFactory,
    ConsentTextFactory,
    MemberFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
    ThemeFactory,
    TypologyFactory,
    WorldFactory,
)

__all__ = [
    "AccountFactory",
    "ConsentTextFactory",
    "ContributionFactory",
    "GatheringFactory",
    "LeadFactory",
    "MemberFactory",
    "OrganizationFactory",
    "PersonFactory",
    "ProgrammeFactory",
    "PromptFactory",
    "RegistrationFactory",
    "SeatFactory",
    "SeatingFactory",
    "SegmentFactory",
    "SynthesisLineFactory",
    "TableFactory",
    "ThemeFactory",
    "TypologyFactory",
    "WorldFactory",
]
