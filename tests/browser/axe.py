"""What axe, the checker of accessibility, finds on a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.words import path_of

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
async tags => (await axe.run({ runOnly: tags, resultTypes: ["violations"] })).violations"""


def violations(page: Page) -> list[str]:
    """One line for each thing that axe would not let pass."""
    page.evaluate(AXE)
    return [
        f"{path_of(page)}: {one['id']} at {node['target'][0]} ({one['help']})"
        for one in page.evaluate(RUN, TAGS)
        for node in one["nodes"]
    ]
