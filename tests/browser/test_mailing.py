"""An organiser writes to sixty people: reads what each will read, sends, and sees what became of it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import ORGANISER


def messages_at(site: Site) -> str:
    return f"/agir/rencontres/{site.keys['bordeaux']}/inviter/messages/"


def test_invitation_is_written_read_person_by_person_and_sent(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{messages_at(site)}ecrire/?kind=invitation")
    expect(page.locator(".only-world")).to_be_hidden()
    page.locator("input[name=audience][value=world]").check()
    expect(page.locator(".only-world")).to_be_visible()
    page.locator("input[name=audience][value=expected]").check()
    page.locator("textarea[name=text]").fill("Bonjour [prénom],\n\nVenez.")
    page.locator("main form .form-actions button").click()

    frame = page.frame_locator(".letter-frame")
    first = page.locator(".letter-text").inner_text().splitlines()[0]
    expect(frame.locator("body")).to_contain_text(first)
    page.locator("a[rel=next]").click()
    expect(page.locator(".letter-text")).not_to_contain_text(first)
    second = page.locator(".letter-text").inner_text().splitlines()[0]
    expect(frame.locator("body")).to_contain_text(second)

    page.locator("form[action$='/envoyer/'] button").click()

    expect(page).to_have_url(re.compile(re.escape(messages_at(site)) + "$"))
    page.goto(f"{messages_at(site)}?kind=invitation")
    written = page.locator(".tallies tr", has=page.locator("a[href*='kind=invitation']"))
    expect(written.locator("td").first).to_have_text("64")


def test_links_of_a_message_change_nothing_before_a_button_is_pressed(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"{messages_at(site)}ecrire/?kind=reminder")
    page.locator("main form .form-actions button").click()
    text = page.locator(".letter-text").inner_text()
    answer = re.search(r"/p/\S+\?reponse=non", text)
    assert answer is not None

    phone = open_page()
    phone.goto(answer[0])

    expect(phone.locator("main form button").first).to_be_visible()
    page.reload()
    expect(page.locator(".letter-text")).to_contain_text(answer[0])


def test_change_of_date_offers_to_tell_those_who_hold_the_former_one(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(ORGANISER)
    page.goto(f"/agir/rencontres/{site.keys['bordeaux']}/modifier/")
    page.locator("input[name=day]").fill("2027-03-19")
    page.locator("main form .form-actions button").first.click()

    page.goto(messages_at(site))
    page.locator(".moved a.button").click()
    page.locator("main form .form-actions button").click()

    text = page.locator(".letter-text")
    expect(text).to_contain_text("12 mars 2027")
    expect(text).to_contain_text("19 mars 2027")
