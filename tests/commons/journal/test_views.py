import csv
import io

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.commons.journal.actions import record
from entrelacs.commons.journal.models import JournalEntry, JournalIsAppendOnly
from tests.factories import PersonFactory


def write(count: int) -> None:
    for _n in range(count):
        record(actor=PersonFactory(), event="person.added", subject=PersonFactory())


@pytest.mark.parametrize("count", [1, 3])
def test_journal_asks_the_same_queries_whatever_its_length(
    organizer_client, count, django_assert_num_queries
):
    write(count)

    with django_assert_num_queries(5):
        response = organizer_client.get(reverse("commons:journal"))

    assert len(response.context["entries"]) == count


def test_journal_shows_the_latest_hundred_first(organizer_client):
    write(101)

    entries = organizer_client.get(reverse("commons:journal")).context["entries"]

    latest = list(JournalEntry.objects.order_by("-pk").values_list("pk", flat=True)[:100])
    assert [entry.pk for entry, _sentence in entries] == latest


def test_journal_of_another_programme_is_not_shown(organizer_client, other_programme):
    with scope(programme=other_programme):
        write(2)

    assert organizer_client.get(reverse("commons:journal")).context["entries"] == []


def test_journal_is_taken_away_as_a_file(organizer_client):
    write(2)

    response = organizer_client.get(reverse("commons:journal_export"))

    rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert len(list(rows)) == 3


def test_journal_can_only_be_added_to(programme):
    write(1)
    entry = JournalEntry.objects.get()

    with pytest.raises(JournalIsAppendOnly):
        entry.save()
    with pytest.raises(JournalIsAppendOnly):
        entry.delete()
