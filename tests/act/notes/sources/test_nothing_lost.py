"""Whatever is typed, each line becomes something or is told once; no word disappears."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.act.notes.sources import NotesFileEmpty, ParsedNotes, read_notes
from entrelacs.act.notes.sources.headings import fold
from entrelacs.act.notes.sources.markdown import plain_words

INVENTED = Path(__file__).parents[1] / "files" / "rencontre-inventee.txt"
REPORT = INVENTED.read_text(encoding="utf-8").split("\n")
ODDITIES = [
    *("", " ", "\f", "-", "•", "1.", "---", "===", "***", "12", "Page 3 / 9", "Table", "Table ?"),
    *("TABLE 2", "Table trois :", "## Table 4", "- Table 5", "Table 1 – Le logement", "TABLE 2\t9"),
    *("Objectifs", "Exemples :", "- Pistes :", "Objectifs : se voir", "Freins :", "### Divers"),
    *("Présents : Ana LOPEZ, +1", "Participant·es :", "- Zoé (Le Nid", "??? :", "+2", ", ;", "()"),
    *("SYNTHÈSE", "Conclusion", "suite de la phrase", "**gras", "[lien](", "a) b", "> - cité"),
]
HEADING_WORDS = set(
    fold(
        "table tables n no numero suite autour de la du des les participant participants participantes"
        " present presents es et objectifs objectif principaux exemples exemple pistes piste future"
        " collaboration un une deux trois quatre cinq six sept huit neuf dix onze douze personnes"
    ).split()
)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(text)))


def words_kept(parsed: ParsedNotes) -> set[str]:
    kept = [told.text for told in parsed.warnings]
    for table in parsed.tables:
        kept += [f"{table.number} {table.title} {table.unnamed_guests}"]
        kept += [f"{person.name} {person.structure}" for person in table.people]
        kept += [idea.text for idea in (*table.objectives, *table.examples, *table.leads)]
    return set().union(*(words_of(text) for text in kept))


def check_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        parsed = read_notes(text.encode(), "notes.txt")
    except NotesFileEmpty:
        assert not text.strip()
        return
    typed = dict(enumerate(text.split("\n"), start=1))
    unplaced = [told for told in parsed.warnings if told.is_unplaced]
    told_lines = [
        number
        for told in unplaced
        for number in range(told.line, told.last_line + 1)
        if typed[number].strip()
    ]
    assert len(told_lines) == len(set(told_lines))
    assert parsed.taken.isdisjoint(told_lines)
    assert parsed.taken | set(told_lines) == {n for n, line in typed.items() if line.strip()}
    for told in unplaced:
        wanted = "\n".join(typed[n].rstrip() for n in range(told.line, told.last_line + 1))
        assert told.text == wanted
    # The number of a numbered list is a bullet, not a word.
    bare = [re.sub(r"^[>\s-]*(?:\d{1,2}|[a-z])[.)]\s", "", line) for line in lines]
    words = set().union(*(words_of(plain_words(line)) for line in bare))
    assert words - HEADING_WORDS - words_kept(parsed) == set()


def test_report_loses_nothing():
    check_nothing_is_lost(REPORT)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.permutations(REPORT))
def test_shuffled_report_loses_nothing(lines: list[str]):
    check_nothing_is_lost(lines)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([*REPORT, *ODDITIES, *ODDITIES]), max_size=40))
def test_mangled_report_loses_nothing(lines: list[str]):
    check_nothing_is_lost(lines)


LETTERS = st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs"), max_codepoint=383)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ODDITIES), st.text(LETTERS, max_size=60)), max_size=15))
def test_any_text_has_each_line_taken_or_told(lines: list[str]):
    text = "\n".join(["TABLE 1", "Objectifs", *lines])

    parsed = read_notes(text.encode(), "notes.txt")

    told = [
        number
        for warning in parsed.warnings
        if warning.is_unplaced
        for number in range(warning.line, warning.last_line + 1)
    ]
    typed = {n for n, line in enumerate(text.split("\n"), start=1) if line.strip(" \u00a0\u00ad\f")}
    assert len(told) == len(set(told))
    assert parsed.taken.isdisjoint(number for number in told if number in typed)
    assert typed <= parsed.taken | set(told)
