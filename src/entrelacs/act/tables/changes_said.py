"""What a change buys or costs, rule by rule, in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from entrelacs.engines.seating import Cost

# Pieces of sentence, by the code of the rule.
MORE = {
    "wishes": ngettext_lazy(
        "%(count)d wish more not kept", "%(count)d wishes more not kept", "count"
    ),
    "needs": ngettext_lazy("%(count)d need more not met", "%(count)d needs more not met", "count"),
    "size": ngettext_lazy(
        "%(count)d person more missing at small tables",
        "%(count)d people more missing at small tables",
        "count",
    ),
    "alone": ngettext_lazy(
        "%(count)d person more alone from their world",
        "%(count)d people more alone from their world",
        "count",
    ),
    "structure": ngettext_lazy(
        "%(count)d more pair of colleagues together",
        "%(count)d more pairs of colleagues together",
        "count",
    ),
    "mix": gettext_lazy("worlds less well mixed"),
    "repeats": ngettext_lazy(
        "%(count)d re-encounter more", "%(count)d re-encounters more", "count"
    ),
    "territory": gettext_lazy("places less well mixed"),
}
FEWER = {
    "wishes": ngettext_lazy("%(count)d wish more kept", "%(count)d wishes more kept", "count"),
    "needs": ngettext_lazy("%(count)d need more met", "%(count)d needs more met", "count"),
    "size": ngettext_lazy(
        "%(count)d person fewer missing at small tables",
        "%(count)d people fewer missing at small tables",
        "count",
    ),
    "alone": ngettext_lazy(
        "%(count)d person fewer alone from their world",
        "%(count)d people fewer alone from their world",
        "count",
    ),
    "structure": ngettext_lazy(
        "%(count)d pair of colleagues fewer together",
        "%(count)d pairs of colleagues fewer together",
        "count",
    ),
    "mix": gettext_lazy("worlds better mixed"),
    "repeats": ngettext_lazy(
        "%(count)d re-encounter fewer", "%(count)d re-encounters fewer", "count"
    ),
    "territory": gettext_lazy("places better mixed"),
}


def change_sentence(change: Cost) -> str:
    """What a change buys or costs, most important first."""
    said = changes(change)
    return capfirst(", ".join(said)) + "." if said else _("Nothing gained, nothing lost.")


def changes(change: Cost) -> list[str]:
    """The same, one piece of sentence for each rule that counts more faults or fewer."""
    return [
        str((MORE if part.count > 0 else FEWER)[part.code] % {"count": abs(part.count)})
        for part in change.parts
        if part.count
    ]
