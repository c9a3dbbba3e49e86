"""Who reaches what: docs/permissions.md is the table, and every address is tried by everybody.

A new address without a row fails with the row that it would need: read it, and put it there only
if that is how it should be.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone, translation

from samverka.applications.actions import add_to_plan, hand_in_signed, take_sending_back
from samverka.applications.tests.budget_story import budget_places
from samverka.applications.tests.story import begun, form_places
from samverka.applications.tests.written import PDF
from samverka.applications.tests.written import sent as sent_off
from samverka.calendars.actions import choose_address
from samverka.calls.actions import imports
from samverka.calls.models import Call, Run, Twins
from samverka.calls.tests.reading import a_source, kept, of, record
from samverka.cast import PEOPLE, Cast
from samverka.collaboration.actions import (
    Wanted,
    accept_answer,
    begin_search,
    publish_search,
)
from samverka.command import jobs, live
from samverka.common.tables import Row, Table
from samverka.common.tenancy import scope
from samverka.contact.models import Addressee
from samverka.contact.tests.story import asked
from samverka.ideas import actions
from samverka.ideas.models import Routing
from samverka.ideas.tests.story import sent, workshop
from samverka.knowledge.tests.story import knowledge_places
from samverka.pages.actions import ask_for_reviews, take_feedback
from samverka.pages.models import Text
from samverka.partnership.actions.belonging import invite
from samverka.partnership.actions.imports import keep_table
from samverka.partnership.actions.logos import change_logo
from samverka.partnership.models import Appointment, Import, Membership, Organisation, Seat, Theme
from samverka.partnership.tests.story import a_picture
from samverka.people.actions import believe_provider, close_account
from samverka.people.models import Person
from samverka.plan.tests.story import planned_years
from samverka.radar.actions.searches import save_search
from samverka.record.models import Letter, Rhythm
from samverka.suggest import index
from samverka.support.actions.proposals import propose
from samverka.support.models import Service
from samverka.support.tests.story import written
from samverka.talks.models import Talk
from samverka.tasks.models import Task
from samverka.writing import actions as writing
from samverka.writing.tests.story import KIND, RULE, a_text
from tests.app_places import told_by_apps

PAGE = Path(__file__).parent.parent / "docs/permissions.md"
ROW = re.compile(r"^\| `(?P<address>[^`]*)` \| (?P<cells>.+) \|$", re.MULTILINE)
WHO = re.compile(r"^\| (?P<column>[\w ]+) \| (?P<people>(?:`\w+`(?:, )?)+) \|", re.MULTILINE)
ARGUMENT = re.compile(r"<\w+:(\w+)>")


PARTNERS = Table(("name", "kind"), (Row(2, ("Cykelköket", "association")),))


def calls_to_take_in(cast: Cast) -> Import:
    table = Table(("title_sv",), (Row(2, ("Laga mat",)),))
    return imports.keep_table(table=table, name="calls.csv", by=cast.elsa)


class Tried(NamedTuple):
    """What a request with each method comes to: a status, or `login`."""

    get: str
    post: str

    def __str__(self) -> str:
        return f"{self.get} · {self.post}"


@cache
def columns() -> dict[str, list[str]]:
    """The columns of the table, with the people of the cast that stand for each."""
    found = WHO.finditer(PAGE.read_text())
    return {one["column"]: re.findall(r"`(\w+)`", one["people"]) for one in found}


@cache
def table() -> dict[str, dict[str, str]]:
    """What the document says, by address and column."""
    rows = {}
    for row in ROW.finditer(PAGE.read_text()):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        rows[row["address"]] = dict(zip(columns(), cells, strict=True))
    return rows


def addresses() -> list[str]:
    """Every address of the installation, without its language."""
    with translation.override("sv"):
        found = walk(get_resolver())
        return list(dict.fromkeys(address.removeprefix("sv/") for address in found))


def walk(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        address = f"{before}{one.pattern}"
        if isinstance(one, URLPattern):
            yield address
        else:
            yield from walk(one, address)


@pytest.fixture
def all_is_up(cast: Cast, indexed: None) -> None:
    """The index of everybody is built and the jobs are running."""
    jobs.beat()
    live.beat()
    with scope(cast.neighbour.pk):
        index.rebuild()


@pytest.fixture
def places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses: by the part before the argument, then by its name.

    The idea is new and not published; an advisor has been asked about it.
    """
    idea = sent()
    [routing] = actions.route_idea(idea=idea, to=[workshop()[0]], by=cast.elsa)
    assert isinstance(routing, Routing)
    slugs: dict[str, Any] = {"themes": Theme, "talks": Talk, "calls": Call}
    found = {name: model.objects.all()[0].slug for name, model in slugs.items()}
    found |= told_by_apps(cast)
    own = {
        "partners": Organisation.objects.get(memberships__person=cast.amina).slug,
        "searches": save_search(query="", name="All", every="day", by=cast.amina).pk,
        "for-us": Organisation.objects.get(memberships__person=cast.amina).slug,
        "ideas": idea.pk,
        "effects": "ideas",
        "inbox": idea.pk,
        "follow": idea.tracking_key,
        "answer": routing.key,
        "drop": routing.pk,
        **_care(cast),
        "letters": Letter.objects.all()[0].pk,
        "letters/<slug:key>": Rhythm.objects.create(email=cast.amina.email).key,
        "seats": Seat.objects.get(person=cast.nils).pk,
        "table": "csv",
        "import": keep_table(table=PARTNERS, name="partners.csv", by=cast.elsa).pk,
        "handover": Seat.objects.get(person=cast.nils).pk,
        "sign-in": cast.elsa.pk,
        "passkeys": 1,
        "calendar": choose_address(calls="all", by=cast.amina).key,
        "consents": "contact",
        **partner_places(cast),
        **_persons(cast),
        **at_the_workshop(cast),
        **sources_of_calls(),
        **planned_years(),
    }
    found |= knowledge_places(cast)
    return found | collaboration(cast) | shared_text(cast) | joint_application(cast) | own


