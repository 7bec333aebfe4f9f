"""Take the pictures of the guide: every step walked on the demonstration, in the real browser.

    python tools/screenshots.py                # all of them, into docs/guide/
    python tools/screenshots.py compose run    # those whose name begins so

Colours are reduced so that each picture stays under 150 kB.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo_server import CHROMIUM_VARIABLES, CHROMIUM_WORDS, ROOT, load_demo, serving, sign_in
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

FOLDER = ROOT / "docs" / "guide"
HEAVIEST = 150_000
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
ORGANISER = "organisation@demo.example"
BORDEAUX = "/agir/rencontres/grande-rencontre-de-bordeaux"
PARIS = "/agir/rencontres/grande-rencontre-de-paris"
LIST = """Nom ; Structure ; Monde ; Commune ; Mail
Ondine Valcreux ; Les Passerelles inventées ; TS ; Bordeaux ; ondine@liste.example
Baptistin Ormelune ; Coopérative des Tilleuls ; ES ; Bègles ; baptistin@liste.example
Sidonie Rochebrune ; Ville imaginée ; Collectivité ; Pessac ; sidonie@liste.example
"""
NOTES = """Table 1

Objectifs
- Se connaître avant d'en avoir besoin
- Parler des mêmes personnes avec les mêmes mots

Exemples
- La permanence commune de la Halle

Pistes
- Un café commun, chaque premier mardi
- Une journée à deux, dans les deux métiers
"""


@dataclass
class Walk:
    """An organiser's desk and a phone without an account, on one demonstration."""

    browser: Browser
    server: str
    folder: Path
    wanted: tuple[str, ...]
    code: str = ""

    def context(self, size: dict[str, int], state: object = None) -> BrowserContext:
        """Open a context at the size of a desk or of a phone."""
        return self.browser.new_context(
            base_url=self.server,
            viewport=size,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            color_scheme="light",
            reduced_motion="reduce",
            storage_state=state,
        )

    def take(self, page: Page, name: str, *, of: Locator | None = None, full: bool = False) -> None:
        """Write one picture, of the window, of the whole page or of one part of it."""
        if self.wanted and not name.startswith(self.wanted):
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("() => document.fonts.ready")
        raw = of.screenshot() if of else page.screenshot(full_page=full)
        target = FOLDER / f"{name}.png"
        target.write_bytes(lighten(raw))
        print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1000} kB", flush=True)


