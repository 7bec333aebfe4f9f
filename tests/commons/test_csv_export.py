import csv
import io

import pytest

from entrelacs.commons.csv_export import csv_response, csv_text


@pytest.mark.parametrize("cell", ["=1+1", "+33 5", "-2", "@ana", "\tx", "\rx"])
def test_cell_that_a_spreadsheet_would_execute_is_written_as_text(cell):
    [row] = csv.reader(io.StringIO(csv_text([cell], []), newline=""), delimiter=";")

    assert row == [f"'{cell}"]


def test_listing_is_read_back_as_it_was(db):
    response = csv_response("liste.csv", ["Nom", "Structure"], [["Élodie; Ana", 'dite "Nana"']])

    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == [
        ["Nom", "Structure"],
        ["Élodie; Ana", 'dite "Nana"'],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="liste.csv"'
