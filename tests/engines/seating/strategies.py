"""Rooms of every sort for the seating engine's property tests."""

from hypothesis import strategies as st

from entrelacs.engines.seating import Guest, TableSpec

WORLDS = ("work", "enterprise", "town", "resident")


@st.composite
def rooms(draw, most_guests=30):
    """Draw guests, tables that can hold them, earlier meetings and locks that can be kept."""
    count = draw(st.integers(2, most_guests))
    guests = [
        Guest(
            key=f"g{number}",
            worlds=tuple(draw(st.lists(st.sampled_from(WORLDS), unique=True, max_size=2))),
            structure=draw(st.sampled_from((None, "", "s1", "s2", "s3"))),
            territory=draw(st.sampled_from((None, "t1", "t2"))),
        )
        for number in range(count)
    ]
    table_count = draw(st.integers(1, max(1, count // 3)))
    even = -(-count // table_count)
    tables = [
        TableSpec(f"T{number}", seats=even + draw(st.integers(0, 4)), smallest=1)
        for number in range(table_count)
    ]
    people = st.sampled_from([guest.key for guest in guests])
    met = draw(st.dictionaries(st.tuples(people, people), st.integers(1, 3), max_size=20))
    # At most one person locked per table: always possible.
    hosts = draw(st.lists(people, unique=True, max_size=table_count))
    locked = {host: table.key for host, table in zip(hosts, tables, strict=False)}
    return {"guests": guests, "tables": tables, "met": met, "locked": locked}
