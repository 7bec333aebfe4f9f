"""Each error code has its sentence, and each sentence can be filled."""

import importlib
import pkgutil
import re

import entrelacs
from entrelacs.commons.messages import SENTENCES, sentence_for
from entrelacs.errors import EntrelacsError

PLACE = re.compile(r"%\((\w+)\)")


def error_classes() -> list[type[EntrelacsError]]:
    for module in pkgutil.walk_packages(entrelacs.__path__, "entrelacs."):
        if ".settings." not in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found: list[type[EntrelacsError]] = []
    waiting = [EntrelacsError]
    while waiting:
        waiting += (children := waiting.pop().__subclasses__())
        found += children
    return [kind for kind in found if kind.__module__.startswith("entrelacs.")]


def is_raised_to_pages(kind: type[EntrelacsError]) -> bool:
    """Not a family of errors, nor one that only a command raises and tells by itself."""
    return not kind.__subclasses__() and not kind.__module__.startswith("entrelacs.cli.")


def test_every_code_has_a_sentence() -> None:
    codes = {kind.code for kind in error_classes() if is_raised_to_pages(kind)}

    missing = sorted(codes - set(SENTENCES))

    assert missing == []


def test_every_error_has_a_code_of_its_own() -> None:
    without = [kind.__name__ for kind in error_classes() if kind.code == EntrelacsError.code]

    assert without == []


def test_every_sentence_ends() -> None:
    open_ended = [code for code, text in SENTENCES.items() if not str(text).endswith((".", "?"))]

    assert open_ended == []


def test_sentence_is_filled_with_details() -> None:
    class LeadSame(EntrelacsError):
        code = "lead-same"

    sentence = sentence_for(LeadSame(title="Café commun"))

    assert (
        sentence
        == "«\u00a0Café commun\u00a0» ne peut pas être réunie à elle-même. Rien n’a été changé."
    )


def test_no_sentence_repeats_what_a_library_says_in_english() -> None:
    """Jinja's reasons and kinds of files are for whoever mends the code: people read none of them."""
    told = {
        code: PLACE.findall(str(text))
        for code, text in SENTENCES.items()
        if code.startswith(("report-template-", "notes-file-not-"))
    }

    assert [code for code, places in told.items() if {"reason", "kind"} & set(places)] == []


def test_unknown_code_is_said() -> None:
    class Odd(EntrelacsError):
        code = "odd-thing"

    sentence = sentence_for(Odd())

    assert "odd-thing" in sentence
