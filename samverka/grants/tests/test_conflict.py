"""Whoever has an interest in an application finds nothing of it, at any address of the house.

Everything is asked for twice, with the application and without it, and every answer is the same.
"""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.grants.actions.meeting import book_time, offer_times
from samverka.grants.actions.waiting import wait_for_completed
from samverka.grants.models import GrantApplication, Panelist, Round, RoundArchive
from samverka.grants.tests.story import a_round, declare, handed_in, scored, shown, take_place
from samverka.partnership.models import Membership
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History, Letter
from samverka.tasks.actions import hand_over_task
from samverka.tasks.models import Task
from tests.test_permissions import addresses, all_is_up, path_of, places

__all__ = ["all_is_up", "places"]  # fixtures

NAME, TITLE, CONTACT = "Qvibblarna", "Zyxodling", "xylo@example.net"
SAID = (NAME, TITLE, CONTACT)
ROUND = "secret-round"
# What these show goes by the clock or by chance, not by what there is.
BY_THE_CLOCK = (
    "/export/file/",
    "/now/",
    "/now/live/",
    "/pdf/",
    "/docx/",
    ".pdf",
    ".docx",
    "readyz",
)

Tie = Callable[[GrantApplication, Person], None]


def officer_has_seen_it(application: GrantApplication, who: Person) -> None:
    """They have said nothing themselves, and nobody has told them."""
    officer = application.round.panelists.get(person__email="kim@example.org").person
    application.declarations.create(person=who, conflict=True, words=TITLE, by=officer)


def works_there(application: GrantApplication, who: Person) -> None:
    """Nobody has said anything: where they work has applied."""
    here = Membership.objects.filter(person=who)[0].organisation
    GrantApplication.objects.filter(pk=application.pk).update(organisation=here)


def has_none(application: GrantApplication, who: Person) -> None:
    declare(application, who)


@pytest.fixture
def turn(cast: Cast) -> Round:
    """With one application that everybody may open."""
    found = a_round(cast, slug=ROUND)
    take_place(found, cast.kim, Panelist.Role.OFFICER)
    take_place(found, cast.amina, Panelist.Role.ASSESSOR)
    other = handed_in(found, state="assessed")
    for place in found.panelists.with_people():
        assert place.person
        declare(other, place.person)
    return found


def told_of(turn: Round, cast: Cast, who: Person) -> GrantApplication:
    """An application with all that an application can have; `who` has not declared yet."""
    found = handed_in(turn, state="assessed", name=NAME, title=TITLE, email=CONTACT)
    for place in turn.panelists.sitting().with_people():
        if place.person and place.person != who:
            declare(found, place.person)
    for one in (cast.nils, cast.rut, cast.amina):
        if one != who:
            scored(found, one, 4, 5)
    found.completions.create(words=TITLE, due_on=timezone.localdate(), by=cast.kim)
    found.enclosures.create(
        name=f"{TITLE}.pdf", kind="application/pdf", content=b"%PDF", size=4, sha256="cd" * 32
    )
    wait_for_completed(found)
    write_history(verb="declared", of=found, by=cast.kim, conflict=True, person=who.pk)
    _write(found, CONTACT)
    _write_in_a_digest(found)
    if who != cast.elsa:
        _write_whose_its_task_is(found, cast)
    _book(found, cast)
    found.proposals.create(grant=False, words=TITLE, by=cast.kim)
    RoundArchive.objects.create(round=turn, by=cast.kim, state="ready", numbers=[found.number])
    return found


def _book(application: GrantApplication, cast: Cast) -> None:
    soon = timezone.now() + timedelta(days=3)
    [time] = offer_times(
        turn=application.round, starts=[soon], minutes=30, place="Här", by=cast.kim
    )
    book_time(application=application, time_key=time.pk)


def _write(application: GrantApplication, to: str) -> None:
    """A letter that could not be sent: such are shown to those who look after letters."""
    letter = post_letter(
        to=Receiver(to, "sv"),
        template="grants/letters/withdrawn.txt",
        about=application,
        application=application,
        turn=application.round,
    )
    assert letter
    Letter.objects.filter(pk=letter.pk).update(state="failed", subject=TITLE)


def _write_whose_its_task_is(application: GrantApplication, cast: Cast) -> None:
    task = Task.objects.get(about_kind="grantapplication", about_id=application.pk)
    hand_over_task(task=task, by=cast.elsa, to=cast.kim)
    letters = Letter.objects.filter(to=cast.kim.email, subject__contains=TITLE)
    assert letters.update(state="failed") == 1


