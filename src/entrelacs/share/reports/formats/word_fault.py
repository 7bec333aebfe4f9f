"""Why an organiser's template is refused; every fault is a `ReportTemplateFault`.

`line` counts the paragraphs of the part (body, header or footer) and `near` quotes one.
"""

from entrelacs.errors import EntrelacsError


class ReportTemplateFault(EntrelacsError):
    code = "report-template-fault"


class TemplateTooBig(ReportTemplateFault):
    """In megabytes, as sent or once opened."""

    code = "report-template-too-big"


class TemplateNotWord(ReportTemplateFault):
    code = "report-template-not-word"


class TemplateUnsafe(ReportTemplateFault):
    """It declares entities, or holds more parts than any real document."""

    code = "report-template-unsafe"


class TemplateUnreadable(ReportTemplateFault):
    """A placeholder or a condition is badly written."""

    code = "report-template-unreadable"


class TemplateUnknownPlaceholder(ReportTemplateFault):
    code = "report-template-unknown-placeholder"


class TemplateForbidden(ReportTemplateFault):
    """It calls, computes or looks inside what it is given."""

    code = "report-template-forbidden"


class TemplateNotFilled(ReportTemplateFault):
    """It reads well, but fails once filled."""

    code = "report-template-not-filled"


class ContentMissing(ReportTemplateFault):
    code = "report-template-content-missing"


class ContentRepeated(ReportTemplateFault):
    code = "report-template-content-repeated"


class ContentMisplaced(ReportTemplateFault):
    """It stands in a header, a footer or a note, where a report does not fit."""

    code = "report-template-content-misplaced"
