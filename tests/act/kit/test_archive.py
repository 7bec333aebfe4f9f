import io
import zipfile

import docx
import pypdf
from django.utils import translation

from entrelacs.act.kit.archive import kit_archive, lines_of
from entrelacs.act.kit.options import KitOptions
from entrelacs.act.kit.readme import readme
from tests.act.kit.samples import facts, plan

FEW = KitOptions(blank_badges=3, notebooks=2)
NAMES = [
    "README.txt", "1-badges.pdf", "2-badges-vierges.pdf", "3-chevalets-de-table.pdf",
    "4-feuilles-de-table.pdf", "5-carnets-papier.pdf", "6-emargement-A-Z.pdf",
    "7-feuille-d-animation.pdf", "8-fiches-hotes.pdf", "9-placement-A-Z.pdf",
    "notes-a-saisir.docx",
]  # fmt: skip


def unzipped(told, options=FEW):
    with zipfile.ZipFile(io.BytesIO(kit_archive(told, options))) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_kit_holds_every_sheet_what_explains_them_and_what_takes_them_back():
    told = facts(placement=plan({1: (1,)}))

    files = unzipped(told)

    assert list(files) == NAMES
    assert len(docx.Document(io.BytesIO(files["notes-a-saisir.docx"])).paragraphs) > 20


def test_readme_announces_the_pages_that_each_file_has():
    told = facts()

    files = unzipped(told)

    text = files["README.txt"].decode("utf-8-sig")
    for line in lines_of(told, FEW):
        content = files[line.sheet.file_name]
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == line.pages
        assert f"{line.sheet.file_name} · {line.pages} page" in text


def test_kit_of_an_empty_meeting_is_blank_and_useful():
    told = facts(guests=(), tables=())

    files = unzipped(told)

    assert list(files) == [
        name for name in NAMES if name not in {"1-badges.pdf", "9-placement-A-Z.pdf"}
    ]


def test_kit_without_a_plan_has_no_placement():
    assert "9-placement-A-Z.pdf" not in unzipped(facts())


def test_readme_is_shown_well_by_the_plainest_editor():
    content = readme(facts(gathering="Rencontre\nd’été"), sheets=[], notes_name="notes.docx")

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 20
    text = content.decode("utf-8-sig")
    assert "Rencontre d’été" in text.splitlines()[0]
    assert all(len(line) <= 78 for line in text.splitlines()[1:])
    assert "import-notes --rencontre\r\n   val notes.docx" in text or (
        "import-notes --rencontre val notes.docx" in text
    )


def test_kit_is_written_in_the_language_of_the_room():
    with translation.override("en"):
        files = unzipped(facts())

    reader = pypdf.PdfReader(io.BytesIO(files["8-fiches-hotes.pdf"]))
    with translation.override("fr"):
        scribe = translation.gettext("Scribe")
    assert scribe != "Scribe"
    assert scribe in reader.pages[0].extract_text()
