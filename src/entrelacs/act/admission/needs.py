"""What a welcome can provide: needs, never the reason for them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from entrelacs.act.tables.models import TableProperty

# Nothing here tells a faith or an illness: a diet is asked as what is on the plate.
ACCESS: dict[str, Any] = {
    "door": _("near the door"),
    "quiet": _("quiet table"),
    "step-free": _("step-free access"),
    "interpretation": _("sign language"),
    "loop": _("hearing loop"),
    "large-print": _("large print"),
    "easy-read": _("easy-to-read documents"),
    "child-care": _("child care"),
}
FOOD: dict[str, Any] = {
    "vegetarian": _("vegetarian"),
    "vegan": _("vegan"),
    "no-gluten": _("gluten-free"),
    "no-nuts": _("no nuts"),
}


def needs_in_words(codes: Iterable[str], more: str = "") -> str:
    """One line for whoever prepares the room, in the language of the programme."""
    wanted = set(codes)
    with translation.override(settings.LANGUAGE_CODE):
        said = [str(label) for code, label in (ACCESS | FOOD).items() if code in wanted]
    return ", ".join(filter(None, [*said, " ".join(more.split())]))


def table_needs_among(codes: Iterable[str]) -> list[str]:
    """Those that a table can offer."""
    wanted = set(codes)
    return [str(code) for code in TableProperty.values if code in wanted]
