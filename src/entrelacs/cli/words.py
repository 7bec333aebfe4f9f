"""The words of the command line, translated without Django so that engines' commands start at once."""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def _(text: str) -> str:
    """Translate one sentence into the language chosen by `choose_language`."""
    return gettext.gettext(text)


def choose_language() -> None:
    """Speak ENTRELACS_LANGUAGE, French unless told; argparse's own sentences follow."""
    # argparse asks gettext's global domain, which looks at this variable first.
    os.environ["LANGUAGE"] = os.environ.get("ENTRELACS_LANGUAGE") or "fr"
    gettext.bindtextdomain("django", LOCALE)
    gettext.textdomain("django")


def sentences_of_argparse() -> tuple[str, ...]:
    """Name what argparse says by itself, for the extraction of sentences to find it."""
    return (
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("expected one argument"),
        _("not allowed with argument %s"),
    )
