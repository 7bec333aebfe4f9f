from django.db import transaction
from django.utils import timezone

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.kit.changes import contents_of
from entrelacs.act.kit.facts import KitFacts
from entrelacs.act.kit.options import KitOptions
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person


@transaction.atomic
def note_kit_downloaded(
    *, actor: Person | None, gathering: Gathering, facts: KitFacts, options: KitOptions
) -> None:
    """Remember when the kit was taken and what it rested on, so that a change after it is told.

    The gathering comes from `gatherings_with_kit`, which knows the version of its plan.
    """
    # By way of the relation: what is tried before the day reads this subject, not the reverse.
    notebook = Gathering._meta.get_field("preflight").related_model
    preflight, _made = notebook.objects.get_or_create(
        gathering=gathering, defaults={"programme_id": gathering.programme_id}
    )
    preflight.kit_downloaded_at = timezone.now()
    preflight.kit_version = gathering.plan_version
    preflight.kit_contents = contents_of(facts)
    preflight.save(update_fields=["kit_downloaded_at", "kit_version", "kit_contents"])
    record(
        actor=actor,
        event="kit.downloaded",
        subject=gathering,
        people=len(facts.guests),
        tables=len(facts.tables),
        version=preflight.kit_version,
        paper=options.paper,
    )
