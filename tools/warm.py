"""Compile the searches of the engines once, so that nobody waits for it when they use them.

python tools/warm.py    # a few seconds, then nothing until a loop changes
"""

from entrelacs.engines.seating import (
    Guest,
    SeatingRequest,
    TableSpec,
    can_compile,
    compose_tables,
    diverse_groups,
)


def main() -> None:
    """Run each compiled loop on next to nothing."""
    if not can_compile():
        return
    guests = tuple(Guest(f"g{number}") for number in range(8))
    tables = (TableSpec("A", 4), TableSpec("B", 4))
    compose_tables(SeatingRequest(guests, tables, rounds=2), moves=10, kernel="compiled")
    diverse_groups([[1.0] * 8] * 8, sizes=[(4, 4)] * 2, moves=10, kernel="compiled")


if __name__ == "__main__":
    main()
