"""Compile the translations, or extract the sentences to translate.

python tools/translations.py compile    # .po to .mo, without gettext
python tools/translations.py extract    # sources to .po, with gettext's xgettext
"""

import subprocess
import sys
from pathlib import Path

import polib
from services import need_packages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "entrelacs"
LANGUAGES = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}
# What gettext writes anew at each run, and which would only make differences to read.
VOLATILE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Report-Msgid-Bugs-To",
    "Language-Team",
)


def compile_all() -> int:
    """Write the .mo beside each .po, all or nothing per file."""
    for source in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po")):
        fresh = source.with_suffix(".mo.partial")
        catalogue = polib.pofile(str(source))
        catalogue.save_as_mofile(str(fresh))
        fresh.replace(source.with_suffix(".mo"))
        print(f"{source.relative_to(ROOT)}: {len(catalogue.translated_entries())} sentences.")
    return 0


def extract() -> int:
    """Bring the .po up to date with the sources; list what still lacks words."""
    need_packages(gettext="xgettext")
    languages = [word for language in LANGUAGES for word in ("--locale", language)]
    for language in LANGUAGES:
        (PACKAGE / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("django-admin")), "makemessages", *languages]
    options = ["--no-location", "--no-obsolete", "--ignore", "static/vendor/*", "--verbosity", "0"]
    subprocess.run([*command, *options], cwd=PACKAGE, check=True)
    for language, plural in LANGUAGES.items():
        _tidy(PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po", language, plural)
    return 0


def _tidy(path: Path, language: str, plural: str) -> None:
    catalogue = polib.pofile(str(path))
    for name in VOLATILE:
        catalogue.metadata.pop(name, None)
    catalogue.metadata |= {
        "Project-Id-Version": "Entrelacs",
        "Language": language,
        "Plural-Forms": plural,
    }
    catalogue.header = ""
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.save(str(path))
    # English needs no entry: its sentences are the sources themselves.
    waiting = [] if language == "en" else catalogue.untranslated_entries()
    print(f"{language}: {len(catalogue)} sentences, {len(waiting)} without words.")
    for entry in waiting + (catalogue.fuzzy_entries() if language != "en" else []):
        print(f"  - {entry.msgid!r}")


if __name__ == "__main__":
    actions = {"compile": compile_all, "extract": extract}
    if sys.argv[1:2] == [] or sys.argv[1] not in actions:
        sys.exit(__doc__)
    sys.exit(actions[sys.argv[1]]())
