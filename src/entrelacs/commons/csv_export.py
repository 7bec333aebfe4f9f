"""A listing as a file that French spreadsheets open at once, and that cannot act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A cell beginning so would be executed by the spreadsheet that opens it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """The value as text, harmless in a spreadsheet.

    >>> safe_cell("=1+1"), safe_cell("Ana"), safe_cell(None)
    ("'=1+1", 'Ana', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_text(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """The whole listing, separated by semicolons."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    for row in (header, *rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return written.getvalue()


def csv_response(
    filename: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The listing as a download; the mark at its head tells a spreadsheet the text is UTF-8."""
    response = HttpResponse(
        "\ufeff" + csv_text(header, rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
