"""A small meeting with all a report says: two tables, a merged lead, a line, names and consents."""

from dataclasses import dataclass, field

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.actions import create_lead, merge_leads
from entrelacs.act.leads.models import Lead
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.synthesis.actions import write_line
from entrelacs.commons.consent.actions import record_consent
from entrelacs.commons.consent.models import Use
from entrelacs.commons.people.models import Person
from entrelacs.share.reports.actions import write_report
from entrelacs.share.reports.models import Report
from tests.factories import (
    ConsentTextFactory,
    ContributionFactory,
    GatheringFactory,
    OrganizationFactory,
    PersonFactory,
    PromptFactory,
    RegistrationFactory,
    SeatFactory,
    SeatingFactory,
    TableFactory,
    ThemeFactory,
)


@dataclass
class Meeting:
    gathering: Gathering
    report: Report
    notes: dict[str, Contribution] = field(default_factory=dict)
    leads: dict[str, Lead] = field(default_factory=dict)
    named: Person | None = None
    unnamed: Person | None = None


def hold_meeting(tables: int = 2) -> Meeting:
    """Each table leaves one note to each prompt; one lead of table 1 takes in one of table 2."""
    gathering = GatheringFactory(name="Rencontre des quais")
    prompts = [
        PromptFactory(gathering=gathering, code=code, position=place, question=f"{code} ?")
        for place, code in enumerate(PromptCode)
    ]
    rows = [TableFactory(gathering=gathering, number=n + 1) for n in range(tables)]
    report = write_report(
        actor=None,
        gathering=gathering,
        title="Rencontre des quais",
        introduction="Nous étions là.\n\n- parler\n- agir",
    )
    meeting = Meeting(gathering, report)
    for table in rows:
        for letter, prompt in zip("OEP", prompts, strict=True):
            name = f"T{table.number}·{letter}1"
            meeting.notes[name] = ContributionFactory(
                gathering=gathering, table=table, prompt=prompt, text=f"Idée {name}"
            )
    seat_people(meeting, rows)
    kept, absorbed = (
        create_lead(
            actor=None,
            gathering=gathering,
            title=title,
            theme=ThemeFactory(label="Lieux"),
            contributions=[meeting.notes[note]],
        )
        for title, note in (("Un café commun", "T1·P1"), ("Une pause ensemble", f"T{tables}·P1"))
    )
    if tables > 1:
        merge_leads(actor=None, kept=kept, absorbed=absorbed)
    meeting.leads = {"kept": kept, "absorbed": absorbed}
    write_line(
        actor=None,
        gathering=gathering,
        prompt=prompts[0],
        text="Se connaître",
        contributions=[meeting.notes["T1·O1"]],
    )
    return meeting


def seat_people(meeting: Meeting, rows: list) -> None:
    """Two people a table; one of the first table lets their name be printed."""
    ConsentTextFactory(use=Use.NAME_IN_REPORT)
    seating = SeatingFactory(gathering=meeting.gathering)
    place = 0
    for table in rows:
        for _each in range(2):
            person = PersonFactory(organization=OrganizationFactory())
            SeatFactory(
                seating=seating,
                table=table,
                position=place,
                registration=RegistrationFactory(gathering=meeting.gathering, person=person),
            )
            if place == 0:
                meeting.named = person
            elif place == 1:
                meeting.unnamed = person
            place += 1
    meeting.named.given_name, meeting.named.family_name = "Anatole", "Zéphirin"
    meeting.named.save()
    record_consent(actor=None, person=meeting.named, use=Use.NAME_IN_REPORT, given=True)