def _write_in_a_digest(application: GrantApplication) -> None:
    """It tells of this alone and takes over what that said, and it could not be sent either."""
    digest = Letter.objects.create(to=CONTACT, language="sv", subject=TITLE, state="failed")
    letter = Letter(to=CONTACT, language="sv", subject=TITLE, state="told", digest=digest)
    letter.about_kind, letter.about_id = "grantapplication", application.pk
    letter.save()


def forget(application: GrantApplication) -> None:
    """As if it had never come in: also what has been told of it, but no free times."""
    Letter.objects.filter(tells__in=Letter.objects.about(application)).delete()
    Letter.objects.about(application).delete()
    Letter.objects.filter(subject__contains=NAME).delete()
    History.objects.of(application).delete()
    Task.objects.filter(about_kind="grantapplication", about_id=application.pk).delete()
    RoundArchive.objects.filter(round=application.round).delete()
    application.delete()


def content_of(answer: HttpResponseBase) -> str:
    """As text; of a packed file what is in it."""
    text = shown(answer)
    if not text.startswith("PK\x03\x04"):
        return text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:  # type: ignore[attr-defined]
        names = [name for name in packed.namelist() if not name.startswith("docProps")]
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in names)


def walk(client: Client, paths: list[str]) -> dict[str, tuple[int, str]]:
    """What every path answers; where something can be searched, also to what the title says."""
    found: dict[str, tuple[int, str]] = {}
    for path in paths:
        answer = client.get(path)
        found[path] = (answer.status_code, content_of(answer))
        if 'name="q"' in found[path][1]:
            asked = client.get(path, {"q": TITLE})
            found[f"{path}?q"] = (asked.status_code, content_of(asked))
    return found


def varies(client: Client, path: str) -> bool:
    """It has a new mark or another moment in it each time, whatever there is to tell."""
    if path.endswith(BY_THE_CLOCK):
        return True
    first, second = (walk(client, [path])[path] for _n in range(2))
    return first != second


def paths_to(application: GrantApplication, places: dict[str, Any]) -> list[str]:
    """Every address of the installation, those of cases with the number of this one."""
    here = places | {"handling": ROUND, "cases": application.number, "enclosures": "cd" * 32}
    found = [path_of(address, here) for address in addresses()]
    narrow = ("?mine=yes", "?state=assessed", "?place=1861", "?sort=score", "?sort=asked")
    return [
        *found,
        *(f"/sv/grants/handling/{ROUND}/{query}" for query in narrow),
    ]


def both(
    client: Client, application: GrantApplication, paths: list[str]
) -> tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]:
    """With the application, and without it, at the same moment."""
    client.raise_request_exception = False
    moment = timezone.now()
    with patch.object(timezone, "now", lambda: moment):
        with_it = walk(client, paths)
        forget(application)
        return with_it, walk(client, paths)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "tie"),
    [
        ("nils", officer_has_seen_it),
        ("rut", works_there),
        ("elsa", officer_has_seen_it),
        ("petra", officer_has_seen_it),
    ],
)
def test_whoever_has_an_interest_finds_nothing_of_it(
    cast: Cast,
    turn: Round,
    all_is_up: None,
    places: dict[str, Any],
    client: Client,
    name: str,
    tie: Tie,
) -> None:
    who = getattr(cast, name)
    application = told_of(turn, cast, who)
    tie(application, who)
    client.force_login(who)
    with_it, without = both(client, application, paths_to(application, places))

    told = {path for path, (_status, text) in with_it.items() if any(one in text for one in SAID)}
    assert {path for path in told if not path.endswith("?q")} == set()  # an echo is no answer
    differing = {path for path in with_it if with_it[path] != without.get(path)}
    sent = [path for path in differing if not varies(client, path)]
    assert "\n".join(sorted(sent)) == ""


@pytest.mark.slow
@pytest.mark.django_db
def test_whoever_has_none_does_find_it(
    cast: Cast, turn: Round, all_is_up: None, places: dict[str, Any], client: Client
) -> None:
    """The test above can fail: where it stands is among what it asks for, and shows it to somebody
    who may open it."""
    application = told_of(turn, cast, cast.elsa)
    has_none(application, cast.elsa)
    client.force_login(cast.elsa)
    case, overview = f"/sv/grants/cases/{application.number}/", f"/sv/grants/handling/{ROUND}/"
    shown = (case, overview, "/sv/desk/letters/")
    asked = [path for path in paths_to(application, places) if path in shown]
    with_it, without = both(client, application, asked)

    assert {*shown} <= {*with_it}
    for path in shown:
        assert TITLE in with_it[path][1], path
        assert with_it[path] != without[path]
        assert TITLE not in without[path][1]
