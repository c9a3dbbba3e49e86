"""The README's picture, taken anew: `python -m tests.browser.pictures` (starts a demo itself)."""

import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, expect, sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.demo import served_demo

HOME = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "home.png"
SIZE: ViewportSize = {"width": 1280, "height": 764}  # ends between two suggestions
TEXT = (
    "I vårt område står en gammal handelsträdgård tom. Här bor många kvinnor som är nya i Sverige."
    " De kan odla och laga mat men får inget arbete. Jag vill att vi odlar tillsammans, tar vara på"
    " mat som annars slängs och skapar riktiga jobb."
)


def take_home(site: str) -> None:
    """The first page with an idea written and suggestions beside it."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = chromium.new_page(viewport=SIZE, color_scheme="light")
        page.goto(f"{site}/sv/")
        page.locator("textarea").fill(TEXT)
        expect(page.locator("#suggestions .suggestion").first).to_be_visible()
        page.locator("textarea").blur()
        HOME.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=HOME)
        chromium.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, served_demo(Path(folder)) as site:
        take_home(site)
    print(f"{HOME}: {HOME.stat().st_size // 1000} kB")
