"""Every kind of page there is, found by following links as different people."""

import html
import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from django.urls import resolve
from playwright.sync_api import Page

from tests.browser.ideas import (
    WORKSHOP,
    WORKSHOP_MONEY,
    WORKSHOP_READS_AT,
    accept,
    ask_for_advice,
    send_idea,
)
from tests.browser.made import (
    GREENERY,
    calendar_on_a_phone,
    contact_of_greenery,
    pen_at_workshop,
    proposal,
    source_read,
    table_read,
    team,
    workshop_on_the_wall,
)
from tests.browser.persons import invited_and_closed
from tests.browser.words import open_letter, path_of, press, unfold, write
from tests.browser.years import PLANNING

LINK = re.compile(r'href="(/sv/[^"#]*)"')
OF_EACH_KIND = 2
EACH_SEES_THEIR_OWN = {"home:desk", "contact:questions", "meetings:list", "meetings:meeting"}
# Who looks after what visitors see too, and on which pages: beside those of the partner.
ADVICE = "/sv/support/ideverkstaden-test-an-idea/"
NEXT_TALK = "/sv/talks/skateboard-and-cultivation/"
GROUP, ANSWERED = "/sv/references/engagements/1/", "/sv/references/requests/2/"
STANDING = "/sv/calls/utvecklingsmedel-social-innovation/"
ROUND = "/sv/grants/utvecklingsmedel-exempel/"
HANDLED = "/sv/grants/handling/utvecklingsmedel-exempel/"
SHARED = ("experience", "problems", "courses")
LOOKED_AFTER = {
    "amina": (
        *("", "edit/", "history/", "logo/", "contacts/new/"),
        *("/sv/applications/1/plan/copy/", "/sv/applications/1/plan/efforts/"),
        *("/sv/applications/forms/1/", "/sv/writing/1/", "/sv/projects/new/"),
        *(f"/sv/knowledge/{kind}/new/" for kind in SHARED),
        *(GROUP, f"{GROUP}edit/", f"{GROUP}meetings/new/", f"{GROUP}meetings/1/"),
        *(f"{GROUP}statements/new/", f"{GROUP}statements/1/"),
    ),
    "rut": (
        "/sv/calls/for-us/ideverkstaden/",
        "/sv/calls/mine/",
        "/sv/calls/searches/save/?level=national",
        "/sv/calls/example-women-born-abroad/",
        "/sv/calls/example-women-born-abroad/decide/",
    ),
    "elsa": (
        *("joined/", "../care/?state=former"),
        *(ADVICE, f"{ADVICE}edit/", f"{ADVICE}capacity/"),
        *("/sv/committee/", "/sv/committee/seats/new/", "/sv/desk/letters/"),
        *("/sv/themes/new/", "/sv/themes/trust-in-welfare/edit/"),
        *(
            f"{NEXT_TALK}{page}/"
            for page in ("edit", "prepare", "coming", "coming/door", "questions")
        ),
        *("/sv/talks/trust-in-welfare/afterwards/", "/sv/talks/trust-in-welfare/outcomes/1/"),
        *("/sv/talks/new/", "/sv/meetings/statutes/"),
        *("/sv/texts/about/compare/", "/sv/calls/new/", "/sv/calls/import/"),
        *(f"{STANDING}edit/", f"{STANDING}history/", "/sv/projects/import/", "/sv/grants/new/"),
        *(f"{ROUND}{page}/" for page in ("prepare", "edit", "criteria/1")),
        *(f"/sv/knowledge/questions/{page}/" for page in ("new", "1", "1/edit", "1/talk")),
        *(f"/sv/knowledge/{kind}/1/edit/" for kind in SHARED),
        *(ANSWERED, f"{ANSWERED}letter/", "/sv/references/engagements/new/"),
        *PLANNING,
        *("/sv/grants/handling/", HANDLED),
        *(f"{HANDLED}{page}/" for page in ("declare", "times", "archive")),
    ),
    "kim": (
        *("/sv/account/ways-in/passkeys/", "/sv/account/ways-in/recovery/new/"),
        "/sv/account/logout/",
    ),
}
NOT_LINKED = (
    "/sv/contact/?to=foreningen-gronskan",
    "/sv/there-is-nothing-here/",
    "/sv/knowledge/?q=odla",
    "/sv/partners/?q=zebra",
    "/sv/calls/?level=european",
    "/sv/calendar/?month=2030-07&theme=zebra",
    "/sv/calls/?q=unga&applicants=association&status=open",
    "/sv/support/workshop/",
    "/sv/talks/ask/",
    "/sv/meetings/vote/",
    "/sv/meetings/vote/done/",
    "/sv/account/inactive/",
)
LATER = "its address stands in a letter that is sent when time has passed"
PIECE = "a piece of another page, which is on the tour"
FILE = "a file, no page"
STORY = "comes about in a story of its own, and is looked at there"
NOT_ON_THE_TOUR = {
    "grants/mine/<slug:key>/decisions/<int:decision>/<slug:kind>/": FILE,
    "grants/mine/<slug:key>/agreement/": STORY,
    "grants/mine/<slug:key>/agreements/<int:agreement>/<slug:kind>/": FILE,
    "grants/mine/<slug:key>/change/": STORY,
    "grants/mine/<slug:key>/report/<int:report>/": STORY,
    "grants/mine/<slug:key>/grant/files/<slug:mark>/": FILE,
    "grants/cases/<slug:number>/decisions/<int:decision>/<slug:kind>/": FILE,
    "grants/cases/<slug:number>/grant/agreements/<int:agreement>/<slug:kind>/": FILE,
    "grants/cases/<slug:number>/grant/reports/<int:report>/": STORY,
    "open-data/grants.json": FILE,
    "grants/granted/table/<slug:form>/": FILE,
    "grants/mine/<slug:key>/files/<int:pk>/": FILE,
    "grants/mine/<slug:key>/paper/<slug:form>/": FILE,
    "grants/cases/<slug:number>/assessment/": STORY,
    "grants/cases/<slug:number>/paper/<slug:form>/": FILE,
    "grants/cases/<slug:number>/enclosures/<slug:mark>/": FILE,
    "grants/handling/<slug:slug>/archive/now/": PIECE,
    "account/export/file/": FILE,
    "applications/<int:pk>/budget/budget.xlsx": FILE,
    "applications/<int:pk>/file/<slug:kind>/": FILE,
    "applications/<int:pk>/letters/<int:member>/file/<slug:kind>/": FILE,
    "applications/<int:pk>/copies/<int:copy>/": FILE,
    "applications/<int:pk>/sent/<int:submission>/": FILE,
    "applications/<int:pk>/budget/import/<int:kept>/": STORY,
    "applications/asked/<slug:key>/": STORY,
    "calendar.ics": FILE,
    "calendar/<slug:key>.ics": FILE,
    "talks/<slug:slug>/calendar.ics": FILE,
    "talks/<slug:slug>/coming/<slug:form>/": FILE,
    "talks/<slug:slug>/coming/door/worker.js": FILE,
    "talks/ask/<int:pk>/<slug:key>/": STORY,
    "talks/ask/<int:pk>/<slug:key>/list/": PIECE,
    "talks/<slug:slug>/questions/list/": PIECE,
    "talks/<slug:slug>/questions/screen/": STORY,
    "talks/<slug:slug>/questions/screen/list/": PIECE,
    "talks/registrations/<slug:key>/": STORY,
    "talks/registrations/<slug:key>/calendar.ics": FILE,
    "talks/registrations/<slug:key>/afterwards/": LATER,
    "talks/speakers/<slug:key>/": STORY,
    "meetings/<int:pk>/papers/<int:paper>/": FILE,
    "meetings/answer/<slug:key>/": LATER,
    "meetings/decisions/table/<slug:form>/": FILE,
    "meetings/answer/<slug:key>/now/": STORY,
    "meetings/answer/<slug:key>/now/live/": PIECE,
    "meetings/<int:pk>/now/": STORY,
    "meetings/<int:pk>/now/live/": PIECE,
    "meetings/answer/<slug:key>/ballots/<int:ballot>/": STORY,
    "meetings/<int:pk>/ballots/open/": STORY,
    "meetings/<int:pk>/ballots/<int:ballot>/": STORY,
    "meetings/answer/<slug:key>/minutes/": STORY,
    "meetings/answer/<slug:key>/minutes/file/<slug:kind>/": FILE,
    "meetings/<int:pk>/minutes/file/<slug:kind>/": FILE,
    "meetings/<int:pk>/minutes/versions/<int:number>/": STORY,
    "writing/<int:pk>/beside/": PIECE,
    "writing/<int:pk>/reading/": PIECE,
    "writing/<int:pk>/versions/<int:version>/": STORY,
    "letters/<slug:key>/": LATER,
    "partners/<slug:slug>/logo/<slug:mark>/": FILE,
    "open-data/services.json": FILE,
    "references/follow/<slug:key>/": STORY,
    "references/follow/<slug:key>/letter/": FILE,
    "references/answer/<slug:key>/": STORY,
    "references/requests/<int:pk>/letter/copies/<int:copy>/": FILE,
    "references/requests/<int:pk>/letter/<int:number>/<slug:kind>/": FILE,
    "references/engagements/table/<slug:form>/": FILE,
    "references/engagements/<int:pk>/meetings/<int:meeting>/calendar.ics": FILE,
    "references/engagements/<int:pk>/statements/<int:statement>/file/": FILE,
    "plan/years/<int:year>/report/file/<slug:kind>/": FILE,
    "effects/table/<slug:form>/": FILE,
    "calls.atom": FILE,
    "projects/<slug:slug>/files/<int:document>/": FILE,
    "projects/table/<slug:form>/": FILE,
    "projects/import/<int:pk>/": STORY,
    "talks.atom": FILE,
    "knowledge.atom": FILE,
    "calls/deadlines.ics": FILE,
    "partners/confirm/<slug:key>/": LATER,
    "partners/table/<slug:form>/": FILE,
    "calls/table/<slug:form>/": FILE,
    "calls/<slug:slug>/calendar.ics": FILE,
    "reviews/<slug:kind>/<int:pk>/": LATER,
    "calls/sources/<slug:slug>/now/": PIECE,
    "support/workshop/<slug:key>/table/": PIECE,
    "support/workshops/<int:pk>/table/": PIECE,
}
NO_PAGES = ("healthz", "readyz", "api/")
ACCOUNTS = ("kim", "amina", "nils", "elsa")

