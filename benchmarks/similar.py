"""Near-duplicates against hand labels, beside rapidfuzz's token_set_ratio on the same pairs.

    python benchmarks/similar.py [paires_quasi_doublons.csv]

Labels: 2 the same idea, 1 the same subject elsewhere, 0 something else. The pairs were chosen among
texts that look alike, so the figures compare methods; they do not announce a recall. The best F1
tunes the threshold on the answer, for both methods alike.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz

from entrelacs.engines.synthesis import DEFAULT_THRESHOLD, Text, find_near_duplicates

DATA = Path(__file__).parents[2] / "shared/data/contributions/paires_quasi_doublons.csv"


def quality(scores: Sequence[float], wanted: Sequence[bool], threshold: float) -> tuple[float, ...]:
    """Return (F1, precision, recall) of the pairs whose score reaches the threshold."""
    found = [score >= threshold for score in scores]
    right = sum(said and true for said, true in zip(found, wanted, strict=True))
    precision = right / sum(found) if any(found) else 0.0
    recall = right / sum(wanted)
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0, precision, recall)


def average_precision(scores: Sequence[float], wanted: Sequence[bool]) -> float:
    """Return the mean precision at each right answer, equal scores counted together."""
    precisions = [quality(scores, wanted, score)[1] for score in scores]
    return sum(p for p, true in zip(precisions, wanted, strict=True) if true) / sum(wanted)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not path.is_file():
        print(f"No labelled pairs at {path}: nothing measured. Give the file as an argument.")
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {row[f"id_{side}"]: row[f"texte_{side}"] for row in rows for side in "ab"}

    started = perf_counter()
    pairs = find_near_duplicates([Text(key, text) for key, text in texts.items()], threshold=0)
    ours_seconds = perf_counter() - started
    score_of = {frozenset((pair.first, pair.second)): pair.score for pair in pairs}
    ours = [score_of.get(frozenset((row["id_a"], row["id_b"])), 0.0) for row in rows]
    started = perf_counter()
    peer_of = {
        (a, b): fuzz.token_set_ratio(one.lower(), other.lower()) / 100
        for a, one in texts.items()
        for b, other in texts.items()
        if a < b
    }
    peer_seconds = perf_counter() - started
    peer = [peer_of[min(r["id_a"], r["id_b"]), max(r["id_a"], r["id_b"])] for r in rows]

    print(f"{len(rows)} labelled pairs of {len(texts)} texts; all pairs of texts scored in")
    print(f"{ours_seconds:.3f} s here, {peer_seconds:.3f} s by rapidfuzz token_set_ratio.")
    for label, meaning in ((2, "same idea"), (1, "same idea or same subject")):
        wanted = [int(row["etiquette"]) >= label for row in rows]
        print(f"\n{meaning}: {sum(wanted)} pairs of {len(rows)}")
        print(f"{'':32}precision  recall     F1  average precision")
        best = []
        for name, scores in (("entrelacs", ours), ("token_set_ratio", peer)):
            (f1, precision, recall), threshold = max(
                (quality(scores, wanted, score), score) for score in set(scores)
            )
            best.append(f1)
            average = average_precision(scores, wanted)
            print(
                f"{name + f', best at {threshold:.2f}':32}{precision:9.2f}{recall:8.2f}{f1:7.2f}"
                f"{average:19.2f}"
            )
        f1, precision, recall = quality(ours, wanted, DEFAULT_THRESHOLD)
        shown = f"entrelacs, default {DEFAULT_THRESHOLD}"
        print(f"{shown:32}{precision:9.2f}{recall:8.2f}{f1:7.2f}")
        print(f"ratio of best F1 to the peer's: {best[0] / best[1]:.2f}")


if __name__ == "__main__":
    main()
