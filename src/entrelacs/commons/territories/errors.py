"""What goes wrong with a territory."""

from entrelacs.errors import EntrelacsError


class UnknownTerritory(EntrelacsError):
    """No territory, present or former, answers to `code` (or `text`)."""

    code = "territory-unknown"


class AmbiguousTerritory(EntrelacsError):
    """Several territories answer to `text`; `choices` are their labels."""

    code = "territory-ambiguous"