Keys = Any  # the cookies of a browser, as playwright hands them out


@dataclass(frozen=True)
class Place:
    """A page and the cookies with which it was found."""

    path: str
    keys: Keys

    @property
    def address(self) -> str:
        """The pattern of the address, as docs/permissions.md writes it."""
        return resolve(self.path.partition("?")[0]).route.removeprefix("sv/")

    def in_language(self, language: str) -> str:
        return f"/{language}{self.path[3:]}"


def explore(page: Page, start: str, skip: Collection[str] = ()) -> dict[str, list[Place]]:
    """Pages that can be reached from here by links, a few of each kind, but not of these kinds."""
    keys = page.context.storage_state()
    waiting, known = deque([start]), {start}
    found: dict[str, list[Place]] = defaultdict(list)
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind in skip or len(found[kind]) == OF_EACH_KIND:
            continue
        answer = page.request.get(path, max_redirects=0)
        if answer.ok and answer.headers["content-type"].startswith("text/html"):
            found[kind].append(Place(path, keys))
            links = {html.unescape(link): None for link in LINK.findall(answer.text())}
            waiting += [link for link in links if link not in known]
            known |= links.keys()
    return found


def kind_of(path: str) -> str:
    """What it is a page of, and whether something was chosen on it."""
    where, _, chosen = path.partition("?")
    return resolve(where).view_name + ("?" if chosen else "")


