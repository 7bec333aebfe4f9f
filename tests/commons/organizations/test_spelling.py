import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrelacs.commons.organizations.spelling import Likeness, Reason, likely_same, spelling_key
from entrelacs.commons.territories.cog import departments

WORDS = st.lists(
    st.sampled_from(
        [
            "Maison",
            "des",
            "familles",
            "l'Élan",
            "CAF",
            "93",
            "Hauts-de-Seine",
            "de",
            "SCOP",
            "A.D.",
            "(",
        ]
    ),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Tirelires d'Avenir", "Tirelires d'avenir"),
        ("Tirelires d'Avenir", "TIRELIRES D AVENIR"),
        ("Tirelires d’Avenir", "Association Tirelires d'Avenir"),
        ("L'Étape", "ETAPE (Association loi 1901)"),
        ("Les Petits Pots", "SAS Petits Pots"),
        ("Main & Cœur", "Main et coeur"),
        ("Arc-en-ciel", "Arc en Ciel"),
        ("A.T.M.F.", "ATMF"),
        ("A T M F", "ATMF"),
        ("Centre St-Exupéry", "Ctre Saint Exupéry"),
    ],
)
def test_spelling_key_is_shared_by_spellings_of_one_name(name, other):
    assert spelling_key(name) == spelling_key(other)
    assert likely_same(name, other) == Likeness(Reason.SPELLING)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Maison des associations", "maison associations"),
        ("Association", "association"),
        ("La", "la"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_spelling_key_keeps_what_makes_the_name(name, key):
    assert spelling_key(name) == key


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        (
            "Département des Hauts-de-Seine",
            "Conseil Départemental 92",
            Likeness(Reason.DEPARTMENT, "92"),
        ),
        ("Conseil Départemental 92", "CD 92", Likeness(Reason.DEPARTMENT, "92")),
        ("CD92", "Département des Hauts-de-Seine (92)", Likeness(Reason.DEPARTMENT, "92")),
        ("Conseil général de l'Ain", "CD 01", Likeness(Reason.DEPARTMENT, "01")),
        ("Département de Corse-du-Sud", "cd2a", Likeness(Reason.DEPARTMENT, "2A")),
        ("Conseil départemental de La Réunion", "CD 974", Likeness(Reason.DEPARTMENT, "974")),
        (
            "Ligue de l'enseignement 51",
            "Ligue de l'enseignement de la Marne",
            Likeness(Reason.DEPARTMENT, "51"),
        ),
        (
            "CCAS de Bordeaux",
            "Centre communal d'action sociale de Bordeaux",
            Likeness(Reason.ACRONYM, "CCAS"),
        ),
        (
            "UDAF 92",
            "Union départementale des associations familiales des Hauts-de-Seine",
            Likeness(Reason.ACRONYM, "UDAF"),
        ),
        (
            "TZCLD",
            "Territoires zéro chômeur de longue durée",
            Likeness(Reason.ACRONYM, "TZCLD"),
        ),
        (
            "A.D.I.E.",
            "Association pour le droit à l'initiative économique",
            Likeness(Reason.ACRONYM, "ADIE"),
        ),
        (
            "Réseau d'entraide du canal",
            "REC (Réseau d'entraide du canal)",
            Likeness(Reason.ACRONYM, "REC"),
        ),
        ("Passerelle des quais", "Passerelles des quais", Likeness(Reason.TYPING)),
        ("Régie inter quartiers", "Régie interquartiers", Likeness(Reason.TYPING)),
        ("Fondation Horizon", "Horizon Fondation", Likeness(Reason.TYPING)),
    ],
)
def test_likeness_gives_its_reason_both_ways(name, other, expected):
    assert likely_same(name, other) == expected
    assert likely_same(other, name) == expected


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CD 92", "CD 93"),
        ("UDAF 92", "UDAF 93"),
        ("UDAF", "UDAF 93"),
        ("Maison de la Loire", "Maison du Loiret"),
        ("Mission locale de Nantes", "Mission locale de Nancy"),
        ("Mission locale de Lyon", "Mission locale de Lens"),
        ("Collège 1", "Collège 2"),
        ("Conseil départemental", "Conseil régional"),
        ("Conseil départemental de l'accès au droit 62", "Conseil départemental 62"),
        ("CCAS de Bordeaux", "Centre communal d'action sociale de Talence"),
        ("CA", "Collectif Avenir"),
        ("", ""),
        ("...", "???"),
    ],
)
def test_likeness_is_not_seen_between_different_structures(name, other):
    assert likely_same(name, other) is None
    assert likely_same(other, name) is None


@pytest.mark.parametrize("code", sorted(departments()))
def test_every_department_council_is_recognised(code):
    name = departments()[code]

    likeness = likely_same(f"Conseil départemental ({name})", f"CD {code}")

    assert likeness == Likeness(Reason.DEPARTMENT, code)


@given(WORDS, WORDS)
def test_likeness_is_symmetric(name, other):
    assert likely_same(name, other) == likely_same(other, name)


@given(st.text())
def test_spelling_key_of_a_key_is_itself_or_shorter(name):
    key = spelling_key(name)

    assert len(spelling_key(key)) <= len(key)
    assert spelling_key(name.upper()) == spelling_key(name.upper().lower())


def test_name_in_another_alphabet_is_not_taken_for_any_other():
    assert spelling_key("Дом Друзей") == spelling_key("ДОМ ДРУЗЕЙ")
    assert len({spelling_key("Дом Друзей"), spelling_key("البيت"), spelling_key("—")}) == 3
