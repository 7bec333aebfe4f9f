"""An organiser's own Word template, filled with the report.

The template is an ordinary .docx in which these words, between double braces, are replaced:

| placeholder | what comes in its place |
|---|---|
| `{{ titre }}` | title of the report |
| `{{ sous_titre }}` | what it is, e.g. « Compte rendu de la rencontre » |
| `{{ programme }}` | the programme that holds the meeting |
| `{{ date }}`, `{{ lieu }}` | when and where it was held |
| `{{ remerciements }}` | with whose support |
| `{{ contenu }}` | the whole body, alone in its paragraph: required, once |

`{% if lieu %} … {% endif %}` is understood too. Nothing in a template may call anything: it is a
file sent by someone.
"""

import zipfile
from io import BytesIO

from entrelacs.share.reports.document import Document, cleaned

from .word_fault import ReportTemplateFault, TemplateNotWord, TemplateTooBig, TemplateUnsafe

__all__ = ["ReportTemplateFault", "fill_word_template"]

MEGABYTE = 1024 * 1024
LARGEST_FILE, LARGEST_CONTENT = 5 * MEGABYTE, 60 * MEGABYTE
MOST_PARTS = 2000


def fill_word_template(template: bytes, document: Document) -> bytes:
    """The organiser's own document with the report in it; raises `ReportTemplateFault`."""
    from .word_filling import fill  # noqa: PLC0415 -- slow import

    check_archive(template)
    document = cleaned(document)
    return fill(template, document, placeholders(document))


def placeholders(document: Document) -> dict[str, str]:
    """What a template may ask for, by its French name."""
    return {
        "titre": document.title,
        "sous_titre": document.subtitle,
        "programme": document.organizer,
        "date": document.date,
        "lieu": document.place,
        "remerciements": document.acknowledgements,
    }


def check_archive(template: bytes) -> None:
    """Refuse what would be dangerous to open, before opening it."""
    check_size(len(template), LARGEST_FILE)
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            parts = archive.infolist()
            check_size(sum(part.file_size for part in parts), LARGEST_CONTENT)
            if len(parts) > MOST_PARTS:
                raise TemplateUnsafe(part=parts[MOST_PARTS].filename)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                    raise TemplateUnsafe(part=part.filename)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise TemplateNotWord from error


def check_size(size: int, most: int) -> None:
    if size > most:
        raise TemplateTooBig(size=round(size / MEGABYTE, 1), most=most // MEGABYTE)
