"""Two phones at the door, with a network that comes and goes: nobody doubled, nobody lost."""

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import BrowserType, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import NARROW, Site
from tests.browser.pages import ORGANISER
from tests.browser.watch import Watch
from tools.demo_server import CHROMIUM_WORDS, free_port, serving

ONLINE = re.compile(r"(^| )is-success")
WAITING = re.compile(r"(^| )is-warning")
# The page asks the server again every five seconds.
SOON = 15_000
Open = Callable[..., Page]


def door(site_keys: dict[str, Any]) -> str:
    return f"/agir/rencontres/{site_keys['bordeaux']}/accueil/"


def listed(page: Page, address: str) -> dict[int, dict[str, Any]]:
    """Everyone as the server has them now."""
    answer = page.request.get(f"{address}liste.json").json()
    return {person["id"]: person for person in answer["people"]}


def name_of(person: dict[str, Any]) -> str:
    return f"{person['given']} {person['family']}"


def row(page: Page, person: dict[str, Any], part: str = "found") -> Locator:
    rows = page.locator(f"[data-part={part}] .door-guest")
    return rows.filter(has=page.get_by_text(name_of(person), exact=True))


def press(page: Page, person: dict[str, Any], choice: str) -> None:
    """Search someone by name, and press their button."""
    page.locator("#door-text").fill(name_of(person))
    row(page, person).locator(f"button[data-choice={choice}]").click()
    expect(page.locator("[data-part=result] .door-result")).to_contain_text(name_of(person))


def is_up_to_date(page: Page) -> None:
    expect(page.locator("[data-part=state]")).to_have_class(ONLINE, timeout=SOON)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    is_up_to_date(page)
    expect(page.locator("[data-readiness=ready]")).to_be_attached(timeout=SOON)
    return page


def present(page: Page, address: str) -> set[int]:
    return {key for key, person in listed(page, address).items() if person.get("present")}


def strangers(page: Page, address: str, count: int) -> list[dict[str, Any]]:
    """People expected who have not come yet."""
    return [
        person
        for person in listed(page, address).values()
        if not person.get("present") and not person.get("answer")
    ][:count]


def test_two_phones_offline_and_back_agree_with_the_server(open_page: Open, site: Site) -> None:
    address = door(site.keys)
    one, two = (opened(open_page(ORGANISER, viewport=NARROW), address) for _n in range(2))
    before = present(one, address)
    here, both, mine, theirs, undone = strangers(one, address, 5)
    press(one, here, "in")
    expect(row(two, here, "latest")).to_have_count(1, timeout=SOON)

    for page in (one, two):
        page.context.set_offline(True)
    press(one, both, "in")
    press(one, mine, "in")
    press(one, undone, "in")
    press(one, undone, "undo")
    press(two, both, "in")
    press(two, theirs, "in")
    press(two, here, "undo")
    expect(one.locator("[data-part=state]")).to_have_class(WAITING)
    expect(one.locator("[data-part=state]")).to_contain_text("4")
    one.reload()
    expect(one.locator("[data-part=state]")).to_contain_text("4")
    expect(row(one, mine, "latest").locator(".door-kept")).to_have_count(1)
    for page in (one, two):
        page.context.set_offline(False)
        is_up_to_date(page)

    expected = before | {person["id"] for person in (both, mine, theirs)}
    assert present(one, address) == expected
    for page in (one, two):
        expect(page.locator("[data-part=present]")).to_have_text(str(len(expected)), timeout=SOON)
        expect(page.locator(".door-kept")).to_have_count(0)


def test_second_arrival_is_told_the_hour_of_the_first(open_page: Open, site: Site) -> None:
    address = door(site.keys)
    one, two = (opened(open_page(ORGANISER, viewport=NARROW), address) for _n in range(2))
    [guest] = strangers(one, address, 1)
    # The second phone does not know yet: only the server can tell it.
    two.context.set_offline(True)
    press(one, guest, "in")
    is_up_to_date(one)
    expect(row(one, guest, "latest").locator(".door-kept")).to_have_count(0)
    press(two, guest, "in")

    two.context.set_offline(False)

    result = two.locator("[data-part=result] .door-result.is-info .door-result-title")
    expect(result).to_have_text(re.compile(r"\d\d:\d\d"), timeout=SOON)
    assert guest["id"] in present(one, address)