def everywhere(page: Page, sign_in: Callable[..., Page]) -> list[Place]:
    """Pages of owners and an advisor, of a visitor, and of those who have an account."""
    elsa = sign_in("elsa")
    places = [Place(path, None) for path in (*with_a_key(page, elsa), *of_visitors(page))]
    places.append(Place(path_of(elsa), elsa.context.storage_state()))
    places += [Place(path, None) for path in invited_and_closed(page, elsa)]
    page.goto("/sv/")
    known: set[str] = set()
    for somebody in (page, *(sign_in(name) for name in ACCOUNTS)):
        found = explore(somebody, path_of(somebody), skip=known - EACH_SEES_THEIR_OWN)
        places += chain.from_iterable(found.values())
        known |= {kind for kind, pages in found.items() if pages}
    for name, pages in LOOKED_AFTER.items():
        keys = sign_in(name).context.storage_state()
        places += [Place(urljoin(GREENERY, one), keys) for one in pages]
    places += made_for_the_tour(page, sign_in)
    return [*places, *(Place(path, None) for path in NOT_LINKED)]


def made_for_the_tour(page: Page, sign_in: Callable[..., Page]) -> list[Place]:
    amina, rut, elsa = (sign_in(name) for name in ("amina", "rut", "elsa"))
    at_workshop = workshop_on_the_wall(elsa)
    of_elsa = [*at_workshop, *proposal(rut, elsa), *table_read(elsa), *source_read(elsa)]
    of_amina = [*team(amina), *contact_of_greenery(amina), *calendar_on_a_phone(amina)]
    return [
        *(Place(path, elsa.context.storage_state()) for path in of_elsa),
        *(Place(path, amina.context.storage_state()) for path in of_amina),
        *(
            Place(path, page.context.storage_state())
            for path in pen_at_workshop(page, elsa, at_workshop[0])
        ),
    ]


