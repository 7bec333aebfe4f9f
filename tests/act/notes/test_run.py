"""The page of the day, as organisers, facilitators and scribes see it."""

import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.gatherings.models import SegmentKind
from entrelacs.act.gatherings.queries import segments_of
from entrelacs.act.notes.models import Contribution
from entrelacs.act.notes.room import read_room
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.imports.models import ImportBatch
from tests.factories import (
    ContributionFactory,
    GatheringFactory,
    PersonFactory,
    SeatFactory,
    SeatingFactory,
    SegmentFactory,
    TableFactory,
)

PARIS_TIME = ZoneInfo("Europe/Paris")
NOTES = "TABLE 1\nAutour de la table : Odile BRASSENS\n\nPistes :\n- Un annuaire commun\n"


def at(hour, minute=0):
    return datetime.datetime(2027, 3, 12, hour, minute, tzinfo=PARIS_TIME)


@pytest.fixture
def gathering(programme):
    gathering = GatheringFactory(day=datetime.date(2027, 3, 12))
    for kind, hour, minutes in (
        (SegmentKind.OPENING, 14, 60),
        (SegmentKind.TABLES, 15, 60),
        (SegmentKind.CLOSING, 16, 30),
    ):
        SegmentFactory(
            gathering=gathering, kind=kind, starts_at=datetime.time(hour), minutes=minutes
        )
    return gathering


@pytest.fixture
def step(gathering):
    return f"/agir/rencontres/{gathering.slug}/animer/"


@pytest.mark.parametrize(
    ("now", "states"),
    [
        (at(13), ["next", "next", "next"]),
        (at(15, 20), ["done", "now", "next"]),
        (at(19), ["done", "done", "done"]),
    ],
)
def test_moments_are_done_now_or_next(gathering, now, states):
    room = read_room(gathering, now)

    assert [moment.state for moment in room.day.moments] == states


@pytest.mark.parametrize(
    ("now", "last", "kind"),
    [
        (at(14, 30), None, ""),
        (at(15, 2), None, ""),
        (at(15, 4), None, "warn"),
        (at(15, 7), None, "bad"),
        (at(15, 30), at(15, 28), "good"),
        (at(15, 30), at(15, 26), "warn"),
        (at(15, 30), at(15, 20), "bad"),
        (at(16, 20), at(15, 20), "good"),
    ],
)
def test_silent_table_turns_amber_then_red_only_while_tables_work(gathering, now, last, kind):
    table = TableFactory(gathering=gathering, scribe=PersonFactory())
    if last:
        ContributionFactory(gathering=gathering, table=table, taken_at=last)

    with time_machine.travel(now, tick=False):
        room = read_room(gathering, now)

    assert room.cards[0].pace.kind == kind
    assert [card.table for card in room.silent] == [table] * (kind == "bad")


@pytest.mark.parametrize(
    ("now", "is_silent"),
    [(at(14, 30), False), (at(15, 2), False), (at(15, 4), False), (at(15, 7), True)],
)
def test_table_without_scribe_is_red_before_it_is_silent(gathering, now, is_silent):
    TableFactory(gathering=gathering)

    room = read_room(gathering, now)

    assert room.cards[0].pace.kind == "bad"
    assert len(room.silent) == is_silent


def test_page_shows_code_square_counts_and_who_takes_notes(organizer_client, gathering, step):
    scribe = PersonFactory(given_name="Odile", family_name="Brassens")
    table = TableFactory(gathering=gathering, number=3, code="ABCD2345", scribe=scribe)
    ContributionFactory(gathering=gathering, table=table)
    SeatFactory(table=table, seating__gathering=gathering)

    page = organizer_client.get(step).content.decode()

    assert "ABCD 2345" in page
    assert 'href="http://testserver/t/ABCD2345/"' in page
    assert '<svg viewBox="0 0' in page
    assert "Odile Brassens" in page


def test_put_away_table_is_not_shown(organizer_client, gathering, step):
    TableFactory(gathering=gathering, is_open=False)

    room = organizer_client.get(step).context["room"]

    assert room.cards == ()


def test_scribe_sees_the_day_and_changes_nothing_of_it(client, make_member, gathering, step):
    client.force_login(make_member(RoleCode.SCRIBE).account)

    shown = client.get(step)
    refused = [
        client.get(f"{step}{page}").status_code
        for page in ("moments/nouveau/", "clore/", "importer/")
    ]

    assert shown.context["can_edit"] is False
    assert refused == [403, 403, 403]


