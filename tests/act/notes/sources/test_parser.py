from entrelacs.act.notes.sources import ParsedNotes, ParsedTable, read_notes


def read(text: str) -> ParsedNotes:
    return read_notes(text.encode(), "notes.md")


def ideas(table: ParsedTable) -> tuple[list[str], list[str], list[str]]:
    return (
        [idea.text for idea in table.objectives],
        [idea.text for idea in table.examples],
        [idea.text for idea in table.leads],
    )


def told(parsed: ParsedNotes) -> list[tuple[str, int, str]]:
    return [(str(warning.code), warning.line, warning.text) for warning in parsed.warnings]


def test_every_bullet_sign_begins_an_idea():
    signs = ("-", "*", "•", "–", "+", "1)", "2.", "(3)", "a)", "- [ ]")
    bullets = "\n".join(f"{sign} idée" for sign in signs)

    parsed = read(f"TABLE 1\n\nPistes :\n\n{bullets}\n•collée\n-Collée\n")

    assert ideas(parsed.tables[0])[2] == ["idée"] * 10 + ["collée", "Collée"]
    assert parsed.warnings == ()


def test_idea_goes_on_over_lines_pages_and_page_numbers():
    parsed = read(
        "TABLE 1\nPistes :\n- Un lieu\n  ouvert à tous\n- Des rencontres dans\n\n"
        "Page 3\n\f\ndes bars\n\n\n- Trois\n-\nquatre\n"
    )

    assert ideas(parsed.tables[0])[2] == [
        "Un lieu ouvert à tous",
        "Des rencontres dans des bars",
        "Trois",
        "quatre",
    ]
    assert told(parsed) == [("page-mark", 7, "Page 3")]


def test_hyphen_at_the_end_of_a_line_stays():
    parsed = read("TABLE 1\nPistes :\n- Sortir de l'entre-\nsoi\n")

    assert ideas(parsed.tables[0])[2] == ["Sortir de l'entre-soi"]


def test_header_that_comes_back_on_each_page_is_no_title():
    page = "\n\nLA GRANDE SOIRÉE\n\n"

    parsed = read(f"TABLE 1\n\nPISTES\n\n- un{page}- deux{page}- trois{page}- quatre\n")

    assert ideas(parsed.tables[0])[2] == ["un", "deux", "trois", "quatre"]
    assert [code for code, _, _ in told(parsed)] == ["page-mark"] * 3


def test_unknown_prompt_keeps_its_bullets_out_of_the_others():
    parsed = read(
        "## Table 1\n### Objectifs\n- un\n### Freins\n- manque de temps\n### Pistes\n- deux\n"
    )

    assert ideas(parsed.tables[0]) == (["un"], [], ["deux"])
    assert told(parsed) == [("unknown-prompt", 4, "### Freins\n- manque de temps")]


def test_unknown_prompt_is_told_by_its_look_in_plain_text():
    parsed = read("TABLE 1\nObjectifs :\n- un\nFreins :\n- non\nPistes :\n- deux\n")

    assert ideas(parsed.tables[0]) == (["un"], [], ["deux"])
    assert told(parsed) == [("unknown-prompt", 4, "Freins :\n- non")]


def test_synthesis_under_its_own_title_does_not_join_the_last_table():
    parsed = read(
        "TABLE 1\n\nObjectifs :\n\n- un\n\nPistes :\n\n- deux\n\n"
        "Ce que nous retenons\n\nObjectifs :\n\n- tout\n\nPistes :\n\n- encore\n"
    )

    assert ideas(parsed.tables[0]) == (["un"], [], ["deux"])
    assert told(parsed) == [
        ("no-bullet", 11, "Ce que nous retenons"),
        ("outside-tables", 13, "Objectifs :\n\n- tout\n\nPistes :\n\n- encore"),
    ]


def test_title_of_the_table_s_own_rank_ends_it():
    parsed = read(
        "## Table 1\n### Pistes\n- un\n## Suites\n- deux\n## Table 2\n### Pistes\n- trois"
    )

    assert [ideas(table)[2] for table in parsed.tables] == [["un"], ["trois"]]
    assert told(parsed) == [("outside-tables", 4, "## Suites\n- deux")]


def test_underlined_title_is_a_heading():
    parsed = read("Table 1\n=======\n\nPistes\n------\n\n- un\n\nSuites\n======\n\n- deux\n")

    assert ideas(parsed.tables[0])[2] == ["un"]
    assert told(parsed) == [("outside-tables", 9, "Suites"), ("outside-tables", 12, "- deux")]


