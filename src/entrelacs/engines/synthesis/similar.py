"""Find short texts that may say the same, and say by which words."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import log, sqrt

from entrelacs.engines.kit import ranked
from entrelacs.engines.synthesis.model import SimilarPair, Text
from entrelacs.engines.synthesis.normalize import stem, terms

# Where a suggestion is worth a look; two contributions are never merged on a score alone.
DEFAULT_THRESHOLD = 0.45


def find_near_duplicates(
    texts: Sequence[Text],
    threshold: float = DEFAULT_THRESHOLD,
    *,
    subject_words: Collection[str] = (),
) -> tuple[SimilarPair, ...]:
    """Return the pairs of texts whose score reaches the threshold (0 to 1), closest first.

    The score is the cosine of the texts' stems, each weighed by its rarity among the texts given
    (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", Information
    Processing and Management 24, 1988). `subject_words` are left out: the words of the meeting's
    own subject bring everything near everything. A text without any telling word is near nothing.
    In a pair, `first` comes before `second` in the input; the result has no other order than the
    scores, then the keys.

    >>> texts = [
    ...     Text("a", "Un échange de métier d'une semaine"),
    ...     Text("b", "Échanger son métier une semaine par an"),
    ...     Text("c", "Un annuaire des structures"),
    ... ]
    >>> find_near_duplicates(texts)
    (SimilarPair(first='a', second='b', score=0.7531, shared_terms=('échange', 'métier', 'semaine')),)
    """
    ignored = {stem(word.lower()) for word in subject_words}
    terms_of = [terms(text.text, ignored=ignored) for text in texts]
    holders = Counter(stemmed for found in terms_of for stemmed in found)
    weight = {stemmed: log(1 + len(texts) / held) for stemmed, held in holders.items()}
    lengths = [sqrt(sum(weight[stemmed] ** 2 for stemmed in found)) for found in terms_of]

    pairs = []
    earlier: dict[str, list[int]] = {}
    for second, found in enumerate(terms_of):
        products: dict[int, float] = {}
        for stemmed in found:
            for first in earlier.get(stemmed, ()):
                products[first] = products.get(first, 0.0) + weight[stemmed] ** 2
            earlier.setdefault(stemmed, []).append(second)
        for first, product in products.items():
            # Rounded before it is compared: the last digits depend on the order of the additions.
            score = round(product / (lengths[first] * lengths[second]), 4)
            if score >= threshold:
                shared = [stemmed for stemmed in terms_of[first] if stemmed in found]
                # Words of equal weight stay in the order of the text.
                shown = sorted(shared, key=lambda stemmed: -weight[stemmed])
                pairs.append(
                    SimilarPair(
                        first=texts[first].key,
                        second=texts[second].key,
                        score=score,
                        shared_terms=tuple(terms_of[first][stemmed] for stemmed in shown),
                    )
                )
    return tuple(
        ranked(pairs, score=lambda pair: pair.score, key=lambda p: f"{p.first}\0{p.second}")
    )
