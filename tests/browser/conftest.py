"""A demo of our own, one Chromium, and visitors with different devices and habits."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from tests.browser.demo import served_demo
from tests.browser.places import Place, everywhere

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PHONE, DESKTOP = (390, 844), (1280, 900)
LONGEST_WAIT = 15_000  # ms; the machine may be busy with other tests

Visit = Callable[..., Page]
SignIn = Callable[..., Page]
Tour = Callable[..., Iterator[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Demo:
    address: str
    folder: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    with served_demo(folder) as address:
        yield Demo(address, folder)


@pytest.fixture(scope="session")
def site(demo: Demo) -> str:
    """The address of the demo, without a slash at its end."""
    return demo.address


@pytest.fixture(scope="session")
def another_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """For stories after which nothing is as before: the other stories do not notice."""
    folder = tmp_path_factory.mktemp("another")
    with served_demo(folder) as address:
        yield Demo(address, folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        expect.set_options(timeout=LONGEST_WAIT)
        yield chromium
        chromium.close()


class Watch:
    """What no page may do: break a script, lack a file, talk to another site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []

    def over(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._heard)
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        answered_no = message.text.startswith("Failed to load resource")  # seen in `_answered`
        if message.type == "error" and not answered_no:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _asked(self, address: str) -> None:
        ours = urlsplit(self.site).netloc
        if urlsplit(address).netloc != ours and not address.startswith(("data:", "about:")):
            self.complaints.append(f"a request to {address}")

    def _answered(self, response: Response) -> None:
        part = response.request.resource_type in ("stylesheet", "script", "font", "image")
        if response.status >= 500 or (part and response.status >= 400):
            self.complaints.append(f"{response.status} from {response.url}")


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    watch = Watch(site)
    yield watch
    assert watch.complaints == []


@contextmanager
def visitors(browser: Browser, site: str, watch: Watch) -> Iterator[Visit]:
    """Somebody new comes by: `visit("/sv/", size=PHONE, javascript=False)`; all leave at the end.

    More habits are those that playwright knows, such as `color_scheme="dark"`.
    """
    with ExitStack() as leaving:

        def come(
            path: str, size: tuple[int, int] = DESKTOP, javascript: bool = True, **habits: Any
        ) -> Page:
            context = browser.new_context(
                base_url=site,
                viewport={"width": size[0], "height": size[1]},
                java_script_enabled=javascript,
                **habits,
            )
            leaving.callback(context.close)
            context.set_default_timeout(LONGEST_WAIT)
            page = context.new_page()
            watch.over(page)
            page.goto(path)
            return page

        yield come


class Cast:
    """Those with an account. Each signs in once and keeps their cookies."""

    def __init__(self) -> None:
        self.keys: dict[str, Any] = {}

    def come(self, visit: Visit, name: str, language: str = "sv", **habits: Any) -> Page:
        """Somebody of the cast, at their desk."""
        desk = f"/{language}/desk/"
        if name in self.keys:
            return visit(desk, storage_state=self.keys[name], **habits)
        page = visit(f"/{language}/demo/cast/", **habits)
        row = page.get_by_role("listitem").filter(has_text=f"{name}@example.org")
        row.get_by_role("button").click()
        page.goto(desk)
        self.keys[name] = page.context.storage_state()
        return page


def tour_of(
    places: list[Place], visit: Visit, language: str = "sv", **habits: Any
) -> Iterator[Page]:
    """Go round all places, in one language and with the same habits."""
    for keys, group in groupby(places, key=lambda place: place.keys):
        page = visit("/healthz", storage_state=keys, **habits)
        for place in group:
            page.goto(place.in_language(language))
            yield page


@pytest.fixture(scope="session")
def cast_of_demo() -> Cast:
    return Cast()


@pytest.fixture
def visit(browser: Browser, site: str, watch: Watch) -> Iterator[Visit]:
    with visitors(browser, site, watch) as visit:
        yield visit


@pytest.fixture
def sign_in(cast_of_demo: Cast, visit: Visit) -> SignIn:
    return partial(cast_of_demo.come, visit)


@pytest.fixture(scope="session")
def places(browser: Browser, site: str, cast_of_demo: Cast) -> list[Place]:
    """Every kind of page, with the cookies that open it."""
    watch = Watch(site)
    with visitors(browser, site, watch) as visit:
        found = everywhere(visit("/sv/"), partial(cast_of_demo.come, visit))
    assert watch.complaints == []
    return found


@pytest.fixture
def tour(places: list[Place], visit: Visit) -> Tour:
    return partial(tour_of, places, visit)
