"""Why someone was offered a seat, in words an organiser can repeat to anyone."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from entrelacs.act.admission.models import SeatOffer
from entrelacs.act.admission.seats import WHOLE_ROOM
from entrelacs.commons.programmes.models import World


def figures_in_words(offer: SeatOffer, worlds: Iterable[World]) -> list[str]:
    """The figures the choice was made on: "Social work: 14 of 20"."""
    labels = {world.code: world.label for world in worlds}
    # In the order of the programme, whatever the database did with the keys; the whole comes last.
    order = [*labels, *(code for code in offer.figures if code not in labels and code), WHOLE_ROOM]
    return [
        _held(labels.get(code, _("In all") if code == WHOLE_ROOM else code), *offer.figures[code])
        for code in order
        if code in offer.figures
    ]


def _held(label: str, held: int, seats: int | None) -> str:
    if seats is None:
        return _("%(label)s: %(held)s") % {"label": label, "held": held}
    return _("%(label)s: %(held)s of %(seats)s") % {"label": label, "held": held, "seats": seats}
