"""Lists of names as one says them."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Tables or pairs named before "and n more".
NAMED = 3


def listed(words: Iterable[str]) -> str:
    """Up to twice `NAMED` words, then how many others."""
    words = list(words)
    left = len(words) - 2 * NAMED
    if left > 0:
        words = [*words[: 2 * NAMED], ngettext("%(n)d other", "%(n)d others", left) % {"n": left}]
    return str(get_text_list(words, _("and")))