def test_sentence_without_a_bullet_is_told():
    parsed = read("TABLE 1\n\nPistes :\n\nVoici les nôtres.\n\n- un\n")

    assert ideas(parsed.tables[0])[2] == ["un"]
    assert told(parsed) == [("no-bullet", 5, "Voici les nôtres.")]


def test_bullet_before_any_prompt_is_told():
    parsed = read("TABLE 1\n\n- un\n\nPistes :\n\n- deux\n- **\n")

    assert ideas(parsed.tables[0])[2] == ["deux"]
    assert told(parsed) == [("no-prompt", 3, "- un"), ("empty-bullet", 8, "- **")]


def test_table_announced_twice_is_one_table_and_told():
    parsed = read(
        "TABLE 1\nPistes :\n- un\nTABLE 2\nPistes :\n- deux\nTABLE 1\nPistes :\n- trois\n"
    )

    assert [(table.number, ideas(table)[2]) for table in parsed.tables] == [
        (1, ["un", "trois"]),
        (2, ["deux"]),
    ]
    assert told(parsed) == [("table-repeated", 7, "TABLE 1")]


def test_table_that_goes_on_with_the_next_page_is_not_told():
    parsed = read("TABLE 1\nPistes :\n- un\nTABLE 1 (suite)\nPistes (suite) :\n- deux\n")

    assert ideas(parsed.tables[0])[2] == ["un", "deux"]
    assert parsed.warnings == ()


def test_table_without_a_number_takes_the_next_free_one():
    parsed = read(
        "TABLE 1\nPistes :\n- un\nTable :\nPistes :\n- deux\nTABLE 2\nPistes :\n- trois\n"
    )

    assert [(table.number, ideas(table)[2]) for table in parsed.tables] == [
        (1, ["un"]),
        (3, ["deux"]),
        (2, ["trois"]),
    ]
    assert told(parsed) == [("table-number-missing", 4, "Table :")]


def test_table_with_a_title_keeps_it_and_tells_it():
    parsed = read("TABLE 1 – Le logement\nPistes :\n- un\n")

    assert parsed.tables[0].title == "Le logement"
    assert told(parsed) == [("table-title", 1, "TABLE 1 – Le logement")]


def test_empty_table_is_told():
    parsed = read("TABLE 1\nPistes :\n")

    assert parsed.tables[0].number == 1
    assert told(parsed) == [("table-empty", 1, "TABLE 1")]


def test_contents_without_page_numbers_make_no_table():
    parsed = read(
        "Sommaire\nTable 1\nPistes :\nTable 2\nPistes :\n\nBienvenue à toutes et à tous.\n\n- café\n\n"
        "Table 1\nPistes :\n- un\nTable 2\nPistes :\n- deux\n"
    )

    assert [ideas(table)[2] for table in parsed.tables] == [["un"], ["deux"]]
    assert [(code, line) for code, line, _ in told(parsed)] == [
        ("outside-tables", 1),
        ("contents", 2),
        ("no-bullet", 7),
        ("outside-tables", 9),
    ]


def test_same_prompt_twice_in_a_table_is_told():
    parsed = read("TABLE 1\nPistes :\n- un\nExemples :\n- deux\nPistes :\n- trois\n")

    assert ideas(parsed.tables[0]) == ([], ["deux"], ["un", "trois"])
    assert told(parsed) == [("prompt-repeated", 6, "Pistes :")]


def test_people_in_bullets_under_their_heading():
    parsed = read(
        "TABLE 1\n\nParticipant·es\n\n- Ana LOPEZ (Le Nid)\n\n- Bob DURAND (CCAS,\n  pôle 2)\n- +1\n\n"
        "Pistes :\n- un\n"
    )

    table = parsed.tables[0]
    assert [(person.name, person.structure, person.line) for person in table.people] == [
        ("Ana LOPEZ", "Le Nid", 5),
        ("Bob DURAND", "CCAS, pôle 2", 7),
    ]
    assert table.unnamed_guests == 1
    assert told(parsed) == [("unnamed-guest", 9, "+1")]