def with_a_key(page: Page, coordinator: Page) -> list[str]:
    """Pages whose address is the key: of an owner and of an advisor, in different states."""
    title = "Torsdagsfika i lanthandeln"
    owned = path_of_idea(page, title)
    open_letter(coordinator, "elsa@example.org", about=title)
    ask_for_advice(coordinator, WORKSHOP, WORKSHOP_MONEY, words="Vad tror ni?")
    open_letter(page, WORKSHOP_READS_AT, about=title)
    accept(page, "Vi ringer runt i byn.")
    accepted = path_of(page)
    page.goto(f"/sv/demo/letters/?to={WORKSHOP_READS_AT}")
    page.get_by_role("article").filter(has_text=title).nth(1).get_by_role("link").first.click()
    asked = path_of(page)

    withdrawn = path_of_idea(page, "En idé som tas tillbaka")
    press(page, "Withdraw the idea")
    erased = path_of_idea(page, "En idé som raderas")
    unfold(page, "Erase everything I have written")
    press(page, "Erase for ever")
    return [owned, f"{owned}?sent", accepted, asked, withdrawn, erased]


def of_visitors(page: Page) -> list[str]:
    """Pages of somebody who has asked a question, and of one whom a page did not help."""
    page.goto("/sv/contact/")
    page.get_by_role("radio").first.check()
    write(page, "Your question", "Hur blir vår förening part?")
    press(page, "Send the question")
    asked = path_of(page)
    page.goto("/sv/calls/")
    press(page, "No")
    return [asked.partition("?")[0], asked, path_of(page)]


def path_of_idea(page: Page, title: str) -> str:
    send_idea(page, title)
    return path_of(page).partition("?")[0]
