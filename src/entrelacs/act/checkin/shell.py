"""What a phone keeps of the page so that it opens without network, and under which version."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.translation import get_language

from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.programmes.queries import worlds

# Named by templates and style sheets: their address bears the print of what they hold.
PRINTED = (
    "css/tokens.css",
    "css/fonts.css",
    "css/base.css",
    "css/layout.css",
    "css/controls.css",
    "css/components.css",
    "css/path.css",
    "css/print.css",
    "img/favicon.svg",
    "img/sprite.svg",
    "js/page.js",
    "act/checkin/checkin.css",
    "act/checkin/page.js",
    "vendor/fonts/bricolage-grotesque-latin.woff2",
    "vendor/fonts/bricolage-grotesque-latin-ext.woff2",
    "vendor/fonts/atkinson-hyperlegible-next-latin.woff2",
    "vendor/fonts/atkinson-hyperlegible-next-latin-ext.woff2",
)
# Named by other modules, which know them by their plain address.
IMPORTED = (
    "js/dialog.js",
    "js/menu.js",
    "js/theme.js",
    "js/toast.js",
    "act/checkin/camera.js",
    "act/checkin/clock.js",
    "act/checkin/codes.js",
    "act/checkin/door.js",
    "act/checkin/drawing.js",
    "act/checkin/exchange.js",
    "act/checkin/guests.js",
    "act/checkin/queue.js",
    "act/checkin/server.js",
    "act/checkin/store.js",
    "act/notes/outbox.js",
    "vendor/idb/index.js",
)
# Only for phones whose browser does not read QR codes by itself.
DECODER = ("vendor/barcode-detector/ponyfill.js", "vendor/barcode-detector/zxing-exported.js")
DECODER_BINARY = "vendor/barcode-detector/zxing_reader.wasm"


def addresses() -> list[str]:
    """Every file the page needs."""
    return [static(name) for name in PRINTED] + [plain_address(name) for name in IMPORTED]


def decoder_addresses() -> list[str]:
    """What reads QR codes where the browser does not."""
    return [plain_address(name) for name in DECODER] + [static(DECODER_BINARY)]


def plain_address(name: str) -> str:
    """The address of a file as modules write it."""
    return f"{settings.STATIC_URL}{name}"


def version_of(gathering: Gathering) -> str:
    """Changes with any file, and with whatever the page itself shows."""
    shown = [
        _print_of_files(),
        str(get_language()),
        gathering.name,
        str(gathering.day),
        str(gathering.is_closed),
        *(f"{world.code} {world.label} {world.tone} {world.mark}" for world in worlds()),
    ]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _print_of_files() -> str:
    """Files change with the program only, which then starts again."""
    printed = hashlib.sha256()
    folder = Path(__file__).resolve().parents[1] / "templates" / "act" / "checkin"
    for path in sorted(folder.glob("*.html")):
        printed.update(path.read_bytes())
    for name in (*PRINTED, *IMPORTED, *DECODER, DECODER_BINARY, "act/checkin/worker.js"):
        found = finders.find(name)
        if found is not None:
            printed.update(name.encode() + Path(found).read_bytes())
    return printed.hexdigest()