def lighten(raw: bytes) -> bytes:
    """Keep as many colours as fit in the allowed weight."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    for colours in (256, 128, 64, 32):
        written = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(written, "PNG", optimize=True)
        if written.tell() <= HEAVIEST:
            return written.getvalue()
    raise ValueError(f"A picture of {picture.size} stays above {HEAVIEST} bytes.")


def walk_signing_in(walk: Walk, desk: Page) -> None:
    """The way in, then the list of meetings."""
    visitor = walk.context(DESK).new_page()
    visitor.goto("/")
    walk.take(visitor, "accueil")
    visitor.goto("/compte/connexion/")
    walk.take(visitor, "connexion-adresse")
    visitor.locator("main input[name=email]").fill("lecture@demo.example")
    visitor.locator("main form button").first.click()
    visitor.wait_for_url("**/saisir/**")
    walk.take(visitor, "connexion-code")
    visitor.context.close()
    desk.goto("/agir/")
    walk.take(desk, "rencontres", full=True)


def walk_inviting(walk: Walk, desk: Page) -> None:
    """Create a meeting, paste a list, add it."""
    desk.goto("/agir/rencontres/nouvelle/")
    walk.take(desk, "nouvelle-rencontre")
    desk.goto(f"{BORDEAUX}/inviter/")
    walk.take(desk, "inviter")
    desk.goto(f"{BORDEAUX}/inviter/listes/")
    desk.locator("textarea[name=text]").fill(LIST)
    walk.take(desk, "inviter-coller")
    desk.get_by_role("button", name="Voir ce qui changerait").click()
    desk.locator(".differences").first.wait_for()
    walk.take(desk, "inviter-difference", full=True)
    desk.get_by_role("button", name="Ajouter ces 3 personnes").click()
    desk.get_by_role("button", name="Annuler cet ajout").wait_for()
    walk.take(desk, "inviter-ajoutee")
    desk.get_by_role("button", name="Annuler cet ajout").click()
    desk.wait_for_load_state()


def walk_composing(walk: Walk, desk: Page) -> None:
    """Press the button, ask why someone sits there, print."""
    desk.goto(f"{BORDEAUX}/composer/")
    walk.take(desk, "composer-avant")
    desk.get_by_role("button", name="Composer").first.click()
    desk.locator(".round-table").first.wait_for()
    desk.reload()
    walk.take(desk, "composer")
    desk.locator(".round-table button.seat").nth(3).click()
    desk.locator(".composer-choice").wait_for()
    walk.take(desk, "composer-pourquoi")
    phone = walk.context(PHONE, desk.context.storage_state()).new_page()
    phone.goto(f"{BORDEAUX}/composer/")
    walk.take(phone, "composer-telephone")
    phone.context.close()
    desk.goto(f"{BORDEAUX}/composer/imprimer/")
    walk.take(desk, "composer-imprimer")


def walk_running(walk: Walk, desk: Page) -> None:
    """The day: cards, a notebook with and without network, the page that shows the room."""
    desk.goto(f"{BORDEAUX}/animer/codes/")
    walk.code = desk.locator(".code-letters").first.inner_text().replace(" ", "")
    walk.take(desk, "animer-cartons")
    phone = walk.context(PHONE).new_page()
    phone.goto("/t/")
    walk.take(phone, "carnet-code")
    phone.goto(f"/t/{walk.code}/?question=leads")
    for idea in (
        "Un café commun, chaque premier mardi",
        "Une journée à deux, dans les deux métiers",
    ):
        phone.locator("textarea[name=text]").last.fill(idea)
        phone.get_by_role("button", name="Noter").click()
        phone.locator(".note", has_text=idea).locator(".is-success").wait_for()
    walk.take(phone, "carnet")
    phone.context.set_offline(True)
    phone.locator("textarea[name=text]").last.fill("Répondre à deux à un appel à projets")
    phone.get_by_role("button", name="Noter").click()
    phone.locator("[data-outbox]:visible").wait_for()
    walk.take(phone, "carnet-hors-ligne")
    phone.context.set_offline(False)
    phone.get_by_text("Tout est envoyé.").wait_for()
    phone.context.close()
    desk.goto(f"{BORDEAUX}/animer/")
    walk.take(desk, "animer")


def walk_importing(walk: Walk, desk: Page) -> None:
    """A file of notes, shown before it is brought in."""
    desk.goto(f"{BORDEAUX}/animer/importer/")
    walk.take(desk, "importer")
    desk.locator("main input[type=file]").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": NOTES.encode()}
    )
    desk.locator("form:has(input[type=file]) button").last.click()
    desk.locator(".import-table").first.wait_for()
    walk.take(desk, "importer-difference")


def walk_concluding(walk: Walk, desk: Page) -> None:
    """Synthesis, report and follow-up, on the meeting of Paris."""
    for name, address in {
        "synthetiser": f"{PARIS}/synthese/",
        "synthetiser-lignes": f"{PARIS}/synthese/lignes/",
        "synthetiser-categories": f"{PARIS}/synthese/typologie/",
        "restituer": f"{PARIS}/restituer/",
        "suivre": f"{PARIS}/suivre/",
        "pistes": "/pistes/",
    }.items():
        desk.goto(address)
        walk.take(desk, name)
    desk.goto(f"{PARIS}/synthese/")
    desk.locator(".board article:has(.card-meta svg) .card-link").first.click()
    walk.take(desk, "synthetiser-piste")
    desk.goto("/pistes/")
    desk.locator("main table th a").first.click()
    walk.take(desk, "fil")
    desk.goto(f"{PARIS}/suivre/")
    desk.locator("main table .actions a, main table td a").last.click()
    walk.take(desk, "suivre-piste")
    reader = walk.context(DESK).new_page()
    reader.goto("/valoriser/")
    walk.take(reader, "valoriser")
    reader.goto("/valoriser/comptes-rendus/grande-rencontre-de-paris/")
    walk.take(reader, "compte-rendu")
    reader.context.close()


def walk_people(walk: Walk, desk: Page) -> None:
    """Consent, a participant's own page, erasure."""
    desk.goto("/consentements/")
    walk.take(desk, "accords")
    desk.goto(f"{BORDEAUX}/inviter/")
    desk.locator("main a[href*='/personnes/']:not([href*='nouvelle'])").first.click()
    walk.take(desk, "personne")
    desk.locator("form[action$='/lien/'] button").first.click()
    desk.wait_for_load_state()
    link = desk.locator("[href*='/p/'], input[value*='/p/']").first
    address = link.get_attribute("href") or link.get_attribute("value") or ""
    phone = walk.context(PHONE).new_page()
    phone.goto(address[address.index("/p/") :])
    walk.take(phone, "page-personnelle", full=True)
    phone.context.close()
    desk.goto(desk.url.split("?")[0].rstrip("/") + "/effacer/")
    walk.take(desk, "effacer")


WALKS: tuple[Callable[[Walk, Page], None], ...] = (
    walk_signing_in,
    walk_inviting,
    walk_composing,
    walk_running,
    walk_importing,
    walk_concluding,
    walk_people,
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=CHROMIUM_WORDS,
            env=CHROMIUM_VARIABLES,
        )


def main(wanted: list[str]) -> int:
    """Walk every step; write the pictures whose name begins as wanted."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="entrelacs-guide-") as scratch:
        folder = Path(scratch)
        load_demo(folder)
        with serving(folder) as server, chromium() as browser:
            walk = Walk(browser, server, folder, tuple(wanted))
            desk = walk.context(DESK).new_page()
            sign_in(desk, server, folder, ORGANISER)
            for step in WALKS:
                step(walk, desk)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
