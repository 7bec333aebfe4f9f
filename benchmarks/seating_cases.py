"""The four instances whose optimum is proved, their cost, and the peers: used by `seating_*.py`.

    python benchmarks/seating_cases.py

checks that the cost counted here, afresh and from the folder's README alone, is the engine's own.
"""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from entrelacs.engines.seating import Guest, Lock, SeatingRequest, TableSpec, Wish, compose_tables

DATA = Path(__file__).parents[2] / "shared/data/tables"
OPTIMA = {"seeds45x3": 717, "gen50x3": 705, "gen200x5": 375, "gen2000x3": 600}

Case = dict[str, Any]
# The guests of every table, round by round.
Rounds = Sequence[Sequence[Sequence[int]]]


def read_case(name: str, folder: Path = DATA) -> Case | None:
    """Return an instance, or None with a line that says it is not there."""
    path = folder / f"{name}.json"
    if not path.is_file():
        print(f"No {path.name} beside the project (shared/data/tables): not measured.")
        return None
    case: Case = json.loads(path.read_text(encoding="utf-8"))
    return case


def key(number: int | str) -> str:
    """Name a guest so that keys sort as numbers do."""
    return f"{int(number):05}"


def request_from(case: Case) -> SeatingRequest:
    """Turn an instance into a request: everything in the file is honoured."""
    people = zip(case["category"], case["structure"], case["territory"], strict=True)
    return SeatingRequest(
        guests=tuple(
            Guest(key(number), (category,), str(structure), str(territory))
            for number, (category, structure, territory) in enumerate(people)
        ),
        tables=tuple(TableSpec(str(n), size, size) for n, size in enumerate(case["sizes"])),
        rounds=case["rounds"],
        met={(key(a), key(b)): times for a, b, times in case["past_meetings"]},
        wishes=(
            *(Wish((key(a), key(b)), together=False) for a, b in case["must_apart"]),
            *(Wish((key(a), key(b)), together=True) for a, b in case["must_together"]),
        ),
        locks=tuple(Lock(key(guest), str(table)) for guest, table in case["pinned"].items()),
    )


def cost_of(case: Case, rounds: Rounds) -> Counter[str]:
    """Return the cost of a seating, part by part, as the README of the instances defines it."""
    cost: Counter[str] = Counter()
    met = Counter({(min(a, b), max(a, b)): times for a, b, times in case["past_meetings"]})
    totals = Counter(case["category"])
    for tables in rounds:
        table_of = {guest: number for number, table in enumerate(tables) for guest in table}
        cost["wishes"] += 1000 * sum(table_of[a] == table_of[b] for a, b in case["must_apart"])
        cost["wishes"] += 1000 * sum(table_of[a] != table_of[b] for a, b in case["must_together"])
        for table in tables:
            counts = Counter(case["category"][guest] for guest in table)
            for category, total in totals.items():
                least, most = total * len(table) // case["n"], -(-total * len(table) // case["n"])
                cost["mix"] += 20 * max(least - counts[category], counts[category] - most, 0)
            for one, other in combinations(sorted(table), 2):
                cost["structure"] += 100 * (case["structure"][one] == case["structure"][other])
                cost["repeats"] += 10 * met[one, other]
                cost["territory"] += case["territory"][one] == case["territory"][other]
        met.update(pair for table in tables for pair in combinations(sorted(table), 2))
    return cost


def shuffle(case: Case, seconds: float, seed: int = 0) -> Rounds:
    """The naive peer: shuffle each round until its share of the time is over, keep the cheapest."""
    random, rounds = Random(seed), []
    fixed = {int(guest): table for guest, table in case["pinned"].items()}
    free = [guest for guest in range(case["n"]) if guest not in fixed]
    for _ in range(case["rounds"]):
        best: list[list[int]] = []
        lowest, end = float("inf"), process_time() + seconds / case["rounds"]
        while not best or process_time() < end:
            random.shuffle(free)
            waiting = iter(free)
            drawn = [[g for g, at in fixed.items() if at == t] for t in range(case["tables"])]
            for table, size in zip(drawn, case["sizes"], strict=True):
                table += [next(waiting) for _ in range(size - len(table))]
            total = cost_of(case, [*rounds, drawn]).total()
            if total < lowest:
                best, lowest = drawn, total
        rounds.append(best)
    return rounds


def main() -> None:
    """Compare both counts on every instance."""
    for name, optimum in OPTIMA.items():
        case = read_case(name)
        if case is None:
            continue
        for moves in (0, 3000):
            seating = compose_tables(request_from(case), moves=moves, kernel="plain")
            rounds = [[[int(g) for g in table] for table in tables] for tables in seating.rounds]
            counted = cost_of(case, rounds).total()
            said = "the same" if counted == seating.cost.total else "DIFFERENT"
            print(f"{name:10} {moves:5} moves: {seating.cost.total} and {counted}, {said}", end="")
            print(f" (bound {seating.bounds.total}, optimum {optimum})")


if __name__ == "__main__":
    main()
