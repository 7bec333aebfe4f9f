"""The notebook of a table, as a phone sees it: no account, and no script unless said."""

import re
import uuid

import pytest
from django.urls import reverse
from django_scopes import scope

from entrelacs.act.notes.models import Contribution, PromptCode
from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.journal.models import JournalEntry
from tests.factories import ContributionFactory, PromptFactory, SeatFactory, TableFactory

KEY = "6f1c0f57-8c9d-4d27-9c55-0b9a5c1f4a11"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def page(table):
    return reverse("act:notebook", args=(table.code,))


def send(client, page, *, text, key=KEY, prompt=PromptCode.LEADS, **headers):
    return client.post(f"{page}notes/", {"key": key, "prompt": prompt, "text": text}, **headers)


def texts_of(response):
    return [note.text for note in response.context["notes"]]


def test_notebook_opens_without_an_account_and_names_nobody(client, page, table):
    seat = SeatFactory(table=table, seating__gathering=table.gathering)

    response = client.get(page)

    assert response.context["people_count"] == 1
    assert table.gathering.name in response.content.decode()
    assert seat.registration.person.family_name not in response.content.decode()


def test_notebook_asks_the_three_questions_even_if_nobody_wrote_them(client, page):
    response = client.get(page)

    assert [prompt.code for prompt, _count in response.context["tabs"]] == list(PromptCode)


def test_code_is_read_in_small_letters_and_with_spaces(client, table, leads):
    response = client.get("/t/", {"code": " abcd 2345 "})

    assert response.url == reverse("act:notebook", args=(table.code,))


def test_wrong_code_helps_to_type_it_again(client, table):
    response = client.get("/t/ZZZZ9999/")

    assert response.status_code == 404
    assert response.context["code"] == "ZZZZ9999"
    assert 'name="code"' in response.content.decode()


def test_wrong_code_is_told_to_the_script_as_data(client, table):
    response = send(client, "/t/ZZZZ9999/", text="Une idée", **JSON)

    assert (response.status_code, response.json()) == (404, {"code": "table-code-unknown"})


def test_note_sent_by_the_page_is_stored_and_shown(client, page, leads):
    response = send(client, page, text="Une idée")

    shown = client.get(response.url.partition("#")[0])
    assert response.url == f"{page}?question=leads#note-{KEY}"
    assert texts_of(shown) == ["Une idée"]


def test_each_page_draws_a_key_of_its_own(client, page, leads):
    keys = {
        re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode())[1]
        for _ in range(3)
    }

    assert len({uuid.UUID(key) for key in keys}) == 3


def test_double_tap_stores_one_note(client, page, leads):
    send(client, page, text="Une idée")
    send(client, page, text="Une idée")

    assert Contribution.objects.count() == 1


def test_script_is_told_what_was_stored_and_what_was_there(client, page, leads):
    first = send(client, page, text="Une idée", **JSON)
    second = send(client, page, text="Une idée", **JSON)

    assert [(each.status_code, each.json()["state"]) for each in (first, second)] == [
        (201, "stored"),
        (200, "duplicate"),
    ]
    assert first.json()["key"] == KEY
    assert f'id="note-{KEY}"' in first.json()["html"]
    assert "csrfmiddlewaretoken" in first.json()["html"]


@pytest.mark.parametrize(("text", "code"), [(" ", "note-empty"), ("a" * 1001, "note-too-long")])
def test_refusal_keeps_the_words_in_the_field(client, page, leads, text, code):
    shown = send(client, page, text=text)
    told = send(client, page, text=text, **JSON)

    assert shown.context["text"] == text
    assert shown.context["error"] == told.json()["sentence"]
    assert (told.status_code, told.json()["code"]) == (409, code)
    assert Contribution.objects.count() == 0


