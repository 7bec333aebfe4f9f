"""A meeting as the kit prints it."""

from collections import defaultdict

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from entrelacs.act.gatherings.links import personal_token
from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.gatherings.queries import registrations_of, segments_of
from entrelacs.act.gatherings.run_sheet import default_moments
from entrelacs.act.kit.facts import (
    Guest,
    KitConsent,
    KitFacts,
    KitMoment,
    KitPrompt,
    KitTable,
    KitWorld,
    Placement,
)
from entrelacs.act.notes.queries import prompts_of, usual_prompts
from entrelacs.act.tables.models import Seat, Seating, Table
from entrelacs.act.tables.queries import open_tables
from entrelacs.commons.consent.models import Use
from entrelacs.commons.consent.queries import current_texts
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import World
from entrelacs.commons.programmes.queries import worlds
from entrelacs.commons.site.address import absolute


def gatherings_with_kit() -> QuerySet[Gathering]:
    """The gatherings of the programme in scope, each with what was noted before the day.

    `plan_version` is that of the latest plan of the tables, even one that seats nobody.
    """
    latest = Seating.objects.filter(gathering=OuterRef("pk")).order_by("-version")
    return Gathering.objects.select_related("programme", "preflight").annotate(
        plan_version=Subquery(latest.values("version")[:1])
    )


def facts_of(gathering: Gathering) -> KitFacts:
    """All that the kit prints, in one reading; nobody is left out but those who hold no seat."""
    programme = gathering.programme
    return KitFacts(
        gathering=gathering.name,
        slug=gathering.slug,
        day=gathering.day,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        place=gathering.place,
        address=gathering.address,
        organizer=programme.organizer or programme.name,
        contact=programme.contact,
        entrance=absolute(reverse("act:notebook_enter")),
        guests=_guests(gathering),
        worlds=tuple(_world(world) for world in worlds()),
        tables=tuple(_table(table) for table in open_tables(gathering)),
        prompts=_prompts(gathering),
        moments=_moments(gathering),
        consents=_consents(),
        placement=_placement(gathering),
    )


def _guests(gathering: Gathering) -> tuple[Guest, ...]:
    expected = registrations_of(gathering).exclude(status__in=Registration.NOT_EXPECTED)
    guests = [
        _guest(registration, registration.person)
        for registration in expected
        if registration.person is not None
    ]
    return tuple(sorted(guests, key=lambda guest: guest.alphabetical))


def _guest(registration: Registration, person: Person) -> Guest:
    structures = [affiliation.organization.name for affiliation in person.affiliations.all()]
    is_nameless = not (person.given_name or person.family_name)
    return Guest(
        registration=registration.pk,
        given_name=person.full_name if is_nameless else person.given_name,
        family_name=person.family_name,
        structure=structures[0] if structures else "",
        worlds=tuple(_world(world) for world in person.worlds.all()),
        page=absolute(reverse("act:participant", args=[personal_token(registration)])),
    )


def _world(world: World) -> KitWorld:
    return KitWorld(
        label=world.label, short_label=world.short_label, tone=world.tone, mark=world.mark
    )


def _table(table: Table) -> KitTable:
    return KitTable(
        number=table.number,
        spot=table.spot,
        code=table.code,
        notebook=absolute(reverse("act:notebook", args=[table.code])),
        host=table.facilitator.full_name if table.facilitator else "",
        scribe=table.scribe.full_name if table.scribe else "",
    )


def _prompts(gathering: Gathering) -> tuple[KitPrompt, ...]:
    return tuple(
        KitPrompt(
            code=str(prompt.code),
            label=str(prompt.get_code_display()),
            question=prompt.question,
            minutes=prompt.minutes,
        )
        for prompt in list(prompts_of(gathering)) or usual_prompts(gathering)
    )


def _moments(gathering: Gathering) -> tuple[KitMoment, ...]:
    found = tuple(
        KitMoment(
            kind=segment.kind,
            starts_at=segment.starts_at,
            minutes=segment.minutes,
            title=segment.title,
            text=segment.text,
        )
        for segment in segments_of(gathering)
    )
    usual = default_moments(starts_at=gathering.starts_at, ends_at=gathering.ends_at)
    return found or tuple(
        KitMoment(kind=moment.kind, starts_at=begins, minutes=minutes, title=str(moment.title))
        for begins, moment, minutes in usual
    )


def _consents() -> tuple[KitConsent, ...]:
    """The uses one says on the day; news have no box: nobody asks for them at the door."""
    texts = current_texts()
    shown = (
        (Use.NAME_IN_REPORT, _("in the report")),
        (Use.DIRECTORY, _("in the directory")),
        (Use.IMAGE, _("on photographs")),
    )
    return tuple(
        KitConsent(use=use.value, short=short, text=texts[use].text, version=texts[use].version)
        for use, short in shown
        if use in texts
    )


def _placement(gathering: Gathering) -> Placement | None:
    """The latest plan; one that seats nobody is no plan to put on a wall."""
    last = Seating.objects.filter(gathering=gathering).order_by("-version").values("pk")[:1]
    seats = list(
        Seat.objects.filter(seating__in=last)
        .select_related("seating", "table")
        .order_by("round", "pk")
    )
    if not seats:
        return None
    seating = seats[0].seating
    numbers: dict[int, dict[int, int]] = defaultdict(dict)
    for seat in seats:
        numbers[seat.registration_id][seat.round] = seat.table.number
    rounds = range(1, seating.rounds + 1)
    return Placement(
        version=seating.version,
        made_at=seating.created_at,
        rounds=seating.rounds,
        tables={
            registration: tuple(by_round.get(number) for number in rounds)
            for registration, by_round in numbers.items()
        },
    )