def test_newcomer_is_added_by_hand_and_found_by_the_other_phone(
    open_page: Open, site: Site
) -> None:
    address = door(site.keys)
    one, two = (opened(open_page(ORGANISER, viewport=NARROW), address) for _n in range(2))
    form = one.locator("[data-part=walk-in]")
    one.locator(".door-walk-in summary").click()
    form.locator("[name=given_name]").fill("Zélie")
    form.locator("[name=family_name]").fill("Passerose")
    form.locator("[name=structure]").fill("Le Comptoir du coin")
    form.locator("[name=worlds]").first.check()
    form.locator("button").last.click()

    expect(one.locator(".door-result.is-success")).to_contain_text("Zélie Passerose")
    latest = two.locator("[data-part=latest]")
    expect(latest).to_contain_text("Zélie Passerose", timeout=SOON)
    two.locator("#door-text").fill("comptoir")
    expect(two.locator("[data-part=found]")).to_contain_text("Zélie Passerose")


def test_person_taken_off_the_list_is_refused_and_can_be_added(open_page: Open, site: Site) -> None:
    address = door(site.keys)
    phone = opened(open_page(ORGANISER, viewport=NARROW), address)
    [guest] = strangers(phone, address, 1)
    phone.context.set_offline(True)
    press(phone, guest, "in")
    desk = open_page(ORGANISER)
    desk.goto(f"/agir/rencontres/{site.keys['bordeaux']}/inviter/personnes/{guest['id']}/retirer/")
    desk.locator("main form button").first.click()

    phone.context.set_offline(False)

    refused = phone.locator("[data-part=refused] .door-refused")
    expect(refused).to_contain_text(name_of(guest), timeout=SOON)
    expect(phone.locator(".door-result.is-error")).to_contain_text(name_of(guest))
    assert violations(phone) == []
    refused.locator("button[data-choice=walk-in]").click()
    expect(phone.locator("[data-part=walk-in] [name=given_name]")).to_be_focused()
    expect(refused).to_have_count(0)


def test_page_opens_with_the_server_stopped_and_sends_when_it_is_back(
    site: Site,
) -> None:
    address, port = door(site.keys), free_port()
    folder = site.folder
    with serving(folder, port=port) as server:
        context = site.browser.new_context(
            base_url=server, viewport=NARROW, storage_state=str(site.states[ORGANISER])
        )
        page = opened(context.new_page(), address)
        [guest] = strangers(page, address, 1)
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-part=state]")).to_have_class(WAITING)
    press(page, guest, "in")
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(row(page, guest, "latest").locator(".door-kept")).to_have_count(1)

    with serving(folder, port=port):
        page.locator("#door-text").focus()
        is_up_to_date(page)
        expect(page.locator(".door-kept")).to_have_count(0, timeout=SOON)

        assert guest["id"] in present(page, address)
    context.close()


def test_phone_a_day_ahead_notes_the_right_hour(open_page: Open, site: Site) -> None:
    address = door(site.keys)
    page = open_page(ORGANISER, viewport=NARROW)
    page.add_init_script("const now = Date.now; Date.now = () => now() + 24 * 3600 * 1000")
    opened(page, address)
    [guest] = strangers(page, address, 1)

    press(page, guest, "in")
    expect(row(page, guest, "latest").locator(".door-kept")).to_have_count(0, timeout=SOON)

    real = page.evaluate("new Date().getTime()")
    assert abs(listed(page, address)[guest["id"]]["at"] - real) < 60_000


def test_phone_that_refuses_storage_says_so_and_sends_all_the_same(
    open_page: Open, site: Site
) -> None:
    address = door(site.keys)
    page = open_page(ORGANISER, viewport=NARROW)
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };"
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }"
    )
    page.goto(address)
    expect(page.locator("[data-part=state]")).to_have_class(WAITING, timeout=SOON)
    [guest] = strangers(page, address, 1)

    press(page, guest, "in")

    expect(row(page, guest, "latest").locator(".door-kept")).to_have_count(0, timeout=SOON)
    assert guest["id"] in present(page, address)


