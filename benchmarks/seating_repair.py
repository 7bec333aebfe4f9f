"""Repairs after no-shows: the reproducible case, then many rooms of 64 people of whom 28 % miss.

    python benchmarks/seating_repair.py [--draws 2000]

The peer is composing the room again from scratch: cheaper, and most people change tables.
"""

import argparse
import json
from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random
from statistics import mean
from time import process_time

from seating_cases import DATA, key, read_case, request_from

from entrelacs.engines.seating import (
    Guest,
    Repair,
    SeatingRequest,
    TableSpec,
    compose_tables,
    cost_of_seating,
    repair_seating,
)

POLES = ("TS", "ES")


def measure_case() -> None:
    """Repair the seating of 50 people of `noshow50.json`, sizes 6 to 10."""
    path, case = DATA / "noshow50.json", read_case("gen50x3")
    if case is None or not path.is_file():
        return
    stored = json.loads(path.read_text(encoding="utf-8"))
    whole = request_from(case)
    tables = tuple(TableSpec(str(n), 10, 6) for n in range(case["tables"]))
    rounds = [
        {str(t): tuple(key(g) for g, at in enumerate(row) if at == t) for t in range(len(tables))}
        for row in stored["tables_by_round"]
    ]
    for number in stored["cases"]:
        absent = {key(guest) for guest in number["no_shows"]}
        guests = tuple(guest for guest in whole.guests if guest.key not in absent)
        request = replace(whole, guests=guests, tables=tables)
        start = process_time()
        repairs = repair_seating(request, rounds)
        spent = process_time() - start
        found = ", ".join(f"{repair.cost.total} with {repair.moved}" for repair in repairs)
        print(f"noshow50, {len(absent)} absent: {found} moved; {spent:.2f} s CPU")
        kept = [
            {k: tuple(g for g in v if g not in absent) for k, v in row.items()} for row in rounds
        ]
        start = process_time()
        again = compose_tables(replace(request, rounds=1), kernel="plain").by_round()[0]
        spent = process_time() - start
        cost = cost_of_seating(request, [again, *kept[1:]], (0,)).total
        moved = sum(
            guest not in rounds[0][table] for table, people in again.items() for guest in people
        )
        print(f"  composed again, knowing nothing of the other rounds: {cost} with {moved} moved")


def measure_draws(draws: int) -> None:
    """Draw rooms of 64 people, 8 tables of 4 TS and 4 ES, each missing with a chance of 28 %."""
    random = Random(2026)
    moved, seconds, needed, broken = [], [], [], Counter()
    for _ in range(draws):
        guests = tuple(Guest(key(n), (POLES[n % 2],)) for n in range(64))
        seats = {f"T{n}": tuple(key(g) for g in range(8 * n, 8 * n + 8)) for n in range(8)}
        present = tuple(guest for guest in guests if random.random() >= 0.28)
        specs = tuple(TableSpec(name, 10, 6) for name in seats)
        request = SeatingRequest(present, specs, poles=POLES)
        start = process_time()
        repairs = repair_seating(request, [seats], steps=(0, 1, 2, 3, 4, 5, 6))
        seconds.append(process_time() - start)
        # The first option without a fault; else the best there is.
        good = next((r for r in repairs if not faults(request, r)), repairs[-1])
        broken.update(faults(request, good))
        moved.append(good.moved)
        needed.append(
            needed_moves([sum(g.key in people for g in present) for people in seats.values()])
        )
    print(f"\n64 registered, 28 % absent, {draws} draws:")
    over = sum(count > 6 for count in moved)
    print(
        f"  moved: {mean(moved):.2f} on average, {max(moved)} at most, more than 6 in {over} draws"
    )
    over = sum(count > 6 for count in needed)
    print(
        f"  needed for the sizes alone: {mean(needed):.2f} on average, more than 6 in {over} draws"
    )
    print(f"  tables outside 6-10 left in {broken['size']} draws")
    print(f"  tables with under two of a pole that the room has enough of: {broken['pole']} draws")
    print(f"  {mean(seconds):.2f} s CPU on average, {max(seconds):.2f} s at most")


def needed_moves(sizes: list[int]) -> int:
    """Return the fewest moves after which all tables kept have 6 to 10 people, by counting alone."""
    ways = []
    for closed in range(len(sizes)):
        for away in combinations(range(len(sizes)), closed):
            kept = [size for n, size in enumerate(sizes) if n not in away]
            if 6 * len(kept) <= sum(sizes) <= 10 * len(kept):
                short = sum(max(0, 6 - size) for size in kept)
                ways.append(max(short, sum(sizes[n] for n in away)))
    return min(ways)


def faults(request: SeatingRequest, repair: Repair) -> list[str]:
    """Name what is wrong with a repaired room, counted from the tables themselves."""
    pole_of = {guest.key: guest.worlds[0] for guest in request.guests}
    tables = [people for people in repair.tables.values() if people]
    found = ["size"] if any(not 6 <= len(people) <= 10 for people in tables) else []
    for pole in POLES:
        enough = sum(at == pole for at in pole_of.values()) >= 2 * len(tables)
        if enough and any(sum(pole_of[g] == pole for g in people) < 2 for people in tables):
            found.append("pole")
            break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=100)
    arguments = parser.parse_args()
    measure_case()
    measure_draws(arguments.draws)


if __name__ == "__main__":
    main()
