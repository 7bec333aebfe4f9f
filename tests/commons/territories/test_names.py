import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.commons.plain_text import fold
from entrelacs.commons.territories.names import name_and_department, search_name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("L'Haÿ-les-Roses", "hay les roses"),
        ("Le Mans", "mans"),
        ("La", "la"),
        ("Lens", "lens"),
        ("St-Denis", "saint denis"),
        ("Ste-Foy", "sainte foy"),
        ("Stes Maries", "saintes maries"),
        ("St", "st"),
        ("Œuilly", "oeuilly"),
        ("Val-d’Oise", "val d oise"),
    ],
)
def test_search_name_is_what_one_types_without_care(name, stored):
    assert search_name(name) == stored


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saint-Denis (93)", ("saint denis", "93")),
        ("saint denis 974", ("saint denis", "974")),
        ("Bastia 2b", ("bastia", "2B")),
        ("Paris (department)", ("paris", None)),
        ("Lyon 3e Arrondissement (69)", ("lyon 3e arrondissement", "69")),
        ("93", ("93", None)),
        ("Lyon 00", ("lyon 00", None)),
    ],
)
def test_name_and_department_are_told_apart(text, expected):
    assert name_and_department(text) == expected


@given(st.text())
def test_fold_leaves_plain_words_and_is_stable(text):
    folded = fold(text)

    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert fold(folded) == folded == " ".join(folded.split())
