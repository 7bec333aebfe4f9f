"""What a page must never do, whatever is tried on it: complain, call outside, or break its policy."""

from playwright.sync_api import ConsoleMessage, Page, Request

# Said by the browser itself: a refusal that the page shows, or a network that was cut on purpose.
EXPECTED = "Failed to load resource"
TELL_POLICY = (
    "document.addEventListener('securitypolicyviolation',"
    "event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
)


class Watch:
    """Collect the faults of a page; `faults` stays empty when all is well."""

    def __init__(self, page: Page, server: str) -> None:
        self.server = server
        self.faults: list[str] = []
        page.add_init_script(TELL_POLICY)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.faults.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.server}/", "data:", "blob:")):
            self.faults.append(f"outside: {request.url}")

    def take(self) -> list[str]:
        """Return the faults since last time."""
        taken, self.faults = self.faults, []
        return taken
