"""Files for `entrelacs seat` to read, and its cost counted afresh."""

import json
import zipfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from xml.sax.saxutils import escape

from entrelacs.cli.main import main

# Beside the checkout; tests that need it are skipped where it is not.
SHARED = Path(__file__).parents[3] / "shared"
CASES = SHARED / "data" / "tables"

TITLES = ("Nom", "Prénom", "Organisme", "Monde", "Commune")
PEOPLE = [
    ("Durand", "Léa", "Adie", "ES", "Bordeaux"),
    ("Petit", "Omar", "CCAS de Bordeaux", "TS", "Bordeaux"),
    ("Roy", "Zoé", "ADIE", "es", "Pessac"),
    ("Blanc", "Ali", "Maison des Solidarités", "TS / ES", "Mérignac"),
    ("Noir", "Eva", "", "", ""),
    ("Gris", "Tom", "Freelance", "", "Pessac"),
    ("Rose", "Ana", "freelance", "ES", "Talence"),
    ("Vert", "Luc", "CCAS de Bordeaux", "TS", "Bordeaux"),
]
NAMES = sorted(f"{row[1]} {row[0]}" for row in PEOPLE)


def write_csv(path, rows, *, encoding="utf-8-sig", delimiter=";"):
    path.write_bytes("\n".join(delimiter.join(row) for row in rows).encode(encoding))
    return str(path)


def write_json(path, content):
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def write_xlsx(path, rows):
    """Write the smallest workbook a spreadsheet program would open."""
    main_ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main_ns}" xmlns:r="{office}"><sheets>'
            '<sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main_ns}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return str(path)


def seat(capsys, *words):
    """Run the command; return its code, what it printed and the sentences it told on stderr."""
    code = main(["seat", *words])

    captured = capsys.readouterr()
    return code, plain(captured.out), plain(captured.err).splitlines()


def seat_as_json(capsys, *words):
    """Run a command that has nothing to tell; return its JSON."""
    code, out, told = seat(capsys, *words, "--json")

    assert (code, told) == (0, [])
    return json.loads(out)


def plain(text):
    """Ordinary spaces, to compare with sentences one can type."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def tables_of(plan, round_=0):
    """The names at each table in one round, in order."""
    tables = [[] for _table in plan["tables"]]
    for name, table in zip(plan["people"], plan["rounds"][round_], strict=True):
        if table >= 0:
            tables[table].append(name)
    return tables


def case_cost(case, rounds):
    """The cost that the README of the cases defines, counted from the numbers alone."""
    met = Counter({(min(a, b), max(a, b)): times for a, b, times in case["past_meetings"]})
    totals = Counter(case["category"])
    cost = Counter(wishes=0, structure=0, mix=0, repeats=0, territory=0)
    for seats in rounds:
        cost["wishes"] += 1000 * sum(seats[a] == seats[b] for a, b in case["must_apart"])
        cost["wishes"] += 1000 * sum(seats[a] != seats[b] for a, b in case["must_together"])
        for table in set(seats):
            people = [person for person, at in enumerate(seats) if at == table]
            counts = Counter(case["category"][person] for person in people)
            for category, total in totals.items():
                least = total * len(people) // len(seats)
                most = -(-total * len(people) // len(seats))
                cost["mix"] += 20 * max(least - counts[category], counts[category] - most, 0)
            for pair in combinations(people, 2):
                one, other = pair
                cost["structure"] += 100 * (case["structure"][one] == case["structure"][other])
                cost["territory"] += case["territory"][one] == case["territory"][other]
                cost["repeats"] += 10 * met[pair]
                met[pair] += 1
    return cost.total()