def test_people_line_cut_by_a_page_goes_on_after_its_comma():
    parsed = read("TABLE 1\n\nPrésents : Ana (Le Nid),\n\n\fBob (CCAS)\n\nPistes :\n\n- un\n")

    assert [person.name for person in parsed.tables[0].people] == ["Ana", "Bob"]
    assert parsed.warnings == ()


def test_people_line_nobody_can_read_is_told_whole():
    parsed = read("TABLE 1\nPrésents : ???\nPistes :\n- un\n")

    assert parsed.tables[0].people == ()
    assert told(parsed) == [("people-unread", 2, "Présents : ???")]


def test_file_without_any_table_is_one_warning():
    parsed = read("Bonjour\n\n- une idée\n")

    assert parsed.tables == ()
    assert told(parsed) == [("outside-tables", 1, "Bonjour\n\n- une idée")]


def test_inclusive_stars_stay_in_the_text():
    parsed = read("TABLE 1\nPistes :\n- Des habitant*e*s et d'**autres *voix***, _ensemble_\n")

    assert ideas(parsed.tables[0])[2] == ["Des habitant*e*s et d'autres voix, ensemble"]


def test_comment_among_bullets_is_no_title_for_a_prompt_typed_twice():
    parsed = read("TABLE 1\n\nPistes :\n\n- un\n\nBelle énergie\n\n- deux\n\nPistes :\n\n- trois\n")

    assert ideas(parsed.tables[0])[2] == ["un", "deux", "trois"]
    assert told(parsed) == [("no-bullet", 7, "Belle énergie")]


def test_capitals_met_elsewhere_in_the_file_do_not_end_a_table():
    parsed = read(
        "VALMONT SOLIDAIRE\n\nTABLE 1\n\nPistes :\n\n- un\n\nVALMONT SOLIDAIRE\n\n- deux\n"
    )

    assert ideas(parsed.tables[0])[2] == ["un", "deux"]
    assert [(code, line) for code, line, _ in told(parsed)] == [
        ("outside-tables", 1),
        ("no-bullet", 9),
    ]


def test_capitals_that_look_like_a_prompt_do_not_end_the_table():
    parsed = read("TABLE 1\n\nPISTES\n\n- un\n\nFREINS\n\n- non\n\nEXEMPLES\n\n- deux\n")

    assert ideas(parsed.tables[0]) == ([], ["deux"], ["un"])
    assert told(parsed) == [("unknown-prompt", 7, "FREINS\n\n- non")]


def test_deeper_title_does_not_end_the_table():
    parsed = read("# Table 1\n\nPistes :\n\n- un\n\n## Divers\n\n- non\n\nExemples :\n\n- deux\n")

    assert ideas(parsed.tables[0]) == ([], ["deux"], ["un"])
    assert told(parsed) == [("unknown-prompt", 7, "## Divers\n\n- non")]


def test_tables_that_come_back_after_contents_are_real():
    parsed = read(
        "Table 1\nTable 2\n\nTable 1\nPistes :\n- un\nTable 2\nPistes :\n- deux\n"
        "Table 1 (suite)\nPistes (suite) :\n- trois\n"
    )

    assert [ideas(table)[2] for table in parsed.tables] == [["un", "trois"], ["deux"]]
    assert told(parsed) == [("contents", 1, "Table 1\nTable 2")]


def test_headings_without_blank_lines_are_read():
    parsed = read(
        "Table 1\nParticipants\nAna LOPEZ (Le Nid)\nBob DURAND (CCAS)\nPistes\n- un\nSYNTHÈSE GÉNÉRALE"
        " DES ÉCHANGES DU JOUR\nPistes\n- tout\n"
    )

    assert [person.name for person in parsed.tables[0].people] == ["Ana LOPEZ", "Bob DURAND"]
    assert ideas(parsed.tables[0])[2] == ["un"]
    assert [(code, line) for code, line, _ in told(parsed)] == [("outside-tables", 7)]


def test_line_drawn_under_an_idea_makes_no_title():
    parsed = read("Table 1\n\nPistes\n\n- un lieu\nouvert\n---\n- deux\n")

    assert ideas(parsed.tables[0])[2] == ["un lieu ouvert", "deux"]


def test_emphasis_left_open_and_inclusive_star_at_the_end_of_a_word():
    parsed = read("TABLE 1\nPistes :\n- **Un lieu pour habitant*es* et voisin*es*\n")

    assert ideas(parsed.tables[0])[2] == ["Un lieu pour habitant*es* et voisin*es*"]
