import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrelacs.engines.synthesis import Text, find_near_duplicates

TEXTS = [
    Text("T1", "Un échange de métier pendant une semaine"),
    Text("T2", "Échanger son métier une semaine par an"),
    Text("T3", "Des stages obligatoires en école de commerce"),
    Text("T4", "Un stage inclus dans les formations sociales"),
    Text("T5", "Un annuaire des structures du territoire"),
]
VOCABULARY = ("échange", "métier", "semaine", "stage", "école", "annuaire", "de", "la")
contributions = st.lists(
    st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join), max_size=8
)


def test_near_texts_are_found_with_the_words_they_share():
    pairs = find_near_duplicates(TEXTS, threshold=0.3)

    assert [(pair.first, pair.second) for pair in pairs] == [("T1", "T2")]
    assert pairs[0].shared_terms == ("échange", "métier", "semaine")


def test_a_lower_threshold_finds_more_and_keeps_the_closest_first():
    pairs = find_near_duplicates(TEXTS, threshold=0.05)

    assert [(pair.first, pair.second) for pair in pairs] == [("T1", "T2"), ("T3", "T4")]
    assert pairs[0].score > pairs[1].score > 0.05


def test_rare_words_bring_texts_nearer_than_common_ones():
    texts = [Text(str(number), "rencontre " + word) for number, word in enumerate("uvxyz")]
    texts += [Text("a", "rencontre kiosque"), Text("b", "kiosque annuaire")]
    texts += [Text("c", "rencontre stage"), Text("d", "rencontre école")]

    scores = {(p.first, p.second): p.score for p in find_near_duplicates(texts, threshold=0.01)}

    assert scores["a", "b"] > scores["c", "d"]


def test_subject_words_bring_nothing_near():
    texts = [Text("a", "Une rencontre au café"), Text("b", "Les rencontres au théâtre")]

    with_subject = find_near_duplicates(texts, threshold=0.1)
    without = find_near_duplicates(texts, threshold=0.1, subject_words=["rencontre"])

    assert (len(with_subject), without) == (1, ())


@pytest.mark.parametrize("texts", [[], ["de la"], ["", ""], ["!!!", "???"]])
def test_texts_without_telling_words_are_near_nothing(texts):
    pairs = find_near_duplicates([Text(str(n), text) for n, text in enumerate(texts)], threshold=0)

    assert pairs == ()


@settings(deadline=None)
@given(written=contributions, order=st.randoms(use_true_random=False))
def test_scores_stay_the_same_whatever_the_order_of_the_texts(written, order):
    texts = [Text(str(number), text) for number, text in enumerate(written)]
    shuffled = list(texts)
    order.shuffle(shuffled)

    scores, others = (
        {
            frozenset((pair.first, pair.second)): pair.score
            for pair in find_near_duplicates(given, 0.2)
        }
        for given in (texts, shuffled)
    )

    assert scores == others
    assert all(0.2 <= score <= 1 for score in scores.values())
