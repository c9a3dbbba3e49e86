"""Several write one text at the same time, in several browsers, with and without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Demo, SignIn, Visit
from tests.browser.words import said
from tests.browser.writing import make_texts, take_the_pen_from_nils, text_of

FIRST = "När året är slut har tolv kvinnor odlat."
PICTURE = '<img src="data:image/png;base64,{}" onerror="document.title = \'broken into\'">'
POINT = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'>·</span><![endif]>{}</p>"
)
PASTE = """([kind, words]) => {
  const data = new DataTransfer();
  data.setData(kind, words);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  );
}"""


@pytest.fixture(scope="module")
def texts(demo: Demo) -> list[str]:
    return make_texts(demo.folder, 5)


def opened(sign_in: SignIn, name: str, text: str, language: str = "sv", **habits: object) -> Page:
    page = sign_in(name, language, **habits)
    page.goto(f"/{language}/{text}")
    return page


def is_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text(said(page, "Everything is saved"))


def test_two_write_at_once_and_see_each_other(sign_in: SignIn, texts: list[str]) -> None:
    amina, nils = (opened(sign_in, name, texts[0]) for name in ("amina", "nils"))
    hers, his = text_of(amina), text_of(nils)
    hers.press_sequentially(FIRST)
    expect(his).to_contain_text(FIRST)
    his.press("Control+End")
    his.press("Enter")
    his.press_sequentially("Minst fyra går vidare.")
    expect(hers.get_by_role("paragraph")).to_have_count(2)
    expect(hers.locator(".caret")).to_have_text(re.compile("Nils"))
    expect(amina.locator("[data-together]")).to_have_text("Nils och du skriver samtidigt")
    here = amina.get_by_role("list", name="Här just nu").get_by_role("listitem")
    expect(here).to_have_text(["AAmina, du", "NNils skriver"])
    expect(amina.locator("[data-count]")).to_have_text("62 av högst 200 tecken")
    is_saved(amina)
    is_saved(nils)
    nils.reload()
    expect(text_of(nils)).to_contain_text(FIRST)


def test_without_a_network_one_writes_on_and_it_is_sent_later(
    sign_in: SignIn, texts: list[str]
) -> None:
    amina, nils = (opened(sign_in, name, texts[1]) for name in ("amina", "nils"))
    hers, his = text_of(amina), text_of(nils)
    amina.context.set_offline(True)
    hers.press_sequentially("Skrivet på tåget.")
    offline = "Du är utan nät. Vi sparar på din enhet och skickar sedan."
    expect(amina.locator("[data-saved]")).to_have_text(offline)
    his.press_sequentially("Under tiden hemma.")
    is_saved(nils)
    amina.context.set_offline(False)
    for text in (hers, his):
        expect(text).to_contain_text("Skrivet på tåget.")
        expect(text).to_contain_text("Under tiden hemma.")
    is_saved(amina)
    # A tab that is closed before it could send leaves what was written on the device.
    amina.context.set_offline(True)
    hers.press_sequentially("Och det sista. ")
    amina.wait_for_timeout(300)
    amina.goto("about:blank")
    amina.context.set_offline(False)
    amina.goto(f"/sv/{texts[1]}")
    expect(his).to_contain_text("Och det sista.")
    is_saved(amina)


def test_who_reads_cannot_write_and_who_comments_suggests(
    sign_in: SignIn, texts: list[str]
) -> None:
    amina, ruth, petra = (
        opened(sign_in, name, texts[2], language)
        for name, language in (("amina", "sv"), ("rut", "en"), ("petra", "sv"))
    )
    text_of(amina).press_sequentially(FIRST)
    expect(text_of(petra)).to_have_attribute("aria-readonly", "true")
    expect(petra.get_by_role("toolbar")).to_be_hidden()
    text = text_of(ruth)
    expect(text).to_contain_text(FIRST)
    text.press_sequentially("I write in it")
    ruth.keyboard.press("Control+Home")
    for _ in range(3):
        ruth.keyboard.press("Shift+ArrowRight")
    ruth.get_by_role("button", name="Suggest other words").click()
    ruth.get_by_label("What it should say").fill("Innan")
    ruth.get_by_role("button", name="Suggest", exact=True).click()
    expect(ruth.locator("[data-notice] p")).to_have_text("Done. The others see it now.")
    text.focus()
    ruth.keyboard.press("Control+End")
    ruth.keyboard.press("Shift+Control+ArrowLeft")
    ruth.keyboard.press("Control+Alt+m")
    ruth.get_by_label("Your comment").fill("Is that enough?")
    ruth.get_by_role("button", name="Comment", exact=True).click()
    expect(text.locator("mark")).to_have_count(2)

    amina.get_by_role("button", name="För in i texten").click()
    expect(text).to_contain_text("Innan året är slut har tolv kvinnor odlat.")
    expect(petra.locator("#comments")).to_have_text("Kommentarer, 1 obesvarad")
    comment = amina.locator("[data-thread]")
    expect(comment).to_contain_text("Is that enough?")
    comment.get_by_text("Svara").click()
    comment.get_by_role("textbox").fill("Ja.")
    comment.get_by_role("button", name="Skicka svaret").click()
    expect(ruth.locator("[data-thread]")).to_contain_text("Ja.")
    amina.get_by_role("button", name="Klart").click()
    expect(amina.locator("#comments")).to_have_text("Kommentarer")


def test_what_word_gives_is_cleaned_and_an_earlier_version_comes_back(
    sign_in: SignIn, texts: list[str]
) -> None:
    amina = opened(sign_in, "amina", texts[3])
    text = text_of(amina)
    text.press_sequentially(FIRST)
    is_saved(amina)
    amina.get_by_role("link", name="Tidigare versioner").click()
    amina.get_by_label("Spara den här versionen som").fill("Före Word")
    amina.get_by_role("button", name="Spara versionen").click()
    amina.goto(f"/sv/{texts[3]}")
    expect(text_of(amina)).to_have_text(FIRST)  # before it has come, there is nothing to choose
    text_of(amina).press("Control+a")
    word = (
        "<html><head><style>p { color: red }</style><script>document.title = 1</script></head>"
        "<body><h1 style='color:red'>Mål</h1><p>Vi <b>odlar</b> <a href='javascript:x()'>här</a>."
        + PICTURE.format("A" * 5_000_000)
        + "</p>"
        + POINT.format("Jord")
        + POINT.format("Frön")
        + "<table><tr><th>År</th></tr><tr><td>2027</td></tr></table></body></html>"
    )
    amina.evaluate(PASTE, ["text/html", word])
    expect(amina.locator("[data-notice]")).to_contain_text("En bild lämnades utanför")
    expect(text_of(amina).get_by_role("heading", name="Mål")).to_be_visible()
    expect(text_of(amina).get_by_role("listitem")).to_have_text(["Jord", "Frön"])
    expect(text_of(amina).get_by_role("columnheader")).to_have_text("År")
    expect(text_of(amina).locator("img, script, style, [style]:not(table)")).to_have_count(0)
    expect(text_of(amina).get_by_role("link")).to_have_count(0)
    amina.evaluate(PASTE, ["text/plain", "rad\n" * 100_000])
    expect(amina.locator("[data-notice]")).to_contain_text("Inget klistrades in")
    is_saved(amina)
    assert "Mål och uppföljning" in amina.title()

    amina.get_by_role("link", name="Tidigare versioner").click()
    amina.get_by_role("link", name="Före Word").click()
    expect(amina.locator(".changes del")).to_contain_text(["kvinnor"])
    amina.get_by_role("button", name="Låt texten bli så här igen").click()
    amina.goto(f"/sv/{texts[3]}")
    expect(text_of(amina)).to_have_text(FIRST)


def test_who_signs_out_or_may_no_longer_write_is_told(
    visit: Visit, sign_in: SignIn, demo: Demo, texts: list[str]
) -> None:
    petra = visit("/sv/demo/cast/")  # for this story alone: her other stories go on
    petra.get_by_role("listitem").filter(has_text="petra@example.org").get_by_role("button").click()
    petra.goto(f"/sv/{texts[0]}")
    nils = opened(sign_in, "nils", texts[0])
    expect(text_of(nils)).to_have_attribute("aria-readonly", "false")
    text_of(petra)
    other_tab = petra.context.new_page()
    other_tab.goto("/sv/account/logout/")
    other_tab.get_by_role("button", name="Logga ut").click()
    expect(petra.locator("[data-notice]")).to_contain_text("Du är utloggad.")
    expect(petra.locator("[data-notice]").get_by_role("link")).to_be_visible()
    other_tab.wait_for_function("indexedDB.databases().then((kept) => kept.length === 0)")

    take_the_pen_from_nils(demo.folder)
    expect(nils.locator("[data-notice]")).to_contain_text("Du kan inte skriva här längre.")
    expect(text_of(nils)).to_have_attribute("aria-readonly", "true")
    expect(nils.get_by_role("toolbar")).to_be_hidden()


def test_with_the_keyboard_alone(sign_in: SignIn, texts: list[str]) -> None:
    page = opened(sign_in, "amina", texts[4])
    text = text_of(page)
    text.focus()
    page.keyboard.press("Control+b")
    page.keyboard.type("Fet")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Rubrik", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(text.get_by_role("heading", name="Fet")).to_be_visible()
    bold = page.get_by_role("button", name="Fet")
    expect(bold).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Alt+F10")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(bold).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("- en punkt")
    expect(text.get_by_role("listitem")).to_have_text("en punkt")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tidigare versioner")).to_be_focused()
    text.focus()
    page.keyboard.press("Control+z")
    expect(text).not_to_contain_text("en punkt")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "habits",
    [{}, {"color_scheme": "dark"}, {"size": PHONE}],
    ids=["wide", "dark", "phone"],
)
def test_axe_finds_nothing(
    sign_in: SignIn, texts: list[str], language: str, habits: dict[str, object]
) -> None:
    page = opened(sign_in, "amina", texts[2], language, **habits)
    text_of(page)
    is_saved(page)
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