def test_moment_is_added_changed_and_removed(organizer_client, gathering, step):
    fields = {"starts_at": "16:30", "minutes": 20, "kind": "break", "title": "Goûter", "text": ""}

    organizer_client.post(f"{step}moments/nouveau/", fields)
    added = segments_of(gathering).get(title="Goûter")
    organizer_client.post(f"{step}moments/{added.pk}/", fields | {"minutes": 25})
    changed = segments_of(gathering).get(title="Goûter").minutes
    organizer_client.post(f"{step}moments/{added.pk}/retirer/")

    assert changed == 25
    assert not segments_of(gathering).filter(title="Goûter").exists()


def test_moment_without_length_is_refused_beside_its_field(organizer_client, gathering, step):
    fields = {"starts_at": "16:30", "minutes": 0, "kind": "break", "title": "Goûter", "text": ""}

    response = organizer_client.post(f"{step}moments/nouveau/", fields)

    assert list(response.context["form"].errors) == ["minutes"]
    assert segments_of(gathering).count() == 3


def test_question_is_reworded(organizer_client, gathering, step):
    organizer_client.get(step)
    prompt = gathering.prompts.get(code="leads")

    organizer_client.post(
        f"{step}questions/{prompt.pk}/", {"question": "Et demain ?", "minutes": 9}
    )

    prompt.refresh_from_db()
    assert (prompt.question, prompt.minutes) == ("Et demain ?", 9)


def test_hosts_are_named_among_people_of_the_table_first(organizer_client, gathering, step):
    table = TableFactory(gathering=gathering, number=3)
    seat = SeatFactory(table=table, seating__gathering=gathering)
    stranger = PersonFactory()
    person = seat.registration.person
    address = f"{step}tables/3/roles/"

    shown = organizer_client.get(address)
    organizer_client.post(address, {"facilitator": "", "scribe": person.pk})
    refused = organizer_client.post(address, {"facilitator": stranger.pk, "scribe": ""})

    table.refresh_from_db()
    groups = shown.context["form"].fields["scribe"].choices
    assert groups[1][1] == [(str(person.pk), person.full_name)]
    assert table.scribe == person
    assert list(refused.context["form"].errors) == ["facilitator"]


def test_meeting_is_closed_then_opened_again(organizer_client, gathering, step):
    organizer_client.get(f"{step}clore/")
    gathering.refresh_from_db()
    untouched = gathering.is_closed
    organizer_client.post(f"{step}clore/", {"choice": "close"})
    gathering.refresh_from_db()
    closed = gathering.is_closed
    organizer_client.post(f"{step}clore/", {"choice": "reopen"})
    gathering.refresh_from_db()

    assert (untouched, closed, gathering.is_closed) == (False, True, False)


def test_cards_of_the_tables_are_four_to_a_sheet(organizer_client, gathering, step):
    for number in range(1, 6):
        TableFactory(gathering=gathering, number=number)

    response = organizer_client.get(f"{step}codes/")

    assert [len(sheet) for sheet in response.context["sheets"]] == [4, 1]


def test_import_is_shown_then_applied_then_taken_back(organizer_client, gathering, step):
    shown = organizer_client.post(f"{step}importer/", {"text": NOTES})
    written = Contribution.objects.count()
    fields = {
        "token": shown.context["token"],
        "fingerprint": shown.context["plan"].fingerprint,
    }
    organizer_client.post(f"{step}importer/appliquer/", fields)
    applied = Contribution.objects.count()
    batch = ImportBatch.objects.get()
    organizer_client.post(f"{step}importer/{batch.pk}/annuler/")

    assert (written, applied, Contribution.objects.count()) == (0, 1, 0)


def test_import_pressed_twice_is_done_once(organizer_client, gathering, step):
    shown = organizer_client.post(f"{step}importer/", {"text": NOTES})
    fields = {
        "token": shown.context["token"],
        "fingerprint": shown.context["plan"].fingerprint,
    }

    for _ in range(2):
        organizer_client.post(f"{step}importer/appliquer/", fields)

    assert ImportBatch.objects.count() == 1