def test_note_is_reworded_withdrawn_put_back_and_starred(client, page, table, leads):
    note = ContributionFactory(
        gathering=table.gathering, table=table, prompt=leads, text="Idée", key=KEY
    )
    address = f"{page}notes/{KEY}/"

    client.post(address, {"text": "Idée plus claire"})
    client.post(f"{address}presenter/", {"starred": "yes"})
    away = client.post(f"{address}retirer/")
    without = client.get(away.url)
    client.post(f"{address}remettre/")

    note.refresh_from_db()
    assert texts_of(without) == []
    assert without.context["withdrawn"] == note
    assert (note.text, note.is_starred, note.withdrawn_at) == ("Idée plus claire", True, None)
    assert texts_of(client.get(page, {"question": "leads"})) == ["Idée plus claire"]


def test_note_to_reword_is_shown_in_a_field(client, page, table, leads):
    ContributionFactory(gathering=table.gathering, table=table, prompt=leads, text="Idée", key=KEY)

    response = client.get(page, {"question": "leads", "modifier": KEY})

    assert '<textarea id="reword"' in response.content.decode()


def test_another_tables_note_does_not_exist_here(client, page, table, leads):
    other = TableFactory(gathering=table.gathering, number=4)
    note = ContributionFactory(gathering=table.gathering, table=other, prompt=leads, key=KEY)

    response = client.post(f"{page}notes/{KEY}/", {"text": "Pris à une autre table"})

    before, note.text = note.text, ""
    note.refresh_from_db()
    assert (response.status_code, note.text) == (404, before)


def test_closed_meeting_is_read_and_no_longer_written(client, page, table, leads):
    ContributionFactory(gathering=table.gathering, table=table, prompt=leads, text="Idée")
    table.gathering.is_closed = True
    table.gathering.save()

    shown = client.get(page, {"question": "leads"})
    refused = send(client, page, text="Trop tard", **JSON)

    assert texts_of(shown) == ["Idée"]
    assert b"<form" not in shown.content
    assert (refused.status_code, refused.json()["code"]) == (409, "notes-closed")
    assert Contribution.objects.count() == 1


def test_member_writes_in_their_name_inside_the_step(client, make_member, table, leads):
    scribe = make_member(RoleCode.SCRIBE)
    client.force_login(scribe.account)
    inside = reverse("act:run_table", args=(table.gathering.slug, table.number))

    shown = client.get(inside, {"question": "leads"})
    sent = client.post(
        f"/t/{table.code}/notes/",
        {"key": KEY, "prompt": "leads", "text": "Une idée", "inside": "yes"},
    )

    assert shown.context["inside"] is True
    assert sent.url == f"{inside}?question=leads#note-{KEY}"
    assert JournalEntry.objects.get(event="note.taken").actor == scribe


def test_member_of_another_programme_writes_as_nobody(
    client, other_programme, make_member, table, leads
):
    member = make_member(RoleCode.ORGANISER)
    type(member)._base_manager.filter(pk=member.pk).update(programme=other_programme)
    member.roles.model._base_manager.filter(person_id=member.pk).update(programme=other_programme)
    client.force_login(member.account)

    response = client.post(
        f"/t/{table.code}/notes/",
        {"key": KEY, "prompt": "leads", "text": "Une idée", "inside": "yes"},
    )

    assert response.url.startswith(f"/t/{table.code}/")
    assert JournalEntry.objects.get(event="note.taken").actor is None


def test_table_of_another_programme_is_not_inside_the_step(organizer_client, other_programme):
    with scope(programme=other_programme):
        table = TableFactory(number=1)

    response = organizer_client.get(
        reverse("act:run_table", args=(table.gathering.slug, table.number))
    )

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_notebook_asks_the_same_queries_whatever_its_length(
    client, table, leads, count, django_assert_num_queries
):
    PromptFactory(gathering=table.gathering, code=PromptCode.OBJECTIVES)
    ContributionFactory.create_batch(count, gathering=table.gathering, table=table, prompt=leads)

    with django_assert_num_queries(4):
        response = client.get(f"/t/{table.code}/", {"question": "leads"})

    assert len(response.context["notes"]) == count
