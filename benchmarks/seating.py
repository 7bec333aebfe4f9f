"""Mixed tables on the four instances whose optimum is proved, beside the best of many shuffles.

    python benchmarks/seating.py [folder of the instances]

Each round is composed knowing the rounds before. The cost is the one that the folder's README
defines. The naive shuffle gets the same CPU time and keeps its cheapest draw, round after round.
Pairs that must sit together or apart are counted in the cost, though nothing here looks after them
yet: `wishes` shows that part.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from entrelacs.engines.seating import Guest, TableSpec, compose_tables

DATA = Path(__file__).parents[2] / "shared/data/tables"
OPTIMA = {"seeds45x3": 717, "gen50x3": 705, "gen200x5": 375, "gen2000x3": 600}

Round = list[list[int]]
Meetings = Counter[tuple[int, int]]


def round_cost(case: dict[str, Any], tables: Round, met: Meetings) -> Counter[str]:
    """Return the cost of one round, part by part, as the README defines it."""
    cost: Counter[str] = Counter()
    totals = Counter(case["category"])
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
    return cost


def meet(tables: Round, met: Meetings) -> None:
    """Note that everyone at a table has met."""
    for table in tables:
        met.update(combinations(sorted(table), 2))


def compose_round(case: dict[str, Any], met: Meetings, seed: int) -> Round:
    """Compose one round with the engine."""
    guests = [
        Guest(f"{n:05}", (category,), str(structure), str(territory))
        for n, (category, structure, territory) in enumerate(
            zip(case["category"], case["structure"], case["territory"], strict=True)
        )
    ]
    seating = compose_tables(
        guests,
        tables=[TableSpec(str(n), size, size) for n, size in enumerate(case["sizes"])],
        met={(f"{a:05}", f"{b:05}"): times for (a, b), times in met.items()},
        locked={f"{int(guest):05}": str(table) for guest, table in case["pinned"].items()},
        seed=seed,
    )
    return [[int(key) for key in table] for table in seating.tables]


def shuffle_round(case: dict[str, Any], met: Meetings, random: Random, seconds: float) -> Round:
    """Shuffle until the time is over, people fixed to a table left there; keep the cheapest."""
    fixed = {int(guest): table for guest, table in case["pinned"].items()}
    free = [guest for guest in range(case["n"]) if guest not in fixed]
    best: Round = []
    lowest, end = float("inf"), process_time() + seconds
    while not best or process_time() < end:
        random.shuffle(free)
        waiting = iter(free)
        drawn = [[guest for guest, at in fixed.items() if at == t] for t in range(case["tables"])]
        for table, size in zip(drawn, case["sizes"], strict=True):
            table += [next(waiting) for _ in range(size - len(table))]
        total = round_cost(case, drawn, met).total()
        if total < lowest:
            best, lowest = drawn, total
    return best


def show(name: str, cost: Counter[str], seconds: float) -> None:
    parts = " ".join(f"{cost[part]:9}" for part in ("structure", "mix", "repeats", "territory"))
    print(f"  {name:14}{cost.total():9} {parts} {cost['wishes']:9} {seconds:8.2f}")


def run_case(name: str, case: dict[str, Any]) -> None:
    met = Counter({(min(a, b), max(a, b)): times for a, b, times in case["past_meetings"]})
    naive_met, random = met.copy(), Random(0)
    ours: Counter[str] = Counter()
    naive: Counter[str] = Counter()
    spent = 0.0
    for number in range(case["rounds"]):
        started = process_time()
        tables = compose_round(case, met, seed=number)
        seconds = process_time() - started
        spent += seconds
        ours += round_cost(case, tables, met)
        meet(tables, met)
        shuffled = shuffle_round(case, naive_met, random, seconds)
        naive += round_cost(case, shuffled, naive_met)
        meet(shuffled, naive_met)
    print(f"\n{name}: {case['n']} people, {case['rounds']} rounds, optimum {OPTIMA[name]}")
    print("                    total structure       mix   repeats territory    wishes    CPU s")
    show("entrelacs", ours, spent)
    show("naive shuffle", naive, spent)
    print(f"  ratio {naive.total() / ours.total() if ours.total() else float('inf'):.1f}", end="")
    print(f", without the wishes {ratio(naive, ours)}")


def ratio(naive: Counter[str], ours: Counter[str]) -> str:
    left, right = naive.total() - naive["wishes"], ours.total() - ours["wishes"]
    return f"{left / right:.1f}" if right else f"{left} to 0"


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else DATA
    paths = {name: folder / f"{name}.json" for name in OPTIMA}
    missing = [path.name for path in paths.values() if not path.is_file()]
    if missing:
        print(f"No {', '.join(missing)} in {folder}: nothing measured. Give the folder.")
        return
    for name, path in paths.items():
        run_case(name, json.loads(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(sys.argv[1:])