def test_import_that_would_no_longer_do_what_was_shown_is_shown_again(
    organizer_client, gathering, step
):
    shown = organizer_client.post(f"{step}importer/", {"text": NOTES})
    fields = {
        "token": shown.context["token"],
        "fingerprint": shown.context["plan"].fingerprint,
    }
    TableFactory(gathering=gathering, number=1)

    again = organizer_client.post(f"{step}importer/appliquer/", fields)
    fields["fingerprint"] = again.context["plan"].fingerprint
    organizer_client.post(f"{step}importer/appliquer/", fields)

    assert (again.status_code, again.context["has_changed"]) == (409, True)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"", "notes.txt"),
        ("notes.pdf", b"%PDF-1.7 rien", "pdf"),
        ("notes.docx", b"PK pas vraiment", "notes.docx"),
        ("notes.txt", b"a" * 5_000_001, "5"),
    ],
    ids=["empty", "pdf", "damaged", "large"],
)
def test_unusable_file_is_told_beside_its_field(organizer_client, step, name, content, said):
    file = BytesIO(content)
    file.name = name

    response = organizer_client.post(f"{step}importer/", {"file": file})

    errors = response.context["form"].errors
    assert list(errors) == ["file"]
    assert said in errors["file"][0]


def test_file_without_a_table_says_what_was_read(organizer_client, gathering, step):
    response = organizer_client.post(f"{step}importer/", {"text": "Une phrase, sans table."})

    assert response.context["form"].non_field_errors()
    assert "Une phrase, sans table." in response.content.decode()


def test_nothing_of_another_programme_is_run(organizer_client, other_programme):
    with scope(programme=other_programme):
        table = TableFactory(number=1)
        gathering = table.gathering
        segment = SegmentFactory(gathering=gathering)
    step = f"/agir/rencontres/{gathering.slug}/animer/"

    codes = {
        organizer_client.get(f"{step}{page}").status_code
        for page in (
            "",
            "codes/",
            "clore/",
            "importer/",
            f"moments/{segment.pk}/",
            "tables/1/roles/",
        )
    }

    assert codes == {404}


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_whatever_the_number_of_tables(
    organizer_client, gathering, count, django_assert_num_queries
):
    address = reverse("act:run", args=(gathering.slug,))
    for number in range(1, count + 1):
        table = TableFactory(gathering=gathering, number=number)
        SeatFactory(table=table, seating__gathering=gathering)
        ContributionFactory.create_batch(count, gathering=gathering, table=table)

    with django_assert_num_queries(10):
        response = organizer_client.get(address)

    assert len(response.context["room"].cards) == count


@pytest.mark.parametrize("count", [1, 3])
def test_cards_ask_the_same_queries_whatever_the_number_of_tables(
    organizer_client, gathering, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        TableFactory(gathering=gathering, number=number)

    with django_assert_num_queries(6):
        response = organizer_client.get(reverse("act:run_codes", args=(gathering.slug,)))

    assert sum(map(len, response.context["sheets"])) == count


@pytest.mark.parametrize("count", [1, 3])
def test_imports_ask_the_same_queries_whatever_their_number(
    organizer_client, gathering, count, django_assert_num_queries
):
    for number in range(count):
        ImportBatch.objects.create(
            programme=gathering.programme, kind="notes", filename=f"{number}.txt"
        )

    with django_assert_num_queries(6):
        response = organizer_client.get(reverse("act:run_import", args=(gathering.slug,)))

    assert len(response.context["batches"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_difference_asks_the_same_queries_whatever_its_tables(
    organizer_client, gathering, count, django_assert_num_queries
):
    text = "\n".join(NOTES.replace("TABLE 1", f"TABLE {n}") for n in range(1, count + 1))

    with django_assert_num_queries(10):
        response = organizer_client.post(
            f"/agir/rencontres/{gathering.slug}/animer/importer/", {"text": text}
        )

    assert len(response.context["difference"].tables) == count


@pytest.mark.parametrize("count", [1, 3])
def test_roles_ask_the_same_queries_whatever_the_number_of_people(
    organizer_client, gathering, count, django_assert_num_queries
):
    table = TableFactory(gathering=gathering, number=3)
    seating = SeatingFactory(gathering=gathering, version=1)
    SeatFactory.create_batch(count, seating=seating, table=table)

    with django_assert_num_queries(10):
        response = organizer_client.get(reverse("act:run_hosts", args=(gathering.slug, 3)))

    assert len(response.context["form"].fields["scribe"].choices[1][1]) == count
