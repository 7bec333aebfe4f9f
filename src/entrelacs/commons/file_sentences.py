"""What is wrong with a file someone gave: the same sentences with Django and, on a terminal, without.

`messages.py` shows them on pages, `cli/import_notes.py` prints them; each translates in its own way.
"""


def _(text: str) -> str:
    """Mark a sentence for translation, without translating it yet."""
    return text


FILE_SENTENCES = {
    "list-empty": _("The list is empty: paste at least one line, or choose a file."),
    "list-too-long": _(
        "The list holds more than %(most)s lines. Nothing was read: cut it into several lists."
    ),
    "list-too-wide": _(
        "The list has more than %(most)s columns. Nothing was read: keep only those about people."
    ),
    "file-too-big": _(
        "This file weighs %(size)s MB, more than the %(most)s MB accepted. It was not read and "
        "nothing was changed: keep only the sheet with the people, or paste the lines."
    ),
    "file-unfolds-too-big": _(
        "“%(name)s” unfolds to more than %(most)s MB. It was not read and nothing was changed: "
        "copy the lines with people into a new file, or paste them."
    ),
    "file-empty": _(
        "This file is empty. Nothing was changed: check that it was saved, then try again."
    ),
    "file-locked": _(
        "“%(name)s” is protected by a password. It was not read and nothing was changed: "
        "save it again without the password, or copy the lines and paste them."
    ),
    "file-unreadable": _(
        "“%(name)s” is not a list we can read. Nothing was changed: save it as .xlsx, .ods or .csv, "
        "or copy the lines and paste them."
    ),
    "notes-file-unusable": _("“%(filename)s” cannot be used. Nothing was imported."),
    "notes-file-unreadable": _("“%(filename)s” cannot be read (%(reason)s). Nothing was imported."),
    "notes-file-empty": _(
        "“%(filename)s” is empty. Nothing was imported: check that it is the right file."
    ),
    "notes-file-not-text": _(
        "“%(filename)s” is not a text. Nothing was imported: "
        "save your notes as .docx, .txt or .md, then try again."
    ),
    "notes-file-too-large": _(
        "“%(filename)s” is too large (%(megabytes)s MB, %(largest)s MB at most). Nothing was "
        "imported: take the pictures out, or save the text alone."
    ),
    "notes-file-too-long": _(
        "“%(filename)s” is too long (more than %(most)s lines). Nothing was imported: "
        "keep the notes of the tables only."
    ),
    "notes-file-damaged": _(
        "“%(filename)s” is damaged, or is not a Word document in spite of its name. "
        "Nothing was imported: open it, save it again as .docx, then try again."
    ),
}
