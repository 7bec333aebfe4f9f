"""Without network the page finds every file it asks for."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

from entrelacs.act.checkin.shell import DECODER, DECODER_BINARY, IMPORTED, PRINTED
from entrelacs.web import __file__ as web

IMPORT = re.compile(r'(?:from|import)\s*\(?\s*"(\.{1,2}/[^"]+)"')
STYLE = re.compile(r"{% static '([^']+)' %}")
KEPT = {*PRINTED, *IMPORTED, *DECODER, DECODER_BINARY}


def imported_by(name):
    """Files that a module names, by their address among the static files."""
    source = Path(finders.find(name)).read_text(encoding="utf-8")
    folder = Path("/static") / Path(name).parent
    return {
        str((folder / found).resolve().relative_to("/static")) for found in IMPORT.findall(source)
    }


def test_every_file_exists():
    assert [name for name in sorted(KEPT) if finders.find(name) is None] == []


def test_every_module_imported_is_kept():
    modules = [name for name in KEPT if name.endswith(".js") and not name.startswith("vendor/")]

    missing = {found for name in modules for found in imported_by(name)} - KEPT

    assert missing == set()


def test_style_sheets_of_all_pages_are_kept():
    sheets = Path(web).parent / "templates" / "components" / "stylesheets.html"

    assert set(STYLE.findall(sheets.read_text(encoding="utf-8"))) - KEPT == set()


def test_binary_and_vendored_modules_come_from_this_site_only():
    library = Path(finders.find("act/checkin/camera.js")).read_text(encoding="utf-8")

    assert "locateFile" in library
