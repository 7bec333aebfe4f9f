"""Django looks for models here; each subject keeps its own."""

from entrelacs.commons.background.models import WorkerBeat
from entrelacs.commons.consent.models import Consent, ConsentText
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.organizations.models import Organization, OrganizationName
from entrelacs.commons.people.models import Account, Affiliation, Person, Role
from entrelacs.commons.programmes.models import Programme, World
from entrelacs.commons.territories.models import FormerCode, Territory
from entrelacs.commons.themes.models import Theme, Typology

__all__ = [
    "Account",
    "Affiliation",
    "Consent",
    "ConsentText",
    "FormerCode",
    "ImportBatch",
    "JournalEntry",
    "Mail",
    "Organization",
    "OrganizationName",
    "Person",
    "Programme",
    "Role",
    "Territory",
    "Theme",
    "Typology",
    "WorkerBeat",
    "World",
]
