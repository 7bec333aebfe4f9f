"""Why a whole list is refused, before any of its lines is looked at."""

from entrelacs.errors import EntrelacsError


class ListEmpty(EntrelacsError):
    code = "list-empty"


class ListTooLong(EntrelacsError):
    """More than `most` lines, or more characters than a page can carry."""

    code = "list-too-long"


class FileTooBig(EntrelacsError):
    """`size` and `most` are in megabytes."""

    code = "file-too-big"


class FileEmpty(EntrelacsError):
    code = "file-empty"


class FileUnreadable(EntrelacsError):
    """Not a list: an image, a PDF, a damaged spreadsheet…"""

    code = "file-unreadable"
