"""What people were told of the date and the place, so that a change reaches those who hold another."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.models import Announcement, Told
from entrelacs.act.mailings.queries import ANNOUNCED, told_otherwise
from entrelacs.commons.journal.actions import record

ANEW: dict[str, Any] = {
    "update_conflicts": True,
    "unique_fields": ["registration"],
    "update_fields": ["announcement"],
}


@transaction.atomic
def note_told(
    *, gathering: Gathering, registrations: Iterable[Registration], is_change: bool = False
) -> None:
    """Remember that these people were told the date and the place as they are now.

    Whoever was told otherwise before still holds it, until a message says that it changed.
    """
    announcement, _added = Announcement.objects.get_or_create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        **{name: getattr(gathering, name) for name in ANNOUNCED},
    )
    Told.objects.bulk_create(
        (
            Told(
                programme_id=gathering.programme_id,
                registration=registration,
                announcement=announcement,
            )
            for registration in registrations
        ),
        **(ANEW if is_change else {"ignore_conflicts": True}),
    )


@transaction.atomic
def skip_telling(*, actor: models.Model | None, gathering: Gathering) -> int:
    """They know already, by other ways: whoever holds another date is believed to hold this one."""
    keys = told_otherwise(gathering)
    people = Registration.objects.filter(pk__in=keys).order_by("pk")
    note_told(gathering=gathering, registrations=people, is_change=True)
    record(actor=actor, event="gathering.told", subject=gathering, people=len(keys))
    return len(keys)
