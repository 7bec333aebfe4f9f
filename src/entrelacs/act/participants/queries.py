from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.links import read_token
from entrelacs.act.gatherings.models import Registration
from entrelacs.act.tables.models import Seat, Seating, Table
from entrelacs.act.tables.queries import composition_of
from entrelacs.commons.consent.models import Consent, ConsentText, Use
from entrelacs.commons.consent.queries import consents_of, current_texts
from entrelacs.commons.people.models import Person

# As long as what is known of someone may be kept: 24 months after the last contact.
LINK_LASTS = timedelta(days=2 * 366)


def registration_behind(token: str) -> Registration | None:
    """Whose page it is, whichever the programme; None for a link altered, renewed or too old."""
    parts = read_token(token)
    if parts is None:
        return None
    with scopes_disabled():
        found = (
            Registration.objects.filter(
                pk=parts.registration, link_salt=parts.link_salt, person__isnull=False
            )
            .select_related(
                "programme",
                "gathering__composition",
                "gathering__search",
                "gathering__programme",
                "person__territory",
                "person__account",
            )
            .first()
        )
    if found is None or timezone.now() - found.person.last_contact_at > LINK_LASTS:
        return None
    return found


@dataclass(frozen=True, slots=True)
class MySeat:
    """Where someone sits in one round, from 1; `is_over` once that round took place."""

    round: int
    table: Table
    is_over: bool


def seats_of_person(registration: Registration) -> list[MySeat]:
    """Where they sit in the latest composition, round by round; empty when they have no seat."""
    composition = composition_of(registration.gathering)
    latest = Seating.objects.filter(gathering=registration.gathering_id).order_by("-version")[:1]
    seats = (
        Seat.objects.filter(registration=registration, seating__in=list(latest))
        .select_related("table")
        .order_by("round", "pk")
    )
    return [
        MySeat(seat.round, seat.table, is_over=seat.round <= composition.played) for seat in seats
    ]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One use of someone's name: the words, and what they last said."""

    use: Use
    text: ConsentText
    said: Consent | None

    @property
    def is_given(self) -> bool:
        return self.said is not None and self.said.given

    @property
    def words_changed(self) -> bool:
        """They agreed to an earlier version of these words."""
        return self.is_given and self.said is not None and self.said.text_id != self.text.pk


def choices_of(person: Person) -> list[Choice]:
    """The uses that have a text, in their order."""
    texts, said = current_texts(), consents_of(person)
    return [Choice(use=use, text=texts[use], said=said.get(use)) for use in Use if use in texts]
