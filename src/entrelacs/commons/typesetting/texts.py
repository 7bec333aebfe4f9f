"""Text that any file may carry, whatever was typed or pasted."""

import re

# What XML 1.0 has no way to write, lone halves of surrogate pairs included.
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# No-break spaces are kept: French typography rests on them.
BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """The text on one line, without characters that some format could not carry.

    >>> printable("a\\x00b\\n c")
    'ab c'
    """
    return BLANKS.sub(" ", UNPRINTABLE.sub("", text))