def shared_text(cast: Cast) -> dict[str, Any]:
    """amina may write it, nils comment, elsa read; nils has said something and suggests more."""
    settings.WRITING = settings.WRITING | {KIND: RULE}
    rights = {cast.amina.email: "write", cast.nils.email: "comment", cast.elsa.email: "read"}
    text = a_text(**rights)
    thread = writing.begin_thread(text=text, by=cast.nils, words="Why?")
    gone = writing.suggest(
        text=text, by=cast.nils, anchor={"from": "AAAA"}, instead_of="gone", wanted="here"
    )
    version = writing.keep_version(text=text, by=cast.amina, name="First")
    return {
        "writing": text.pk,
        f"writing/{text.pk}/comments/<int:thread>": thread.pk,
        f"writing/{text.pk}/suggestions/<int:suggestion>": gone.pk,
        f"writing/{text.pk}/versions/<int:version>": version.pk,
    }


def partner_places(cast: Cast) -> dict[str, Any]:
    """Its first contact, its logo, and the key of the yearly letter."""
    partner = Organisation.objects.get(memberships__person=cast.amina)
    Organisation.objects.filter(pk=partner.pk).update(review_key="k" * 32)
    logo = change_logo(organisation=partner, content=a_picture(), by=cast.amina)
    return {
        "contacts": partner.contact_roles.all()[0].pk,
        "logo": logo.mark,
        "confirm": "k" * 32,
    }


def collaboration(cast: Cast) -> dict[str, Any]:
    """A published search of the partner; one has joined its team, one waits for a yes."""
    partner = Organisation.objects.get(memberships__person=cast.amina)
    until = timezone.localdate() + timedelta(days=30)
    wanted = Wanted(until=until, title_en="A kitchen", what_en="We want to cook together.")
    search = begin_search(organisation=partner, wanted=wanted, by=cast.amina)
    search = publish_search(search=search, by=cast.amina)
    joined, waiting = (
        search.answers.create(organisation=one, state="interested", words="Yes")
        for one in Organisation.objects.filter(slug__in=["abf", "coompanion"])
    )
    member = accept_answer(answer=joined, reply="", by=cast.amina)
    return {
        "collaboration": search.pk,
        "care": search.pk,
        "reply": waiting.pk,
        "teams": member.team_id,
        "leave": member.pk,
    }


def joint_application(cast: Cast) -> dict[str, Any]:
    """One that the partner leads: sent and taken back, with a signed letter."""
    application = begun(cast)
    lead = application.members.get()
    line = add_to_plan(
        application=application, kind="activity", facts={"title": "Dig"}, by=cast.amina
    )
    copy = hand_in_signed(member=lead, content=PDF, name="letter.pdf", by=cast.amina)
    submission = take_sending_back(submission=sent_off(cast, application), by=cast.amina)
    return {
        "applications": application.pk,
        f"applications/{application.pk}/plan/add/<slug:kind>": "activity",
        f"applications/{application.pk}/plan/<slug:kind>": "activity",
        f"applications/{application.pk}/plan/activity/<int:row>": line.pk,
        f"applications/{application.pk}/letters/<int:member>": lead.pk,
        "file": "pdf",
        "copies": copy.pk,
        "sent": submission.pk,
        **budget_places(application, cast),
        **form_places(application, cast),
    }


def _care(cast: Cast) -> dict[str, Any]:
    """A question to the partner, words about a page, a text to look through, and their tasks."""
    partner = Organisation.objects.get(memberships__person=cast.amina)
    question = asked(organisation=partner)
    words = take_feedback(path="calls/", language="sv", helped=False, sender_mark="door")
    text = Text.objects.get(slug=Text.Slug.IDEA)
    Text.objects.filter(pk=text.pk).update(changed_at=datetime(2020, 1, 1, tzinfo=UTC))
    ask_for_reviews(now=timezone.now())
    return {
        "contact/follow/<slug:key>": question.key,
        "questions": question.pk,
        "addressees": Addressee.objects.all()[0].pk,
        "tasks": Task.objects.about(question).get().pk,
        "about": text.slug,
        "texts": text.slug,
        "restore": 1,
        "why": words.key,
        "pages": words.page_id,
        "reviews": "text",
        "text": text.pk,
    }


