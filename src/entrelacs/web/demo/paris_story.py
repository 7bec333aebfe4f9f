"""Tell the Paris meeting through the same actions as an organiser would: nothing is written aside."""

import datetime
from collections.abc import Sequence

from entrelacs.act.gatherings.actions import (
    create_gathering,
    edit_gathering,
    register_person,
    set_presence,
)
from entrelacs.act.gatherings.models import Cycle, Gathering, Registration
from entrelacs.act.leads.actions import create_lead, follow_lead, merge_leads
from entrelacs.act.leads.models import Lead
from entrelacs.act.notes.actions import add_note, ensure_prompts, star_note
from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.act.synthesis.actions import write_line
from entrelacs.act.tables.actions import set_tables
from entrelacs.act.tables.models import Table
from entrelacs.act.tables.recording import record_seating
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme, Tone
from entrelacs.commons.territories.queries import find_territory
from entrelacs.commons.themes.actions import create_typology
from entrelacs.commons.themes.models import Typology
from entrelacs.share.reports.actions import publish_report, write_report
from entrelacs.web.demo import paris
from entrelacs.web.demo.run_sheets import write_segments

LETTERS = {"O": PromptCode.OBJECTIVES, "E": PromptCode.EXAMPLES, "P": PromptCode.LEADS}
# A contribution by what the data calls it: letter, table, number.
Notes = dict[tuple[str, int, int], Contribution]


def tell_paris(
    *, actor: Person, programme: Programme, cycle: Cycle, people: dict[int, list[Person]]
) -> Gathering:
    """Create the meeting of 13 December 2021 with its tables, ideas, synthesis, report and roadmap."""
    typology = create_typology(
        actor=actor,
        programme=programme,
        name="Typologie de Paris",
        themes=[(label, Tone(tone), words) for label, tone, words in paris.THEMES],
    )
    gathering = _open_gathering(actor, programme, cycle, typology)
    tables = _seat_people(actor, gathering, people)
    notes = _take_notes(actor, gathering, tables)
    leads = _draw_leads(actor, gathering, typology, notes)
    _write_lines(actor, gathering, notes)
    _follow(actor, leads, [person for table in people.values() for person in table])
    report = write_report(
        actor=actor,
        gathering=gathering,
        title="Grande Rencontre de Paris",
        introduction=paris.INTRODUCTION,
        closing=paris.CLOSING,
        acknowledgements=paris.SUPPORT,
    )
    publish_report(actor=actor, report=report)
    return edit_gathering(actor=actor, gathering=gathering, is_closed=True)


def _open_gathering(
    actor: Person, programme: Programme, cycle: Cycle, typology: Typology
) -> Gathering:
    gathering = create_gathering(
        actor=actor,
        programme=programme,
        name="Grande Rencontre de Paris",
        day=datetime.date(2021, 12, 13),
        with_run_sheet=False,
        cycle=cycle,
        typology=typology,
        place="Musée social",
        address="Paris",
        territory=find_territory("75056", kind="commune"),
    )
    write_segments(actor, gathering, paris.SEGMENTS)
    return gathering


def _seat_people(
    actor: Person, gathering: Gathering, people: dict[int, list[Person]]
) -> dict[int, Table]:
    sizes = [max(6, len(people[number])) for number in sorted(people)]
    tables = {
        table.number: table for table in set_tables(actor=actor, gathering=gathering, sizes=sizes)
    }
    seats = []
    for number, guests in people.items():
        for person in guests:
            registration = register_person(actor=actor, gathering=gathering, person=person)
            set_presence(
                actor=actor, registration=registration, presence=Registration.Presence.PRESENT
            )
            seats.append((registration, tables[number]))
    record_seating(actor=actor, gathering=gathering, seats=seats)
    for number, count in paris.UNNAMED.items():
        tables[number].unnamed_guests = count
        tables[number].save(update_fields=["unnamed_guests"])
    return tables


def _take_notes(actor: Person, gathering: Gathering, tables: dict[int, Table]) -> Notes:
    prompts = {prompt.code: prompt for prompt in ensure_prompts(actor=actor, gathering=gathering)}
    notes: Notes = {}
    texts = {"O": paris.OBJECTIVES, "E": paris.EXAMPLES, "P": paris.LEADS}
    for number, table in tables.items():
        for letter, by_table in texts.items():
            for place, text in enumerate(by_table[number], start=1):
                notes[letter, number, place] = add_note(
                    actor=actor, table=table, prompt=prompts[LETTERS[letter]], text=text
                )
        for place in (1, 2, 3):
            star_note(actor=actor, note=notes["P", number, place], starred=True)
    return notes


def _cited(notes: Notes, names: Sequence[str]) -> list[Contribution]:
    """Read "3.1" (the first lead of table 3) or "E2.4" (the fourth example of table 2)."""
    found = []
    for name in names:
        letter = name[0] if name[0] in LETTERS else "P"
        table, place = name.lstrip("OEP").split(".")
        found.append(notes[letter, int(table), int(place)])
    return found


def _draw_leads(
    actor: Person, gathering: Gathering, typology: Typology, notes: Notes
) -> dict[str, Lead]:
    themes = list(typology.themes.all())
    leads = {}
    for theme, title, names in paris.SYNTHESIS_LEADS:
        leads[title] = create_lead(
            actor=actor,
            gathering=gathering,
            title=title,
            theme=themes[theme],
            contributions=_cited(notes, names),
        )
    for theme, title, names, kept in paris.MERGED_LEADS:
        absorbed = create_lead(
            actor=actor,
            gathering=gathering,
            title=title,
            theme=themes[theme],
            contributions=_cited(notes, names),
        )
        merge_leads(actor=actor, kept=leads[kept], absorbed=absorbed)
    return leads


def _write_lines(actor: Person, gathering: Gathering, notes: Notes) -> None:
    prompts = {prompt.code: prompt for prompt in ensure_prompts(actor=actor, gathering=gathering)}
    for letter, text, names in paris.SYNTHESIS_LINES:
        write_line(
            actor=actor,
            gathering=gathering,
            prompt=prompts[LETTERS[letter]],
            text=text,
            contributions=_cited(notes, names),
        )


def _follow(actor: Person, leads: dict[str, Lead], people: Sequence[Person]) -> None:
    by_structure: dict[str, Person] = {}
    for person in people:
        for affiliation in person.affiliations.select_related("organization"):
            by_structure.setdefault(affiliation.organization.name, person)
    for title, status, structure, next_step, day in paris.ROADMAP:
        follow_lead(
            actor=actor,
            lead=leads[title],
            status=status,
            referent=by_structure.get(structure),
            next_step=next_step,
            next_step_on=datetime.date.fromisoformat(day) if day else None,
        )
