from entrelacs.engines.synthesis import Suggestion, Theme, suggest_theme

THEMES = [
    Theme("training", ("stage", "formation", "école")),
    Theme("meeting", ("rencontre", "échange", "vis ma vie")),
    Theme("directory", ("annuaire", "répertoire", "rencontre")),
]


def test_theme_is_suggested_with_the_words_that_decided():
    suggestion = suggest_theme("Des STAGES dans les écoles", THEMES)

    assert suggestion == Suggestion("training", 1.0, ("stages", "écoles"))


def test_word_of_two_themes_weighs_less_than_a_word_of_one():
    suggestion = suggest_theme("Une rencontre autour d’un annuaire", THEMES)

    assert suggestion.theme == "directory"
    assert suggestion.deciding_terms == ("rencontre", "annuaire")
    assert 0.5 < suggestion.score < 1


def test_phrase_counts_only_when_it_is_whole():
    whole = suggest_theme("Proposer un Vis ma vie", THEMES)
    part = suggest_theme("La vie de quartier", THEMES)

    assert (whole.theme, part) == ("meeting", None)


def test_equal_evidence_suggests_nothing():
    suggestion = suggest_theme("Un stage, un échange", THEMES)

    assert suggestion is None


def test_theme_without_keywords_or_no_theme_at_all_suggests_nothing():
    suggestions = [
        suggest_theme("Un stage", themes) for themes in ([], [Theme("empty", ("", "de"))])
    ]

    assert suggestions == [None, None]
