import datetime

import factory

from entrelacs.act.admission.models import Admission
from entrelacs.act.gatherings.models import Gathering, Registration, Segment, SegmentKind
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.leads.models import Lead
from entrelacs.act.mailings.models import Mailing
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.preflight.models import Preflight
from entrelacs.act.synthesis.models import SynthesisLine
from entrelacs.act.tables.models import (
    Composition,
    Search,
    Seat,
    Seating,
    Table,
    TableWish,
)
from tests.factories.commons import PersonFactory, ScopedFactory


class GatheringFactory(ScopedFactory):
    class Meta:
        model = Gathering

    name = factory.Sequence(lambda n: f"Grande Rencontre {n}")
    slug = factory.Sequence(lambda n: f"rencontre-{n}")
    day = datetime.date(2027, 3, 12)
    place = "Maison commune"


class SegmentFactory(ScopedFactory):
    class Meta:
        model = Segment

    gathering = factory.SubFactory(GatheringFactory)
    kind = SegmentKind.OPENING
    starts_at = datetime.time(14)
    minutes = 15
    title = factory.Sequence(lambda n: f"Temps {n}")


class RegistrationFactory(ScopedFactory):
    class Meta:
        model = Registration

    gathering = factory.SubFactory(GatheringFactory)
    person = factory.SubFactory(PersonFactory)


class AdmissionFactory(ScopedFactory):
    class Meta:
        model = Admission

    gathering = factory.SubFactory(GatheringFactory)
    is_public = True
    is_open = True


class GuestListDraftFactory(ScopedFactory):
    class Meta:
        model = GuestListDraft

    gathering = factory.SubFactory(GatheringFactory)
    # One sheet, as `guest_lists.sheets.as_json` writes it: first line, last line, cells.
    cells = factory.LazyFunction(
        lambda: [{"name": "", "rows": [[1, 1, ["Nom"]], [2, 2, ["Ana Lopez"]]]}]
    )


class TableFactory(ScopedFactory):
    class Meta:
        model = Table

    gathering = factory.SubFactory(GatheringFactory)
    number = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"TABL{n:04d}")


class CompositionFactory(ScopedFactory):
    class Meta:
        model = Composition

    gathering = factory.SubFactory(GatheringFactory)
    rounds = 3


class TableWishFactory(ScopedFactory):
    class Meta:
        model = TableWish
        skip_postgeneration_save = True

    gathering = factory.SubFactory(GatheringFactory)
    kind = TableWish.Kind.APART

    @factory.post_generation
    def registrations(self, create, extracted, **kwargs):
        if create and extracted:
            self.registrations.set(extracted)


class PreflightFactory(ScopedFactory):
    class Meta:
        model = Preflight

    gathering = factory.SubFactory(GatheringFactory)


class SearchFactory(ScopedFactory):
    class Meta:
        model = Search

    gathering = factory.SubFactory(GatheringFactory)
    base = "registered"
    planned = 1000


class SeatingFactory(ScopedFactory):
    class Meta:
        model = Seating

    gathering = factory.SubFactory(GatheringFactory)
    version = factory.Sequence(lambda n: n + 1)
    origin = Seating.Origin.COMPOSED


class SeatFactory(ScopedFactory):
    class Meta:
        model = Seat

    seating = factory.SubFactory(SeatingFactory)
    table = factory.SubFactory(TableFactory, gathering=factory.SelfAttribute("..seating.gathering"))
    registration = factory.SubFactory(
        RegistrationFactory, gathering=factory.SelfAttribute("..seating.gathering")
    )
    position = factory.Sequence(lambda n: n)


class PromptFactory(ScopedFactory):
    class Meta:
        model = Prompt
        django_get_or_create = ("gathering", "code")

    gathering = factory.SubFactory(GatheringFactory)
    code = PromptCode.LEADS
    question = "Quelles pistes pour demain ?"


class ContributionFactory(ScopedFactory):
    class Meta:
        model = Contribution

    gathering = factory.SubFactory(GatheringFactory)
    table = factory.SubFactory(TableFactory, gathering=factory.SelfAttribute("..gathering"))
    prompt = factory.SubFactory(PromptFactory, gathering=factory.SelfAttribute("..gathering"))
    text = factory.Sequence(lambda n: f"Une idée numéro {n}")
    position = factory.Sequence(lambda n: n)


class LeadFactory(ScopedFactory):
    class Meta:
        model = Lead

    gathering = factory.SubFactory(GatheringFactory)
    title = factory.Sequence(lambda n: f"Piste {n}")


class SynthesisLineFactory(ScopedFactory):
    class Meta:
        model = SynthesisLine

    gathering = factory.SubFactory(GatheringFactory)
    prompt = factory.SubFactory(PromptFactory, gathering=factory.SelfAttribute("..gathering"))
    text = factory.Sequence(lambda n: f"Une ligne numéro {n}")


class MailingFactory(ScopedFactory):
    class Meta:
        model = Mailing
        skip_postgeneration_save = True

    gathering = factory.SubFactory(GatheringFactory)
    kind = "free"
    subject = "Des nouvelles"
    text = "Bonjour [prénom],"

    @factory.post_generation
    def chosen(self, create, extracted, **kwargs):
        if create and extracted:
            self.chosen.set(extracted)
