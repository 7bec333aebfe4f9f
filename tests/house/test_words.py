"""Words of the house; each rule with the fault it must see."""

import re
from pathlib import Path

import polib
import pytest

from tests.house import words
from tests.house.source import PACKAGE, ROOT, templates

CATALOGUE = polib.pofile(str(PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
NOT_OURS = re.compile(r"bénéficiaires?|usagers? du social|workflow|feature", re.IGNORECASE)
# These pages say which word to use instead.
EXPLAINING = {"CONVENTIONS.md", "glossary.md"}
NAMES = {
    "Entrelacs",
    "Français",
    "English",
    "AGPL",
    "CSV",
    "PDF",
    "Word",
    "Markdown",
    "JSON",
    "min",
}


def entry(msgid: str, msgstr: str, **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def plant(package: Path, name: str, text: str) -> Path:
    path = package / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return package


def test_every_file_is_named_after_what_it_does() -> None:
    assert list(map(str, words.files_named_after_nothing(PACKAGE))) == []


def test_no_name_is_abbreviated() -> None:
    assert list(map(str, words.abbreviated_names(PACKAGE))) == []


def test_no_string_is_built_before_its_translation() -> None:
    assert list(map(str, words.strings_built_before_translation(PACKAGE))) == []


def test_source_strings_are_english() -> None:
    assert list(map(str, words.french_sources(CATALOGUE))) == []


def test_french_is_well_set() -> None:
    assert list(map(str, words.french_that_is_badly_set(CATALOGUE))) == []


def test_pages_hold_nothing_the_policy_refuses() -> None:
    assert list(map(str, words.templates_the_policy_refuses(PACKAGE))) == []


def test_pages_hold_no_word_outside_translation() -> None:
    assert list(map(str, words.words_left_untranslated(PACKAGE, NAMES))) == []


def test_words_we_do_not_use_are_nowhere() -> None:
    pages = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("changelog.d/*.md")]
    read = [path for path in [*pages, *templates()] if path.name not in EXPLAINING]
    faults = [*words.forbidden_words(read, NOT_OURS)]
    faults += [text for text in CATALOGUE if NOT_OURS.search(text.msgstr)]

    assert list(map(str, faults)) == []


@pytest.mark.parametrize("name", ["commons/utils.py", "act/leads/helpers.py"])
def test_file_named_after_nothing_is_seen(tmp_path: Path, name: str) -> None:
    faults = words.files_named_after_nothing(plant(tmp_path, name, ""))

    assert [fault.path for fault in faults] == [name]


@pytest.mark.parametrize(
    "code",
    ["def get_org(): ...", "def merge(req): ...", "lead_qs = 1", "class CfgReader: ...\nmsg = 2"],
)
def test_abbreviation_is_seen(tmp_path: Path, code: str) -> None:
    assert len(list(words.abbreviated_names(plant(tmp_path, "act/x.py", code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '_(f"{n} seats")',
        '_("%s seats" % n)',
        '_("{} seats".format(n))',
        'ngettext("a", f"b{n}", n)',
    ],
)
def test_string_built_before_translation_is_seen(tmp_path: Path, code: str) -> None:
    package = plant(tmp_path, "act/x.py", code)

    assert len(list(words.strings_built_before_translation(package))) == 1


def test_string_filled_after_translation_is_left_alone(tmp_path: Path) -> None:
    package = plant(tmp_path, "act/x.py", '_("%(n)d seats") % {"n": n}')

    assert list(words.strings_built_before_translation(package)) == []


def test_french_source_is_seen() -> None:
    assert len(list(words.french_sources([entry("Déjà là", "")]))) == 1


@pytest.mark.parametrize("text", ["Sûr?", "«Oui\u00a0»", "l'idée", "Encore..."])
def test_french_badly_set_is_seen(text: str) -> None:
    assert len(list(words.french_that_is_badly_set([entry("x", text)]))) == 1


@pytest.mark.parametrize(
    "text", ["Sûr\u00a0?", "«\u00a0Oui\u00a0»", "à 8:30", "&lt;b&gt;", "%(name)s\u00a0: l’idée…"]
)
def test_french_well_set_is_left_alone(text: str) -> None:
    assert list(words.french_that_is_badly_set([entry("x", text)])) == []


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        '<script src="https://cdn.example/x.js"></script>',
        "{{ note.text|safe }}",
    ],
)
def test_what_the_policy_refuses_is_seen(tmp_path: Path, html: str) -> None:
    package = plant(tmp_path, "act/templates/act/x.html", html)

    assert len(list(words.templates_the_policy_refuses(package))) == 1


def test_word_outside_translation_is_seen(tmp_path: Path) -> None:
    html = '{% translate "Save" %}<p title="x">Entrelacs</p>\n<b>Enregistrer</b>'
    package = plant(tmp_path, "act/templates/act/x.html", html)

    faults = list(map(str, words.words_left_untranslated(package, NAMES)))

    assert faults == ["act/templates/act/x.html:2: not translated: Enregistrer"]


def test_word_we_do_not_use_is_seen(tmp_path: Path) -> None:
    page = plant(tmp_path, "page.md", "Les bénéficiaires") / "page.md"

    assert len(list(words.forbidden_words([page], NOT_OURS))) == 1
