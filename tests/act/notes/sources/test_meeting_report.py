"""A whole report, with its traps: contents, page breaks, a synthesis that repeats the prompts."""

from pathlib import Path

import pytest

from entrelacs.act.notes.sources import ParsedNotes, WarningCode, as_json, read_notes

INVENTED = Path(__file__).parents[1] / "files" / "rencontre-inventee.txt"
PARIS = Path(__file__).parents[5] / "shared/programme/002-compte-rendu-paris-2021.txt"


def counts(parsed: ParsedNotes) -> list[tuple[int, int, int, int, int, int]]:
    return [
        (
            table.number,
            len(table.people),
            table.unnamed_guests,
            len(table.objectives),
            len(table.examples),
            len(table.leads),
        )
        for table in parsed.tables
    ]


def runs(parsed: ParsedNotes) -> list[tuple[str, int, int]]:
    return [(str(told.code), told.line, told.last_line) for told in parsed.warnings]


def test_paris_report_gives_its_six_tables():
    if not PARIS.exists():
        pytest.skip("the Paris report is not beside this repository")

    parsed = read_notes(PARIS)

    assert counts(parsed) == [
        (1, 8, 0, 3, 7, 6),
        (2, 6, 0, 3, 6, 8),
        (3, 9, 0, 3, 5, 7),
        (4, 7, 0, 3, 3, 5),
        (5, 8, 1, 3, 5, 8),
        (6, 7, 0, 3, 3, 8),
    ]
    assert runs(parsed) == [
        ("outside-tables", 3, 44),
        ("contents", 46, 82),
        ("outside-tables", 86, 140),
        ("unnamed-guest", 256, 256),
        ("outside-tables", 313, 348),
    ]


def test_invented_report_gives_its_three_tables():
    parsed = read_notes(INVENTED)

    assert counts(parsed) == [(1, 4, 0, 3, 3, 4), (2, 3, 0, 3, 4, 3), (3, 4, 1, 2, 2, 5)]
    assert runs(parsed) == [
        ("outside-tables", 3, 10),
        ("contents", 12, 30),
        ("outside-tables", 33, 45),
        ("unnamed-guest", 97, 97),
        ("outside-tables", 121, 145),
    ]


def test_invented_report_keeps_words_and_loses_signs():
    table = read_notes(INVENTED).tables[0]

    assert [idea.text for idea in table.examples] == [
        "Le café des voisins tenu par deux associations",
        "La carte des ateliers ouverts",
        "Un forum mensuel, annoncé en ligne",
    ]
    assert [(person.name, person.structure) for person in table.people] == [
        ("Odile BRASSENS-NOIR", "Le Fil Vert"),
        ("Malo KERVADEC", "Mission locale du Coteau"),
        ("Inès DE LA TOUR", "Ressourcerie Pivoine"),
        ("Hakim SABRI", "CCAS de Valmont, pôle accueil"),
    ]
    assert [idea.line for idea in table.leads] == [65, 66, 67, 68]


def test_invented_report_joins_an_idea_typed_on_two_lines():
    table = read_notes(INVENTED).tables[2]

    assert table.leads[2].text == "La mise en valeur des essais qui n'ont pas marché"


def test_synthesis_stays_whole_in_its_warning():
    synthesis = read_notes(INVENTED).warnings[-1]

    typed = INVENTED.read_text(encoding="utf-8").split("\n")
    assert synthesis.text == "\n".join(typed[synthesis.line - 1 : synthesis.last_line])


def test_guest_without_a_name_is_counted_apart():
    parsed = read_notes(INVENTED)

    told = next(told for told in parsed.warnings if told.code is WarningCode.UNNAMED_GUEST)
    assert told.text == "Côme WALLAERT (+1)"
    assert parsed.tables[2].people[-1].name == "Côme WALLAERT"
    assert parsed.tables[2].unnamed_guests == 1


def test_json_has_the_promised_shape():
    written = as_json(read_notes(INVENTED))

    assert list(written) == ["tables", "warnings"]
    assert [list(table) for table in written["tables"]] == [
        ["number", "people", "objectives", "examples", "leads"]
    ] * 3
    assert written["tables"][1]["people"][1] == {
        "name": "Bruno LEFÈVRE-DIALLO",
        "structure": "Maison des Possibles",
    }
    assert written["tables"][2]["objectives"] == ["Décloisonner", "Former ensemble"]
    assert written["warnings"][3] == {
        "line": 97,
        "code": "unnamed-guest",
        "text": "Côme WALLAERT (+1)",
    }
