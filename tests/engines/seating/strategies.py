"""Rooms of every sort for the seating engine's property tests."""

from hypothesis import strategies as st

from entrelacs.engines.kit import seeded_random, shuffled
from entrelacs.engines.seating import Guest, Lock, SeatingRequest, TableSpec, Wish

WORLDS = ("work", "enterprise", "town", "resident")
POLES = ("work", "enterprise")
NEEDS = ("door", "quiet")


@st.composite
def rooms(draw, most_guests=30, most_rounds=3):
    """Draw guests, tables that can hold them, earlier meetings, wishes and locks."""
    count = draw(st.integers(2, most_guests))
    rounds = draw(st.integers(1, most_rounds))
    subsets = st.lists(st.integers(0, rounds - 1), unique=True).map(lambda few: tuple(sorted(few)))
    guests = tuple(
        Guest(
            key=f"g{number}",
            worlds=tuple(draw(st.lists(st.sampled_from(WORLDS), unique=True, max_size=2))),
            structure=draw(st.sampled_from((None, "", "s1", "s2", "s3"))),
            territory=draw(st.sampled_from((None, "t1", "t2"))),
            needs=tuple(draw(st.lists(st.sampled_from(NEEDS), unique=True, max_size=1))),
            rounds=draw(st.none() | subsets) if number > count // 2 else None,
        )
        for number in range(count)
    )
    table_count = draw(st.integers(1, max(1, count // 3)))
    even = -(-count // table_count)
    tables = tuple(
        TableSpec(
            f"T{number}",
            seats=even + draw(st.integers(0, 4)),
            smallest=1,
            offers=tuple(draw(st.lists(st.sampled_from(NEEDS), unique=True))),
        )
        for number in range(table_count)
    )
    people = st.sampled_from([guest.key for guest in guests])
    met = draw(st.dictionaries(st.tuples(people, people), st.integers(1, 3), max_size=20))
    # At most one person locked per table: always possible.
    hosts = draw(st.lists(people, unique=True, max_size=table_count))
    groups = st.lists(people, unique=True, min_size=2, max_size=3).map(tuple)
    wishes = draw(st.lists(st.builds(Wish, groups, st.booleans()), max_size=3))
    return SeatingRequest(
        guests,
        tables,
        rounds,
        met,
        wishes=tuple(wishes),
        locks=tuple(
            Lock(host, table.key, draw(st.none() | st.integers(0, rounds - 1)))
            for host, table in zip(hosts, tables, strict=False)
        ),
        poles=draw(st.sampled_from((None, POLES))),
        never_alone=draw(st.sampled_from(((), ("resident",)))),
    )


def seats_at_random(request, seed, leave_out=0):
    """Seat those who attend each round at any table, some of them at none."""
    random = seeded_random(seed)
    rounds = []
    for round_ in range(request.rounds):
        people = shuffled((g.key for g in request.guests if g.attends(round_)), random)[leave_out:]
        rounds.append(
            {
                table.key: tuple(people[number :: len(request.tables)])
                for number, table in enumerate(request.tables)
            }
        )
    return rounds
