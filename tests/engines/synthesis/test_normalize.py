import pytest

from entrelacs.engines.synthesis.normalize import STOP_WORDS, fold, stem, terms, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("échanges", "Échange"),
        ("métiers", "MÉTIER"),
        ("sociaux", "sociaux"),
        ("écoles", "ecole"),
        ("rénover", "rénovation"),
    ],
)
def test_two_forms_of_a_word_have_one_stem(one, other):
    stems = (stem(one.lower()), stem(other.lower()))

    assert stems[0] == stems[1]


def test_composed_and_decomposed_accents_are_the_same_words():
    composed, decomposed = words("métier échangé"), words("métier échangé")

    assert composed == decomposed == ["métier", "échangé"]


def test_words_leave_out_what_carries_nothing():
    kept = words("Aujourd’hui, il faut qu’on puisse faire l’échange avec toutes et tous !")

    assert kept == ["puisse", "échange"]


def test_acronyms_are_kept_whole_with_or_without_dots():
    kept = words("Des E.S. et des TS à l’ESAT.")

    assert kept == ["es", "ts", "esat"]


def test_terms_leave_out_ignored_stems_and_keep_words_as_written():
    found = terms("Un stage, des stages", ignored={"semain"})

    assert found == {"stag": "stage"}


def test_stop_words_are_folded_as_they_are_compared():
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS
