"""Who may open which door: one entry for each URL name; a new one without an entry fails the run."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django_scopes import scope

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.leads.actions import merge_leads
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.imports.models import ImportBatch
from entrelacs.commons.programmes.models import Programme
from entrelacs.share.reports.models import Report
from tests import factories

OWNER, ORGANISER, FACILITATOR, SCRIBE, REFERENT, READER = RoleCode
ORGANISERS = (OWNER, ORGANISER)
RUNNERS = (*ORGANISERS, FACILITATOR, SCRIBE)
ANIMATORS = (*ORGANISERS, FACILITATOR)
FOLLOWERS = (*ORGANISERS, REFERENT)
EVERYONE = tuple(RoleCode)

# Written in every text of the foreign programme: it must show nowhere.
CANARY = "Canari-étranger"

Rows = SimpleNamespace
Kwargs = Callable[[Rows], dict[str, Any]]


def nothing(_rows: Rows) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Door:
    """`roles` may pass; None is open to anyone, signed in or not."""

    roles: tuple[RoleCode, ...] | None
    kwargs: Kwargs = nothing
    method: str = "get"
    # What the form sends; made from the rows, so that a foreign key is really sent.
    data: Kwargs = nothing
    # The address itself is the key (a table's code, a personal link, a published report).
    is_key: bool = False


def gathering(rows: Rows) -> dict[str, Any]:
    return {"slug": rows.gathering.slug}


def in_gathering(name: str) -> Kwargs:
    """The gathering's slug and the key of one of its rows."""
    return lambda rows: {"slug": rows.gathering.slug, "pk": getattr(rows, name).pk}


def one(name: str) -> Kwargs:
    return lambda rows: {"pk": getattr(rows, name).pk}


def make_rows(programme: Programme, words: str) -> Rows:
    """One of each thing, all bearing the same words."""
    with scope(programme=programme):
        typology = factories.TypologyFactory(name=words)
        theme = factories.ThemeFactory(typology=typology, label=words)
        meeting = factories.GatheringFactory(name=words, place=words, typology=typology)
        organization = factories.OrganizationFactory(name=f"{words} structure")
        other_organization = factories.OrganizationFactory(name=f"{words} antenne")
        person = factories.PersonFactory(
            given_name=words, family_name=words, organization=organization
        )
        registration = factories.RegistrationFactory(
            gathering=meeting, person=person, link_salt="0123456789abcdef"
        )
        factories.AdmissionFactory(gathering=meeting, welcome=words)
        seating = factories.SeatingFactory(gathering=meeting, version=1)
        table = factories.TableFactory(gathering=meeting, number=1, spot=words)
        seat = factories.SeatFactory(seating=seating, table=table, registration=registration)
        note = factories.ContributionFactory(gathering=meeting, table=table, text=words)
        lead = factories.LeadFactory(gathering=meeting, title=words, theme=theme)
        absorbed = factories.LeadFactory(gathering=meeting, title=words)
        merge_leads(actor=None, kept=lead, absorbed=absorbed)
        return Rows(
            programme=programme,
            typology=typology,
            theme=theme,
            gathering=meeting,
            organization=organization,
            other_organization=other_organization,
            person=person,
            registration=registration,
            token=personal_token(registration),
            seating=seating,
            table=table,
            seat=seat,
            mailing=factories.MailingFactory(gathering=meeting, subject=words, text=words),
            mail=factories.MailFactory(about=meeting, person=person, subject=words, text=words),
            guest_list=factories.GuestListDraftFactory(
                gathering=meeting,
                filename=words,
                cells=[{"name": words, "rows": [[1, 1, ["Nom"]], [2, 2, [words]]]}],
            ),
            wish=factories.TableWishFactory(gathering=meeting, registrations=[registration]),
            search=factories.SearchFactory(gathering=meeting),
            prompt=note.prompt,
            note=note,
            lead=lead,
            absorbed=absorbed,
            line=factories.SynthesisLineFactory(gathering=meeting, prompt=note.prompt, text=words),
            segment=factories.SegmentFactory(gathering=meeting, title=words),
            batch=ImportBatch.objects.create(programme=programme, kind="notes", filename=words),
            preflight=factories.PreflightFactory(gathering=meeting),
            rehearsal=factories.GatheringFactory(name=words, is_rehearsal=True),
            consent_text=factories.ConsentTextFactory(text=words),
            report=Report.objects.create(
                programme=programme, gathering=meeting, title=words, published_at=timezone.now()
            ),
        )
