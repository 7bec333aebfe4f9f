"""Tables are composed, changed with a mouse or with a keyboard alone, locked, and kept in order."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import ORGANISER


@pytest.fixture
def composer(open_page: Callable[..., Page], site: Site) -> Page:
    """The page of the step, with tables on it."""
    page = open_page(ORGANISER, reduced_motion="reduce")
    page.goto(f"/agir/rencontres/{site.keys['bordeaux']}/composer/")
    if page.locator(".round-table").count() == 0:
        page.get_by_role("button", name="Composer").first.click()
        page.locator(".round-table").first.wait_for()
    return page


def table(page: Page, number: int) -> Locator:
    return page.locator(".round-table").nth(number - 1)


def people_at(page: Page, number: int) -> list[str | None]:
    seats = table(page, number).locator("button.seat").all()
    return [seat.get_attribute("value") for seat in seats]


def version(page: Page) -> str | None:
    return page.locator("[data-workspace]").get_attribute("data-version")


def test_first_press_seats_everyone(composer: Page) -> None:
    seated = composer.locator(".round-table button.seat").count()
    waiting = composer.locator("[data-tray] button.seat").count()

    assert (seated, waiting) == (64, 0)
    expect(composer.get_by_role("heading", level=1)).to_have_text("Composer les tables")


def test_mouse_moves_people_from_table_to_table(composer: Page) -> None:
    before = version(composer)
    one, other = people_at(composer, 1)[0], people_at(composer, 2)[0]

    # Tables are full: someone waits aside while the other takes the place.
    drag(composer, str(other), composer.locator("[data-tray]"))
    expect(composer.locator(f"[data-tray] button.seat[value='{other}']")).to_be_visible()
    drag(composer, str(one), table(composer, 2))
    expect(table(composer, 2).locator(f"button.seat[value='{one}']")).to_be_visible()
    drag(composer, str(other), table(composer, 1))
    expect(table(composer, 1).locator(f"button.seat[value='{other}']")).to_be_visible()

    composer.reload()
    assert (one in people_at(composer, 2), other in people_at(composer, 1)) == (True, True)
    assert version(composer) != before


def seat_of(page: Page, person: str) -> Locator:
    return page.locator(f"button.seat[value='{person}']")


def drag(page: Page, person: str, target: Locator) -> None:
    seat_of(page, person).drag_to(target)


def test_mouse_exchanges_two_people(composer: Page) -> None:
    one, other = people_at(composer, 3)[0], people_at(composer, 4)[0]

    drag(composer, str(one), seat_of(composer, str(other)))

    expect(table(composer, 4).locator(f"button.seat[value='{one}']")).to_be_visible()
    assert other in people_at(composer, 3)


def test_keyboard_alone_exchanges_two_people(composer: Page) -> None:
    person = people_at(composer, 5)[0]
    name = name_of(composer, person)

    seat_of(composer, str(person)).focus()
    composer.keyboard.press("Enter")
    expect(status(composer)).to_have_text(
        f"Vous tenez {name}\N{NO-BREAK SPACE}: choisissez une table ou une personne, "
        "Échap pour reposer."
    )
    composer.keyboard.press("ArrowDown")
    expect(status(composer)).to_contain_text("Table 6 · ")
    other = focused(composer)
    composer.keyboard.press("Enter")

    expect(table(composer, 6).locator(f"button.seat[value='{person}']")).to_be_focused()
    assert other in people_at(composer, 5)
    assert person not in people_at(composer, 5)


def name_of(page: Page, person: str | None) -> str:
    return (seat_of(page, str(person)).locator(".sr-only").text_content() or "").split(", ")[0]


def status(page: Page) -> Locator:
    return page.locator("#composer-status")


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.value")
    return found


def test_escape_puts_a_person_back(composer: Page) -> None:
    before = version(composer)
    person = people_at(composer, 5)[1]
    seat_of(composer, str(person)).focus()
    composer.keyboard.press("Enter")
    composer.keyboard.press("ArrowRight")

    composer.keyboard.press("Escape")

    expect(seat_of(composer, str(person))).to_be_focused()
    expect(status(composer)).to_contain_text("reste à sa place")
    expect(composer.locator(".composer-drop")).to_have_count(0)
    assert version(composer) == before


def test_keyboard_alone_leaves_someone_aside_and_seats_them_at_a_table(composer: Page) -> None:
    person = people_at(composer, 2)[0]
    seat_of(composer, str(person)).focus()
    composer.keyboard.press("Enter")
    reach(composer, "[data-tray] .composer-drop")
    composer.keyboard.press("Enter")
    expect(composer.locator(f"[data-tray] button.seat[value='{person}']")).to_be_focused()

    composer.keyboard.press("Enter")
    reach(composer, ".round-table .composer-drop")
    composer.keyboard.press("Enter")

    expect(table(composer, 2).locator(f"button.seat[value='{person}']")).to_be_focused()


def test_finger_is_told_what_a_place_brings_before_it_is_taken(
    open_page: Callable[..., Page], composer: Page
) -> None:
    phone = open_page(
        ORGANISER, has_touch=True, viewport={"width": 360, "height": 760}, reduced_motion="reduce"
    )
    phone.goto(composer.url)
    before = version(phone)
    one, other = people_at(phone, 3)[1], people_at(phone, 4)[1]
    seat_of(phone, str(one)).tap()
    phone.get_by_role("button", name="Prendre").tap()

    seat_of(phone, str(other)).tap()
    expect(status(phone)).to_contain_text("Table 4 · ")
    told = version(phone)
    phone.get_by_role("button", name="Poser", exact=True).tap()

    expect(table(phone, 4).locator(f"button.seat[value='{one}']")).to_be_visible()
    assert (told, other in people_at(phone, 3)) == (before, True)


def test_one_press_undoes_the_last_change(composer: Page) -> None:
    one, other = people_at(composer, 3)[2], people_at(composer, 4)[2]
    drag(composer, str(one), seat_of(composer, str(other)))
    expect(table(composer, 4).locator(f"button.seat[value='{one}']")).to_be_visible()

    composer.get_by_role("button", name="Annuler le dernier changement").click()

    expect(table(composer, 3).locator(f"button.seat[value='{one}']")).to_be_visible()
    assert other in people_at(composer, 4)


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on what `selector` says."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


def test_locked_seat_stays_when_tables_are_composed_again(composer: Page) -> None:
    person = people_at(composer, 6)[0]
    composer.locator(f"button.seat[value='{person}']").click()
    composer.get_by_role("button", name="Verrouiller").click()
    expect(composer.locator(f"button.seat[value='{person}'] .seat-flag")).to_have_count(1)
    before = version(composer)

    composer.get_by_role("button", name="Recomposer").first.click()

    expect(composer.locator("[data-workspace]")).not_to_have_attribute("data-version", str(before))
    assert person in people_at(composer, 6)


def test_second_organiser_is_refused_with_the_difference(
    composer: Page, open_page: Callable[..., Page]
) -> None:
    second = open_page(ORGANISER, reduced_motion="reduce")
    second.goto(composer.url)
    one, other = people_at(composer, 7)[0], people_at(composer, 8)[0]
    late, later = people_at(second, 7)[1], people_at(second, 8)[1]
    drag(composer, str(one), seat_of(composer, str(other)))
    expect(table(composer, 8).locator(f"button.seat[value='{one}']")).to_be_visible()

    drag(second, str(late), seat_of(second, str(later)))

    refused = second.locator("#refused")
    expect(refused).to_be_visible()
    expect(refused).to_contain_text("Le plan a changé pendant que vous le regardiez")
    expect(refused.locator("li")).to_have_count(2)
    expect(refused).to_contain_text("table 7 → table 8")
    expect(refused).to_contain_text("table 8 → table 7")
    assert late in people_at(second, 7)
    refused.get_by_role("button", name="La refaire sur ce plan").click()
    expect(table(second, 8).locator(f"button.seat[value='{late}']")).to_be_visible()


def test_rounds_hold_their_own_changes(composer: Page) -> None:
    fold = composer.locator("#settings")
    fold.locator("summary").click()
    fold.get_by_label("Tours", exact=True).fill("2")
    fold.get_by_role("button", name="Enregistrer").first.click()
    composer.get_by_role("link", name="Tour 2").wait_for()
    composer.get_by_role("button", name="Recomposer").first.click()
    expect(status(composer)).to_contain_text("composées")
    first = people_at(composer, 1)
    composer.get_by_role("link", name="Tour 2").click()
    expect(composer.get_by_role("link", name="Tour 2")).to_have_attribute("aria-current", "page")
    one, other = people_at(composer, 1)[0], people_at(composer, 2)[0]

    drag(composer, str(one), seat_of(composer, str(other)))

    expect(table(composer, 2).locator(f"button.seat[value='{one}']")).to_be_visible()
    composer.get_by_role("link", name="Tour 1").click()
    expect(composer.get_by_role("link", name="Tour 1")).to_have_attribute("aria-current", "page")
    assert people_at(composer, 1) == first
