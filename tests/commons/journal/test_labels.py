"""Whatever the software does has words in the journal."""

import ast
from collections.abc import Iterator
from pathlib import Path

import entrelacs
from entrelacs.commons.imports.labels import KINDS
from entrelacs.commons.journal.actions import record
from entrelacs.commons.journal.labels import EVENTS, sentence_of
from tests.factories import PersonFactory

SOURCES = Path(entrelacs.__file__).parent


def events_in(source: str) -> Iterator[str]:
    """Each text that may be the event of a journal entry, on either side of a condition."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "event":
            value = node.value
            sides = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            yield from (side.value for side in sides if isinstance(side, ast.Constant))


def test_every_event_the_code_writes_has_words():
    written = {
        event
        for path in SOURCES.rglob("*.py")
        for event in events_in(path.read_text(encoding="utf-8"))
    }

    assert {"person.added", "seating.unlocked"} <= written
    assert sorted(written - EVENTS.keys()) == []


def test_every_kind_of_import_has_words_in_the_journal():
    assert sorted(f"import.{kind}" for kind in KINDS if f"import.{kind}" not in EVENTS) == []


def test_sentence_is_filled_with_its_details(programme):
    entry = record(actor=None, event="role.given", subject=PersonFactory(), role="scribe")

    assert "%" not in sentence_of(entry)
    assert sentence_of(entry) != "role.given"


def test_event_without_words_is_shown_by_its_code(programme):
    entry = record(actor=None, event="lune.levee", subject=PersonFactory())

    assert sentence_of(entry) == "lune.levee"
