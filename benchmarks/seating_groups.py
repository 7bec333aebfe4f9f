"""Diverse groups on nine instances of MDGPLIB, beside restarts from random groups in the same time.

    python benchmarks/seating_groups.py [--long] [--seed N] [folder of the instances]

The gap is the distance in % to the best published value (TPSDP of Yang et al., Eur. J. Oper. Res.
302, 2022, best of 20 runs); under zero it is better. The naive peer deals elements at random, makes
the first swap that improves until none does, and starts again while time lasts.
"""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import fmean
from time import process_time

from entrelacs.cli.group import DistanceFile, read_distances
from entrelacs.engines.seating.compiled import Kernel
from entrelacs.engines.seating.diverse import choose_sizes, diverse_groups, moves_for

DATA = Path(__file__).parents[2] / "shared/data/mdgplib"
PUBLISHED = {
    "RanReal_n120_ss_01": 47363.206898,
    "RanReal_n120_ds_02": 50926.596009,
    "RanInt_n120_ss_03": 47552.0,
    "Geo_n120_ds_02": 61893.415039,
    "RanInt_n240_ds_01": 160596.0,
    "Geo_n240_ss_02": 330195.793770,
    "RanReal_n480_ss_01": 377946.020198,
    "RanInt_n480_ds_01": 390718.0,
    "Geo_n480_ds_01": 582325.605978,
}


def improve_naively(read: DistanceFile, random: Random, seconds: float) -> float:
    """Return the best value of many random deals, each with the first swaps that improve it."""
    count, end, best = len(read.rows), process_time() + seconds, 0.0
    sizes = choose_sizes(count, read.sizes)
    d = [
        [row[b] if b > a else read.rows[b][a] if b < a else 0.0 for b in range(count)]
        for a, row in enumerate(read.rows)
    ]
    while process_time() < end:
        group = [number for number, size in enumerate(sizes) for _ in range(size)]
        random.shuffle(group)
        sums = [[0.0] * len(sizes) for _ in range(count)]
        for a, b in combinations(range(count), 2):
            sums[a][group[b]] += d[a][b]
            sums[b][group[a]] += d[a][b]
        better = True
        while better and process_time() < end:
            better = False
            for a, b in combinations(range(count), 2):
                x, y = group[a], group[b]
                gain = sums[a][y] + sums[b][x] - sums[a][x] - sums[b][y] - 2 * d[a][b]
                if x != y and gain > 1e-9:
                    better = True
                    group[a], group[b] = y, x
                    for row, da, db in zip(sums, d[a], d[b], strict=True):
                        row[x] += db - da
                        row[y] += da - db
        best = max(best, sum(sums[a][group[a]] for a in range(count)) / 2)
    return best


def gap(name: str, value: float) -> float:
    return 100 * (1 - value / PUBLISHED[name])


def run(reads: dict[str, DistanceFile], kernel: Kernel, seconds: float, seed: int) -> None:
    print(f"\n{kernel}, {seconds:g} s, seed {seed}")
    print("                              value     gap   naive  CPU s")
    ours, naive = [], []
    for name, read in reads.items():
        moves = moves_for(seconds, len(read.rows), len(read.sizes), kernel)
        started = process_time()
        found = diverse_groups(read.rows, sizes=read.sizes, seed=seed, moves=moves, kernel=kernel)
        spent = process_time() - started
        ours.append(gap(name, found.value))
        naive.append(gap(name, improve_naively(read, Random(seed), spent)))
        print(f"{name:20}{found.value:15.3f} {ours[-1]:7.3f} {naive[-1]:7.3f} {spent:6.2f}")
    print(f"mean gap {fmean(ours):.3f}, naive {fmean(naive):.3f}; values are on average", end=" ")
    ratios = [(100 - one) / (100 - other) for one, other in zip(ours, naive, strict=True)]
    print(f"{fmean(ratios):.4f} times those of the naive peer")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=DATA)
    parser.add_argument("--long", action="store_true", help="also 60 s compiled")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    paths = {name: asked.folder / f"{name}.txt" for name in PUBLISHED}
    missing = [path.name for path in paths.values() if not path.is_file()]
    if missing:
        print(f"No {', '.join(missing)} in {asked.folder}: nothing measured. Give the folder.")
        return
    reads = {name: read_distances(path) for name, path in paths.items()}
    if find_spec("numba"):
        # Compile before the first measure.
        diverse_groups([[0.0] * 4] * 4, sizes=[(2, 2)] * 2, moves=1, kernel="compiled")
        for seconds in (1.0, 10.0, 60.0) if asked.long else (1.0, 10.0):
            run(reads, "compiled", seconds, asked.seed)
    else:
        print("Numba is not installed: only plain Python is measured.")
    run(reads, "plain", 10.0, asked.seed)


if __name__ == "__main__":
    main()
