import time

from django.core.cache import caches

from entrelacs.commons.drafts import KEPT_FOR, draft, forget_draft, keep_draft


def kept_files() -> int:
    return len(caches["drafts"]._list_cache_files())


def test_draft_is_given_back_to_whoever_kept_it_until_it_is_forgotten():
    token = keep_draft(["Ana Lopez"], owner="a")

    assert draft(token, owner="a") == ["Ana Lopez"]
    assert draft(token, owner="b") is None
    assert draft("\n", owner="a") is None
    forget_draft(token, owner="a")
    assert draft(token, owner="a") is None


def test_draft_past_its_time_leaves_the_disk_when_another_comes(time_machine):
    caches["drafts"].clear()
    keep_draft("Ana Lopez", owner="a")
    time_machine.move_to(time.time() + KEPT_FOR + 1)

    kept = keep_draft("Bo Li", owner="b")

    assert kept_files() == 1
    assert draft(kept, owner="b") == "Bo Li"
