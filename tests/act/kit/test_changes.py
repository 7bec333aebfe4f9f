from dataclasses import replace

import pytest

from entrelacs.act.kit.changes import changes_since, contents_of
from tests.act.kit.samples import facts, guest, plan, table

BEFORE = facts(placement=plan({1: (1,)}))


def test_nothing_changed_says_so():
    assert changes_since(contents_of(BEFORE), BEFORE).any is False


def test_people_added_changed_and_gone_are_told_apart():
    now = replace(
        BEFORE, guests=(guest(2, structure="Ailleurs"), guest(3), guest(9, given_name="Basile"))
    )

    changes = changes_since(contents_of(BEFORE), now)

    assert [each.registration for each in changes.added] == [9]
    assert [each.registration for each in changes.changed] == [2]
    assert changes.gone == 1
    assert [each.registration for each in changes.badges] == [2, 9]


def test_badge_whose_personal_link_was_renewed_is_to_be_printed_again():
    now = replace(BEFORE, guests=(guest(1, page="https://x.example/p/new/"), guest(2), guest(3)))

    assert [each.registration for each in changes_since(contents_of(BEFORE), now).changed] == [1]


@pytest.mark.parametrize(
    ("part", "now"),
    [
        ("tables", {"tables": (table(1), table(2), table(3))}),
        ("tables", {"tables": (table(1, spot="au calme"), table(2))}),
        ("questions", {"prompts": BEFORE.prompts[:2]}),
        ("day", {"moments": BEFORE.moments[:1]}),
        ("day", {"place": "Ailleurs"}),
        ("plan", {"placement": replace(BEFORE.placement, version=5)}),
        ("plan", {"placement": None}),
    ],
)
def test_each_part_tells_its_own_change(part, now):
    changes = changes_since(contents_of(BEFORE), replace(BEFORE, **now))

    told = {name for name in ("tables", "questions", "day", "plan") if getattr(changes, name)}
    assert told == {part}
    assert changes.badges == []


def test_contents_keep_no_name():
    assert "Valmorin" not in str(contents_of(BEFORE))
    assert "Tilleuls" not in str(contents_of(BEFORE))