def test_list_erased_from_the_phone_is_gone(open_page: Open, site: Site) -> None:
    address = door(site.keys)
    page = opened(open_page(ORGANISER, viewport=NARROW), address)
    [guest] = strangers(page, address, 1)
    page.locator("[data-choice=erase]").click()
    page.locator("[data-choice=erase-now]").click()

    page.context.set_offline(True)
    page.reload()
    page.locator("#door-text").fill(name_of(guest))

    expect(page.locator("[data-part=found] .door-guest")).to_have_count(0)
    expect(page.locator("[data-part=state]")).to_have_class(re.compile("is-error"))


def test_search_and_answer_are_accessible_and_reached_by_keyboard(
    open_page: Open, site: Site
) -> None:
    address = door(site.keys)
    page = opened(open_page(ORGANISER), address)
    [guest] = strangers(page, address, 1)

    page.locator("#door-text").focus()
    page.keyboard.type(name_of(guest))
    page.keyboard.press("Enter")
    found = violations(page)
    page.keyboard.press("Enter")

    expect(page.locator(".door-result.is-success")).to_contain_text(name_of(guest))
    expect(page.locator("#door-text")).to_be_focused()
    assert (found, violations(page)) == ([], [])


def frames_of(text: str, count: int, *, side: int = 480) -> bytes:
    """The same picture of a code several times, as raw video: grey, one byte a pixel."""
    matrix = [list(line) for line in segno.make(text, error="m").matrix]
    scale = side // (len(matrix) + 8)
    margin = (side - scale * len(matrix)) // 2
    blank = bytes([235]) * side
    lines = []
    for line in matrix:
        drawn = b"".join(bytes([16 if dark else 235]) * scale for dark in line)
        full = bytes([235]) * margin + drawn
        lines += [full + bytes([235]) * (side - len(full))] * scale
    picture = b"".join([*[blank] * margin, *lines])
    picture += blank * (side - len(picture) // side)
    neutral = bytes([128]) * (side * side // 2)
    return (b"FRAME\n" + picture + neutral) * count


def film(path: Path, texts: list[str], *, side: int = 480) -> Path:
    """A film that shows each code for three seconds, over and over."""
    header = f"YUV4MPEG2 W{side} H{side} F5:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(header + b"".join(frames_of(text, 15, side=side) for text in texts))
    return path


@pytest.fixture
def with_camera(
    site: Site,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[Callable[..., Page]]:
    """A phone whose camera sees the codes given, one after another."""
    closing: list[Any] = []
    watches: list[Watch] = []

    def open_one(texts: list[str]) -> Page:
        path = film(tmp_path / f"{uuid.uuid4()}.y4m", texts)
        words = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ]
        browser = browser_type.launch(
            **{**browser_type_launch_args, "args": [*CHROMIUM_WORDS, *words]}
        )
        closing.append(browser)
        context = browser.new_context(
            base_url=site.server, viewport=NARROW, storage_state=str(site.states[ORGANISER])
        )
        page = context.new_page()
        watches.append(Watch(page, site.server))
        return page

    yield open_one
    for browser in closing:
        browser.close()
    assert [fault for watch in watches for fault in watch.faults] == []


def test_camera_reads_a_personal_code(with_camera: Callable[..., Page], site: Site) -> None:
    address = door(site.keys)
    person = site.keys["guest"]
    page = with_camera([f"{site.server}/p/{site.keys['token']}/"])
    opened(page, address)

    page.locator("[data-choice=camera]").click()

    result = page.locator(".door-result.is-success, .door-result.is-info")
    expect(result).to_contain_text(name_of(listed(page, address)[person]), timeout=30_000)
    expect(page.locator(".door-kept")).to_have_count(0, timeout=SOON)
    assert person in present(page, address)


def test_camera_refuses_false_codes_and_says_what_they_are(
    with_camera: Callable[..., Page], site: Site
) -> None:
    address = door(site.keys)
    forged = site.keys["token"][:-4] + "AAAA"
    page = with_camera(
        [f"{site.server}/p/{forged}/", "WIFI:T:WPA;S:Salle;P:x;;", "https://evil.example/p/1-a.b/"]
    )
    opened(page, address)
    before = present(page, address)

    page.locator("[data-choice=camera]").click()

    expect(page.locator("[data-part=refused] .door-refused").first).to_be_visible(timeout=30_000)
    error = page.locator("[data-part=result] .door-result.is-error")
    expect(error).to_contain_text("Wi-Fi", timeout=30_000)
    expect(error).to_contain_text("evil.example", timeout=30_000)
    page.locator("[data-choice=camera]").click()
    assert present(page, address) == before
