"""Mixed tables against their proved optima, a naive shuffle and OR-Tools CP-SAT, on one core.

    python benchmarks/seating_tables.py [--quick]

Each line gives the cost, the bound that proves it, the seconds of CPU and the ratio of the peer's
cost to ours. Budgets are numbers of moves: seconds are those they are meant for (`moves_for`).
--quick leaves out CP-SAT and what lasts more than ten seconds.
"""

import resource
import sys
from collections.abc import Sequence
from itertools import combinations
from random import Random
from time import process_time

from seating_cases import OPTIMA, Case, cost_of, read_case, request_from, shuffle

from entrelacs.engines.seating import (
    Guest,
    Seating,
    SeatingRequest,
    TableSpec,
    can_compile,
    compose_tables,
    moves_for,
)

# Seconds and the cost to reach, by instance.
PLAIN = {
    "seeds45x3": ((1, 717),),
    "gen50x3": ((3, 705),),
    "gen200x5": ((10, 385), (60, 375)),
    "gen2000x3": ((10, 600),),
}
COMPILED = {"gen200x5": ((10, 375),), "gen2000x3": ((2, 600),)}
PEER_SECONDS = 60


def sentence(seating: Seating) -> str:
    """Say what the bound proves of the re-encounters."""
    found, least = seating.cost.count("repeats"), seating.bounds.least.count("repeats")
    if seating.is_optimal:
        return f"{found} re-encounters, {least} unavoidable: no seating can do better"
    return f"{found} re-encounters, {least} unavoidable at least"


def show(name: str, seconds: float, cost: int, spent: float, said: str) -> None:
    print(f"  {name:24} {seconds:4.0f} s asked {cost:8} {spent:8.2f} s CPU  {said}", flush=True)


def measure(name: str, kernel: str, bars: Sequence[tuple[float, int]], case: Case) -> None:
    request = request_from(case)
    for seconds, bar in bars:
        start = process_time()
        seating = compose_tables(request, moves=moves_for(seconds, request, kernel), kernel=kernel)
        spent = process_time() - start
        said = "reached" if seating.cost.total <= bar else f"MISSED, {bar} wanted"
        show(f"entrelacs, {kernel}", seconds, seating.cost.total, spent, said)
        print(f"  {'':24} bound {seating.bounds.total}: {sentence(seating)}.")
        peer = cost_of(case, shuffle(case, max(spent, 0.05))).total()
        ratio = peer / max(seating.cost.total, 1)
        show("naive shuffle", seconds, peer, spent, f"ratio {ratio:.1f}")


