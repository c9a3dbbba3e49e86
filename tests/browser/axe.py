"""What axe, the checker of accessibility, finds on a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })"


def violations(page: Page) -> list[str]:
    """One line for each thing that axe would not let pass."""
    page.evaluate(AXE)
    return [
        f"{path}: {violation['id']}, {node['target'][0]} ({violation['help']})"
        for path in [page.url.partition("/")[2].partition("/")[2].partition("/")[2]]
        for violation in page.evaluate(RUN, TAGS)["violations"]
        for node in violation["nodes"]
    ]
