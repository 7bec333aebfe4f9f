"""French is the product: nothing is left in English, and the typography is French."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.house.source import PACKAGE

CATALOGUE = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "django.po"
NO_BREAK = "\u00a0\u202f"
PLACE = re.compile(r"%\(\w+\)[sd]")
# A sign that wants a no-break space before it, found with an ordinary one or none.
BAD_SPACE = re.compile(r"(?<=\w) [:;?!»]|« ")


def french(catalogue: Path = CATALOGUE) -> polib.POFile:
    return polib.pofile(str(catalogue))


def texts(entry: polib.POEntry) -> list[str]:
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def untranslated(catalogue: polib.POFile) -> list[str]:
    return [entry.msgid for entry in catalogue if not all(texts(entry)) or entry.fuzzy]


def places_that_differ(catalogue: polib.POFile) -> list[str]:
    """A named place that French invents would fail when filled; the count of a plural may be left out."""
    return [
        entry.msgid
        for entry in catalogue
        for text in texts(entry)
        if set(PLACE.findall(text)) - set(PLACE.findall(entry.msgid + entry.msgid_plural))
    ]


def badly_spaced(catalogue: polib.POFile) -> list[str]:
    return [text for entry in catalogue for text in texts(entry) if BAD_SPACE.search(text)]


def test_nothing_is_left_in_english() -> None:
    assert untranslated(french()) == []


def test_places_are_those_of_the_source() -> None:
    assert places_that_differ(french()) == []


def test_typography_is_french() -> None:
    assert badly_spaced(french()) == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_every_message_of_the_sources_is_in_the_catalogue(tmp_path: Path) -> None:
    copy = tmp_path / "entrelacs"
    shutil.copytree(
        PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.xz", "*.mo")
    )
    known = {(entry.msgctxt, entry.msgid) for entry in french()}

    subprocess.run(
        [Path(sys.executable).with_name("django-admin"), "makemessages", "-l", "fr", "-v", "0"],
        cwd=copy,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )

    found = french(copy / "locale" / "fr" / "LC_MESSAGES" / "django.po")
    asked = {(entry.msgctxt, entry.msgid) for entry in found if not entry.obsolete}
    assert sorted(key[1] for key in asked - known) == []


def test_missing_french_is_seen() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Tables", msgstr=""))

    assert untranslated(catalogue) == ["Tables"]


def test_invented_place_is_seen() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="%(count)d tables", msgstr="%(nombre)d tables"))

    assert places_that_differ(catalogue) == ["%(count)d tables"]


def test_english_spacing_is_seen() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Why?", msgstr="Pourquoi ?"))

    assert badly_spaced(catalogue) == ["Pourquoi ?"]