def measure_cp_sat(case: Case, ours: int) -> None:
    """Ask the peer for the same seating; models beyond some dozens of people do not fit in time."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- optional dependency
    except ImportError:
        print("  OR-Tools is not installed (`make bench` does it): not measured.")
        return
    start = process_time()
    model, seat, objective = build_model(cp_model, case)
    model.minimize(objective)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = PEER_SECONDS
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    status = solver.solve(model)
    spent = process_time() - start
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        print(f"  OR-Tools CP-SAT found no seating in {spent:.0f} s.")
        return
    rounds = [
        [[g for g in range(case["n"]) if solver.value(row[g][t])] for t in range(case["tables"])]
        for row in seat
    ]
    peer = cost_of(case, rounds).total()
    show("OR-Tools CP-SAT, 1 worker", PEER_SECONDS, peer, spent, f"ratio {peer / ours:.2f}")


def build_model(cp_model, case):
    """Write the cost of the README as a model: who sits where, who meets whom, round by round."""
    model = cp_model.CpModel()
    people, tables = range(case["n"]), range(case["tables"])
    seat = [
        [[model.new_bool_var("") for _ in tables] for _ in people] for _ in range(case["rounds"])
    ]
    terms = []
    for row in seat:
        for guest in people:
            model.add_exactly_one(row[guest])
        for table, size in enumerate(case["sizes"]):
            model.add(sum(row[guest][table] for guest in people) == size)
            terms += mix_terms(model, case, [row[guest][table] for guest in people], size)
        for guest, table in case["pinned"].items():
            model.add(row[int(guest)][table] == 1)
        for one, other in case["must_together"]:
            for table in tables:
                model.add(row[one][table] == row[other][table])
    for pair in combinations(people, 2):
        terms += pair_terms(model, case, seat, pair)
    return model, seat, sum(terms)


def mix_terms(model, case, seats, size):
    """Price the people of each world beyond a table's share, rounded."""
    terms = []
    for category in sorted(set(case["category"])):
        members = [g for g, world in enumerate(case["category"]) if world == category]
        over, under = (model.new_int_var(0, size, "") for _ in range(2))
        count, share = sum(seats[g] for g in members), len(members) * size
        model.add(count - over <= -(-share // case["n"]))
        model.add(count + under >= share // case["n"])
        terms += [20 * over, 20 * under]
    return terms


def pair_terms(model, case, seat, pair):
    """Price what two people have in common when they meet, and each time they meet again."""
    one, other = pair
    meets = []
    for row in seat:
        meet = model.new_bool_var("")
        for here, there in zip(row[one], row[other], strict=True):
            model.add_bool_or(~here, ~there, meet)
        meets.append(meet)
    price = 100 * (case["structure"][one] == case["structure"][other])
    price += case["territory"][one] == case["territory"][other]
    price += sum(10 * times for a, b, times in case["past_meetings"] if {a, b} == set(pair))
    price += sum(1000 for a, b in case["must_apart"] if {a, b} == set(pair))
    terms = [price * meet for meet in meets if price]
    for earlier, later in combinations(meets, 2):
        again = model.new_bool_var("")
        model.add_bool_or(~earlier, ~later, again)
        terms.append(10 * again)
    return terms


def measure_ten_thousand(kernel: str) -> None:
    """Compose 10,000 invented people over three rounds, hall by hall."""
    random = Random(1)
    worlds = ["TS"] * 40 + ["ES"] * 40 + ["PUB"] * 12 + ["OTHER"] * 8
    guests: list[Guest] = []
    while len(guests) < 10_000:
        structure = f"s{len(guests)}"
        for _ in range(random.randint(1, 8)):
            place = f"t{random.randrange(800)}"
            guests.append(Guest(key(len(guests)), (random.choice(worlds),), structure, place))
    guests = guests[:10_000]
    met = {tuple(random.sample([g.key for g in guests[n : n + 40]], 2)): 1 for n in range(9000)}
    tables = tuple(TableSpec(f"{n:04}", 8) for n in range(1250))
    request = SeatingRequest(tuple(guests), tables, 3, met)
    start = process_time()
    seating = compose_tables(request, kernel=kernel)
    spent = process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = f"dealt {seating.dealt.total}, bound {seating.bounds.total}, {memory:.0f} MB"
    show(f"entrelacs, {kernel}", 60, seating.cost.total, spent, said)


def key(number: int) -> str:
    return f"g{number:05}"


def main(arguments: Sequence[str]) -> None:
    quick = "--quick" in arguments
    cases: dict[str, Case] = {}
    for name, optimum in OPTIMA.items():
        case = read_case(name)
        if case is None:
            continue
        cases[name] = case
        print(f"\n{name}: {case['n']} people, {case['rounds']} rounds, proved optimum {optimum}")
        bars = [bar for bar in PLAIN[name] if not (quick and bar[0] > 10)]
        measure(name, "plain", bars, case)
    print("\n10,000 people, 3 rounds (plain)")
    measure_ten_thousand("plain")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMemory of all that, plain: {memory:.0f} MB at most (bar 400).")
    if can_compile():
        # The first call compiles, or loads what was compiled.
        compose_tables(SeatingRequest(tuple(Guest(key(n)) for n in range(8)),
            (TableSpec("A", 4), TableSpec("B", 4)), 2), kernel="compiled")  # fmt: skip
        for name, bars in COMPILED.items():
            if name in cases:
                print(f"\n{name}, compiled")
                measure(name, "compiled", bars, cases[name])
    else:
        print("numba is not installed (the extra `fast`): nothing compiled was measured.")
    for name in ("seeds45x3", "gen50x3"):
        if name in cases and not quick:
            print(f"\n{name}, the peer")
            measure_cp_sat(cases[name], OPTIMA[name])


if __name__ == "__main__":
    main(sys.argv[1:])
