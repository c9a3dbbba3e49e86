"""From a problem to shared experience: wherever one stands, the whole way is shown."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Cast, Demo, Watch, visitors
from tests.browser.demo import served_demo
from tests.browser.words import fits, path_of, said

ROOT = Path(__file__).parent.parent.parent
PROBLEM, APPLICATION = 0, 4  # which of the stations are not for everybody


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Demo]:
    """The whole cast is there still: in the others somebody may have left."""
    with served_demo(tmp_path) as address:
        yield Demo(address, tmp_path)


def whole_way_in(demo: Demo) -> list[str]:
    """The addresses of a problem and all that came of it, in the order of the journey."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.whole_way"],
        cwd=ROOT,
        env=os.environ | {"SAMVERKA_DATA": str(demo.folder), "SAMVERKA_DEMO": "true"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_every_page_shows_the_whole_way(browser: Browser, untouched: Demo) -> None:
    way = whole_way_in(untouched)
    public = [there for n, there in enumerate(way) if n not in (PROBLEM, APPLICATION)]
    watch = Watch(untouched.address)
    with visitors(browser, untouched.address, watch) as visit:
        amina = Cast().come(visit, "amina", size=PHONE)
        walks(amina, way)
        assert violations(amina) == []
        walks(visit("/sv/"), public)
        without_scripts = visit("/sv/", size=PHONE, javascript=False)
        walks(without_scripts, public)
        refused = without_scripts.goto(way[PROBLEM])
        assert refused
        assert refused.status == 404
    assert watch.complaints == []


def walks(page: Page, way: list[str]) -> None:
    """Along the links of the trail, from the first station to the last; at each, all others."""
    page.goto(way[0])
    for n, here in enumerate(way):
        assert path_of(page) == here
        links = trail_of(page).get_by_role("link")
        shown = links.evaluate_all("found => found.map(link => link.getAttribute('href'))")
        assert shown == [there for there in way if there != here]
        expect(trail_of(page).locator("[aria-current]")).to_have_count(1)
        fits(page)
        if n + 1 < len(way):
            trail_of(page).locator(f'a[href="{way[n + 1]}"]').click()


def trail_of(page: Page) -> Locator:
    return page.get_by_role("region", name=said(page, "The whole way"))
