"""axe-core run in the page: injected by the browser's own tools, so that the policy stays whole."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@cache
def _script() -> str:
    if not SCRIPT.is_file():
        raise FileNotFoundError(f"{SCRIPT} is missing: run `make vendor`.")
    return SCRIPT.read_text()


def violations(page: Page) -> list[str]:
    """Return what axe refuses in the page as it stands, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(
        """async () => {
        // A colour read half-way from day to night is nobody's colour.
        await Promise.allSettled(document.getAnimations().map((each) => each.finished));
        return (await axe.run(document, {resultTypes: ["violations"]})).violations
        .flatMap(rule => rule.nodes.map(node =>
          `${rule.id}: ${node.target.join(" ")} ${node.any.map(check => check.message).join(" ")}`));
        }"""
    )
    return list(found)
