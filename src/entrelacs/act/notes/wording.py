"""What is said of a line of a file, by the code of its warning; also said without Django."""

from entrelacs.act.notes.sources import WarningCode


def _(text: str) -> str:
    """Mark a sentence for translation, without translating it yet."""
    return text


WARNING_SENTENCES = {
    WarningCode.OUTSIDE_TABLES: _("Outside the tables."),
    WarningCode.CONTENTS: _("Table of contents."),
    WarningCode.PAGE_MARK: _("Page mark."),
    WarningCode.UNKNOWN_PROMPT: _("Neither objectives, examples nor leads."),
    WarningCode.NO_PROMPT: _("Before any question."),
    WarningCode.NO_BULLET: _("Not a bullet."),
    WarningCode.EMPTY_BULLET: _("Empty bullet."),
    WarningCode.PEOPLE_UNREAD: _("No name could be read here."),
    WarningCode.UNNAMED_GUEST: _("Someone is counted without a name."),
    WarningCode.PERSON_UNCLEAR: _("Check this name and this structure."),
    WarningCode.TABLE_REPEATED: _("This table comes twice: both parts were joined."),
    WarningCode.TABLE_NUMBER_MISSING: _("This table has no number: it was given the next one."),
    WarningCode.TABLE_TITLE: _("The title of this table is not kept."),
    WarningCode.TABLE_EMPTY: _("This table holds no idea."),
    WarningCode.PROMPT_REPEATED: _("This question comes twice: both parts were joined."),
}
