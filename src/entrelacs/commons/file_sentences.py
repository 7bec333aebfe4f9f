"""What is wrong with a file someone gave: the same sentences with Django and, on a terminal, without.

`messages.py` shows them on pages, `cli/import_notes.py` prints them; each translates in its own way.
"""


def _(text: str) -> str:
    """Mark a sentence for translation, without translating it yet."""
    return text


FILE_SENTENCES = {
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
