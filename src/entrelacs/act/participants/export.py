"""All that a programme knows of one person, for that person."""

from typing import Any

from django.db.models import OuterRef, Subquery

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.models import Seat, Seating
from entrelacs.commons.consent.models import Consent
from entrelacs.commons.journal.models import JournalEntry
from entrelacs.commons.mail.models import Mail
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.models import Programme


def known_of(person: Person, programme: Programme) -> dict[str, Any]:
    """Plain values, ready for JSON. What others asked about them is not theirs to read."""
    return {
        "person": {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "email": person.email,
            "phone": person.phone,
            "occupation": person.function,
            "worlds": [world.label for world in person.worlds.order_by("position", "pk")],
            "territory": person.territory.label if person.territory else None,
            "known_since": person.created_at.isoformat(),
            "last_contact": person.last_contact_at.isoformat(),
            "signs_in_with": person.account.email if person.account else None,
            "roles": sorted(person.roles.values_list("code", flat=True)),
        },
        "programme": {"name": programme.name, "contact": programme.contact},
        "structures": [
            {
                "name": link.organization.name,
                "is_main": link.is_main,
                "until": link.until.isoformat() if link.until else None,
            }
            for link in person.affiliations.select_related("organization").order_by("pk")
        ],
        "registrations": _registrations(person),
        "consents": [
            {
                "use": line.use,
                "given": line.given,
                "at": line.at.isoformat(),
                "channel": line.channel,
                "version": line.text.version,
                "text": line.text.text,
            }
            for line in Consent.objects.filter(person=person)
            .select_related("text")
            .order_by("at", "pk")
        ],
        "mails": [
            {
                "kind": mail.kind,
                "subject": mail.subject,
                "to": mail.to,
                "written_at": mail.created_at.isoformat(),
                "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
                "state": mail.state,
            }
            for mail in Mail.objects.filter(person=person).order_by("created_at", "pk")
        ],
        "journal": [
            {"at": entry.at.isoformat(), "event": entry.event}
            for entry in JournalEntry.objects.filter(actor=person).order_by("at", "pk")
        ],
    }


def _registrations(person: Person) -> list[dict[str, Any]]:
    registrations = list(
        Registration.objects.filter(person=person)
        .select_related("gathering", "seat_world")
        .order_by("gathering__day", "pk")
    )
    seats, offers = _seats(registrations), _offers(registrations)
    return [
        {
            "gathering": each.gathering.name,
            "day": each.gathering.day.isoformat(),
            "answer": each.status,
            "seat_counted_in": each.seat_world.label if each.seat_world else None,
            "waiting_since": each.waiting_since.isoformat() if each.waiting_since else None,
            "presence": each.presence,
            "arrived_at": each.arrived_at.isoformat() if each.arrived_at else None,
            "needs": each.needs,
            "table_needs": each.table_needs,
            "rounds_attended": each.rounds,
            "registered_at": each.created_at.isoformat(),
            "seats": seats.get(each.pk, []),
            "offers": offers.get(each.pk, []),
        }
        for each in registrations
    ]


def _seats(registrations: list[Registration]) -> dict[int, list[dict[str, Any]]]:
    """Where they sit in the latest composition of each gathering."""
    last = (
        Seating.objects.filter(gathering=OuterRef("seating__gathering"))
        .order_by("-version")
        .values("version")[:1]
    )
    seats = Seat.objects.filter(registration__in=registrations, seating__version=Subquery(last))
    found: dict[int, list[dict[str, Any]]] = {}
    for seat in seats.select_related("table").order_by("round", "pk"):
        found.setdefault(seat.registration_id, []).append(
            {"round": seat.round, "table": seat.table.number, "spot": seat.table.spot}
        )
    return found


def _offers(registrations: list[Registration]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for offer in SeatOffer.objects.filter(registration__in=registrations).order_by("pk"):
        found.setdefault(offer.registration_id, []).append(
            {
                "offered_at": offer.offered_at.isoformat(),
                "expires_at": offer.expires_at.isoformat(),
                "state": offer.state,
                "reason": offer.reason,
            }
        )
    return found
