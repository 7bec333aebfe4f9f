"""A table's notes, taken on a phone that knows no account, with or without script or network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.pages import ORGANISER

IDEAS = ("Un café commun chaque mardi", "Une visite de quartier à deux", "Un carnet d’adresses")


@pytest.fixture(scope="module")
def code(site: Site) -> str:
    """The code of a table laid for the purpose."""
    context = site.context(ORGANISER)
    page = context.new_page()
    page.goto(f"/agir/rencontres/{site.keys['bordeaux']}/composer/")
    page.get_by_role("button", name="Composer").first.click()
    page.locator(".round-table").first.wait_for()
    page.goto(f"/agir/rencontres/{site.keys['bordeaux']}/animer/codes/")
    letters = page.locator(".code-letters").first.inner_text()
    context.close()
    return letters.replace(" ", "")


def write(page: Page, text: str) -> None:
    page.locator("textarea[name=text]").last.fill(text)
    page.get_by_role("button", name="Noter").click()


def test_code_typed_by_hand_opens_the_notebook(open_page: Callable[..., Page], code: str) -> None:
    page = open_page(viewport=NARROW)
    page.goto("/t/")

    page.locator("main input[name=code]").fill(f"{code[:4].lower()} {code[4:]}")
    page.locator("main form button").first.click()

    expect(page).to_have_url(f"{page.url.split('/t/')[0]}/t/{code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Table 1")


@pytest.mark.parametrize(
    ("with_script", "question"), [(True, "objectives"), (False, "examples")], ids=["script", "none"]
)
def test_three_ideas_are_noted_and_one_reworded(
    open_page: Callable[..., Page], code: str, with_script: bool, question: str
) -> None:
    page = open_page(viewport=NARROW, java_script_enabled=with_script)
    page.goto(f"/t/{code}/?question={question}")

    for number, idea in enumerate(IDEAS, start=1):
        write(page, idea)
        expect(page.locator(".notes .note")).to_have_count(number)
        expect(page.locator(".note-state.is-success")).to_have_count(number)
    page.locator(".notes .note").nth(1).get_by_role("link", name="modifier").click()
    page.locator("#reword").fill("Une visite de quartier, à quatre")
    page.get_by_role("button", name="Enregistrer").click()

    page.goto(f"/t/{code}/?question={question}")
    expect(page.locator(".notes .note p")).to_have_text(
        [IDEAS[0], "Une visite de quartier, à quatre", IDEAS[2]]
    )


def test_note_withdrawn_is_put_back(open_page: Callable[..., Page], code: str) -> None:
    page = open_page(viewport=NARROW)
    page.goto(f"/t/{code}/?question=leads")
    write(page, "Une idée que l’on hésite à garder")
    expect(page.locator(".note-state.is-success")).to_have_count(1)
    page.reload()

    page.locator(".note").get_by_role("button", name="retirer").click()
    expect(page.locator(".note")).to_have_count(0)
    page.locator(".notebook-undo button").click()

    expect(page.locator(".note p")).to_have_text(["Une idée que l’on hésite à garder"])


def test_phone_without_network_keeps_its_notes_and_sends_them(
    open_page: Callable[..., Page], code: str
) -> None:
    page = open_page(viewport=NARROW)
    page.goto(f"/t/{code}/?question=leads")
    already = page.locator(".notes .note").count()
    page.context.set_offline(True)

    write(page, "Notée sans réseau")
    write(page, "Notée sans réseau, encore")
    state = page.locator("[data-outbox]")
    expect(state).to_contain_text("2 notes gardées sur ce téléphone")
    expect(page.locator(".note-state.is-warning")).to_have_count(2)
    page.context.set_offline(False)

    expect(state).to_have_text("Tout est envoyé.")
    expect(page.locator(".note-state.is-warning")).to_have_count(0)
    page.reload()
    expect(page.locator(".notes .note")).to_have_count(already + 2)


def test_phone_closed_without_network_finds_its_notes_again(
    open_page: Callable[..., Page], code: str
) -> None:
    page = open_page(viewport=NARROW)
    page.goto(f"/t/{code}/?question=examples")
    page.context.set_offline(True)
    write(page, "Notée juste avant de fermer")
    expect(page.locator(".note-state.is-warning")).to_have_count(1)
    context = page.context
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(f"/t/{code}/?question=examples")

    sent = again.locator(".note", has_text="Notée juste avant de fermer")
    expect(sent.locator(".note-state.is-success")).to_have_count(1)
