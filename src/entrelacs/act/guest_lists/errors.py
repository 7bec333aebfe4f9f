"""Why a whole list is refused, before any of its lines is looked at."""

from entrelacs.errors import EntrelacsError


class ListEmpty(EntrelacsError):
    code = "list-empty"


class ListTooLong(EntrelacsError):
    """More than `most` lines, or more characters than a page can carry."""

    code = "list-too-long"


class ListTooWide(EntrelacsError):
    """More than `most` columns."""

    code = "list-too-wide"


class FileTooBig(EntrelacsError):
    """`size` and `most` are in megabytes."""

    code = "file-too-big"


class FileUnfoldsTooBig(EntrelacsError):
    """A small archive that holds more than `most` megabytes."""

    code = "file-unfolds-too-big"


class FileEmpty(EntrelacsError):
    code = "file-empty"


class FileLocked(EntrelacsError):
    """Protected by a password."""

    code = "file-locked"


class FileUnreadable(EntrelacsError):
    """Not a list: an image, a PDF, a damaged spreadsheet…"""

    code = "file-unreadable"


class ListSettled(EntrelacsError):
    """Added or dropped already: it is not added twice."""

    code = "list-settled"


class ListChanged(EntrelacsError):
    """The programme changed since the list was shown."""

    code = "list-changed"


class ListEmptied(EntrelacsError):
    """Its cells were emptied: it was too old, or someone was erased."""

    code = "list-emptied"


REFUSALS = (
    ListEmpty,
    ListTooLong,
    ListTooWide,
    FileTooBig,
    FileUnfoldsTooBig,
    FileEmpty,
    FileLocked,
    FileUnreadable,
)
