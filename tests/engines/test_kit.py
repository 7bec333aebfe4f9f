from entrelacs.engines.kit import ranked, seeded_random, shuffled


def test_shuffling_keeps_every_item_and_leaves_the_input_alone():
    items = list(range(50))

    mixed = shuffled(items, seeded_random(5))

    assert (sorted(mixed), items) == (list(range(50)), list(range(50)))
    assert mixed != items


def test_shuffling_puts_each_item_anywhere():
    firsts = {shuffled("abc", seeded_random(seed))[0] for seed in range(30)}

    assert firsts == {"a", "b", "c"}


def test_ranking_breaks_ties_by_key():
    order = ranked([("b", 1), ("a", 1), ("c", 2)], score=lambda p: p[1], key=lambda p: p[0])

    assert order == [("c", 2), ("a", 1), ("b", 1)]