def _persons(cast: Cast) -> dict[str, Any]:
    """Somebody is invited, somebody has closed their account, and one domain signs in its own.

    The neighbours have a second coordinator: the only one cannot close their account.
    """
    membership = Membership.objects.select_related("organisation").get(person=cast.amina)
    invitation = invite(
        email="new@example.org", to=membership.organisation, by=cast.amina, language="sv"
    )
    with scope(cast.neighbour.pk):
        other = Person.objects.create_user("other@example.org")
        Appointment.objects.create(person=other)
    gone = Person.objects.create_user("gone@example.org")
    provider = believe_provider(
        name="Inside", issuer="https://127.0.0.1:9", client_id="x", secret="", domains=["a.example"]
    )
    return {
        "people": membership.pk,
        "organisations": membership.pk,
        "invitations": invitation.pk,
        "invited": invitation.key,
        "undo": close_account(person=gone, by=gone).key,
        "with": provider.pk,
    }


def at_the_workshop(cast: Cast) -> dict[str, Any]:
    """A service of the partner itself, a gap that is proposed, and somebody with a pen."""
    greenery = Organisation.objects.get(memberships__person=cast.amina)
    [entry] = written("Ingen tid för ideella")
    proposal = propose(
        need=entry.need, stage="run", kind="missing", why="Ingen ger det.", by=cast.amina
    )
    return {
        "support": Service.objects.create(organisation=greenery, slug="rad", name_sv="Råd").slug,
        "workshop": entry.participant.key,
        "change": entry.pk,
        "take-back": entry.pk,
        "calls/import/<int:pk>": calls_to_take_in(cast).pk,
        "put-back": entry.pk,
        "workshops": entry.workshop_id,
        "proposals": proposal.pk,
    }


def sources_of_calls() -> dict[str, Any]:
    """A source that has been read; what it found waits to be looked at."""
    first, second = a_source(), a_source("Others")
    kept(first, record(1), state="proposed")
    kept(second, record(2))
    calls = [of(first, "C-1"), of(second, "C-2")]
    return {
        "sources": first.slug,
        "calls/sources/new/<slug:kind>": "table",
        "runs": Run.objects.create(source=first, state="done").pk,
        "proposed": calls[0].pk,
        "twins": Twins.objects.create(first=calls[0], second=calls[1], likeness=1).pk,
    }


def path_of(address: str, places: dict[str, Any]) -> str:
    """The address with its arguments filled in, in Swedish; some places are told as a whole."""
    address = places.get(address, address)
    parts = address.split("/")
    for n, part in enumerate(parts):
        if ARGUMENT.match(part):  # such as <slug:key>, or <slug:key>.ics
            told = places.get("/".join(parts[: n + 1]), places.get(parts[n - 1]))
            parts[n] = ARGUMENT.sub(str(told), part)
    plain = (
        "api/",
        "healthz",
        "readyz",
        "openid/",
        "open-data/services.json",
        "open-data/grants.json",
    )
    has_language = not address.startswith(plain)
    return f"/{'sv/' if has_language else ''}{'/'.join(parts)}"


def outcome(session: SimpleCookie, method: str, path: str) -> str:
    """Tried and undone again, signing out too."""
    client = Client(raise_request_exception=False)
    client.cookies = deepcopy(session)
    with transaction.atomic():
        answer = getattr(client, method)(path)
        transaction.set_rollback(True)
    if answer.status_code == 302 and answer["Location"].startswith("/sv/account/login/?next="):
        return "login"
    return str(answer.status_code)


def test_every_address_has_a_row_and_no_row_is_left_over() -> None:
    assert sorted(table()) == sorted(addresses())


def test_everybody_of_the_cast_is_somebody_in_the_table() -> None:
    people = [person for column in columns().values() for person in column]

    assert sorted(people) == sorted(["nobody", *PEOPLE])


@pytest.mark.slow
@pytest.mark.parametrize("who", ["nobody", *PEOPLE])
def test_each_comes_where_the_table_says_and_nowhere_else(
    cast: Cast, all_is_up: None, places: dict[str, Any], who: str
) -> None:
    [column] = [name for name, people in columns().items() if who in people]
    session = SimpleCookie()
    if who != "nobody":
        client = Client()
        client.force_login(getattr(cast, who))
        session = client.cookies
    told, tried = {}, {}

    for address in addresses():
        path = path_of(address, places)
        tried[address] = str(Tried(*(outcome(session, method, path) for method in ("get", "post"))))
        told[address] = table().get(address, {}).get(column, "no row")

    assert tried == told
