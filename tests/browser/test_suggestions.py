"""Suggestions while somebody writes: calm, in order, and never in the way."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit, Watch
from tests.browser.words import answers, button, focused, press, said, write

ASKED_AT = "**/suggest/"
FORTY = "Många unga här hänger vid macken, vi vil"
SKATING = "Jag vill bygga en skejtpark ihop med unga."
COOKING = "Jag vill laga mat ihop med ensamma äldre i byn."


def count_questions(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/suggest/") else None)
    return asked


def test_quick_writing_asks_two_or_three_times_at_most(visit: Visit) -> None:
    page = visit("/sv/")
    asked = count_questions(page)
    page.get_by_label(said(page, "Your idea")).press_sequentially(FORTY, delay=30)
    expect(answers(page).first).to_be_visible()
    page.wait_for_timeout(1200)
    assert 1 <= len(asked) <= 3


def test_an_old_answer_never_replaces_a_newer_one(visit: Visit) -> None:
    """The answer to the first text comes last."""
    page = visit("/sv/")

    def first_one_late(route: Route) -> None:
        if "skejtpark" in (route.request.post_data or ""):
            page.wait_for_timeout(2500)
        route.continue_()

    page.route(ASKED_AT, first_one_late)
    with page.expect_request(ASKED_AT):
        write(page, "Your idea", SKATING)
    write(page, "Your idea", COOKING)
    expect(page.locator("#suggestions mark").first).to_be_visible()
    page.wait_for_timeout(2000)
    marked = page.locator("#suggestions mark").all_inner_texts()
    words = set(" ".join(marked).split())
    assert not {"skejtpark", "unga"} & words
    assert {"ensamma", "äldre", "mat"} & words


@pytest.mark.parametrize("how", ["tap", "Enter"])
def test_on_the_phone_one_line_stands_under_the_text_and_opens(visit: Visit, how: str) -> None:
    page = visit("/sv/", size=PHONE, has_touch=True)
    write(page, "Your idea", SKATING)
    fold = page.locator("#suggestions summary")
    expect(fold).to_contain_text(said(page, "This fits what you wrote"))
    expect(fold).to_contain_text(said(page, "Money to apply for"))
    expect(answers(page).first).not_to_be_visible()
    if how == "tap":
        fold.tap()
    else:
        fold.focus()
        page.keyboard.press("Enter")
    expect(answers(page).first).to_be_visible()


def test_an_open_fold_stays_open_while_more_is_written(visit: Visit) -> None:
    page = visit("/sv/", size=PHONE)
    write(page, "Your idea", SKATING)
    page.locator("#suggestions summary").click()
    with page.expect_response(ASKED_AT):
        write(page, "Your idea", COOKING)
    expect(page.locator("#suggestions mark").first).to_be_visible()


def test_whoever_has_moved_into_the_list_is_not_thrown_out(visit: Visit) -> None:
    page = visit("/sv/")
    write(page, "Your idea", SKATING)
    link = answers(page).first.get_by_role("link")
    expect(link).to_be_visible()
    before = link.inner_text()
    with page.expect_response(ASKED_AT):
        write(page, "Your idea", COOKING)
        link.focus()
    page.wait_for_timeout(300)
    expect(focused(page)).to_have_text(before)
    with page.expect_response(ASKED_AT):
        button(page, "Go on with your idea").focus()
    expect(page.locator("#suggestions mark").first).to_be_visible()
    assert "skejtpark" not in page.locator("#suggestions mark").all_inner_texts()


def test_only_the_count_is_announced(visit: Visit) -> None:
    page = visit("/en/")
    write(page, "Your idea", "I want to build a skate park together with young people.")
    expect(answers(page).first).to_be_visible()
    shown = answers(page).count()
    expect(page.get_by_role("status")).to_have_text(f"{shown} suggestions")


FAILURES: dict[str, Any] = {
    "server-trouble": lambda route: route.fulfill(status=503, body="no"),
    "too-often": lambda route: route.fulfill(status=429, body="<p>wait</p>"),
    "offline": lambda route: route.abort("internetdisconnected"),
    "nonsense": lambda route: route.fulfill(status=200, body="<p>A door that asks for a card</p>"),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_suggestions_the_page_works_on(
    visit: Visit, watch: Watch, failure: str, size: tuple[int, int]
) -> None:
    page = visit("/sv/", size=size)
    page.route(ASKED_AT, FAILURES[failure])
    with page.expect_request(ASKED_AT):
        write(page, "Your idea", SKATING)
    page.wait_for_timeout(200)
    page.unroute(ASKED_AT)
    watch.complaints.clear()  # the trouble is of our own making
    expect(page.get_by_label(said(page, "Your idea"))).to_have_value(SKATING)
    press(page, "Go on with your idea")
    expect(page.get_by_label(said(page, "Your idea"))).to_have_value(SKATING)
