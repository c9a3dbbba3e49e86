"""Whose pages is the visitor on? By host name, by path, or the default ones."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.tenancy import OutOfScope, current_partnership_id, whole_address
from samverka.ideas import actions
from samverka.ideas.tests.story import sent
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Organisation, Partnership
from samverka.record.models import Letter
from samverka.support.models import Service

HERE, NEXT_DOOR = "Partnership for Social Innovation", "The Partnership next door"


def owner(page: bytes) -> str:
    [name] = [name for name in (HERE, NEXT_DOOR) if name in page.decode()]
    return name


@pytest.mark.parametrize(
    ("host", "path", "whose"),
    [
        ("testserver", "/en/", HERE),
        ("grann.example", "/en/", NEXT_DOOR),
        ("GRANN.EXAMPLE:8000", "/en/", NEXT_DOOR),
        ("testserver", "/p/grannlanet/en/", NEXT_DOOR),
        ("grann.example", "/p/psi/en/", HERE),
        ("testserver", "/p/psi/en/", HERE),
    ],
)
def test_the_pages_are_theirs(
    client: Client, cast: Cast, settings: LazySettings, host: str, path: str, whose: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "grann.example"]
    Partnership.objects.filter(pk=cast.neighbour.pk).update(host="grann.example")

    answer = client.get(path, headers={"host": host})

    assert answer.status_code == 200
    assert owner(answer.content) == whose


def test_links_below_a_path_stay_below_it(client: Client, cast: Cast) -> None:
    page = client.get("/p/grannlanet/en/").content.decode()

    assert 'href="/p/grannlanet/en/ideas/"' in page
    assert 'href="/en/' not in page
    assert 'href="/p/grannlanet/sv/"' in page


def test_the_visitors_language_is_found_below_a_path_too(client: Client, cast: Cast) -> None:
    answer = client.get("/p/grannlanet/", headers={"accept-language": "en"})

    assert (answer.status_code, answer["Location"]) == (302, "/p/grannlanet/en/")


def test_one_visit_leaves_no_trace_for_the_next(client: Client, cast: Cast) -> None:
    client.get("/p/grannlanet/en/")

    assert get_script_prefix() == "/"
    assert owner(client.get("/en/").content) == HERE
    assert 'href="/p/' not in client.get("/en/").content.decode()


@pytest.mark.parametrize("path", ["/p/nobody/en/", "/p/psi2/", "/p/%00/en/", "/p/"])
def test_where_there_is_no_partnership(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_installation_without_any_says_what_to_do(client: Client, cast: Cast) -> None:
    Partnership.objects.filter(is_default=True).update(is_default=False)

    answer = client.get("/sv/")

    assert answer.status_code == 404
    assert "samverka partnership create" in answer.content.decode()
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver:x"])
def test_a_host_that_is_not_ours_is_answered_with_a_page(
    client: Client, cast: Cast, host: str
) -> None:
    assert client.get("/sv/", headers={"host": host}).status_code == 400


def test_a_job_works_where_the_partnership_belongs(cast: Cast) -> None:
    with working_for(cast.neighbour):
        assert current_partnership_id() == cast.neighbour.pk
        address = whole_address(reverse("ideas:list"))
    assert address == "http://127.0.0.1:8000/p/grannlanet/sv/ideas/"

    with working_for(cast.partnership):
        assert whole_address(reverse("ideas:list")) == "http://127.0.0.1:8000/sv/ideas/"

    cast.neighbour.host = "grann.example"
    with working_for(cast.neighbour):
        assert whole_address(reverse("ideas:list")) == "http://grann.example/sv/ideas/"
    assert get_script_prefix() == "/"


def test_a_reminder_from_next_door_leads_next_door(client: Client, cast: Cast) -> None:
    with working_for(cast.neighbour):
        firm = Organisation.objects.create(slug="firm", name="Firm", kind="company")
        service = Service.objects.create(
            organisation=firm, slug="s", name_sv="Råd", contact_email="rad@firm.example"
        )
        actions.route_idea(idea=sent(), to=[service], by=cast.olof)
        actions.remind_advisors(now=timezone.now() + timedelta(days=5))
        letters = Letter.objects.filter(to="rad@firm.example").values_list("body", flat=True)
        addresses = [word for body in letters for word in body.split() if word.startswith("http")]

    assert len(addresses) == 6  # three answers to press, asked and reminded
    for address in addresses:
        path = address.removeprefix("http://127.0.0.1:8000")
        assert path.startswith("/p/grannlanet/sv/ideas/answer/")
        assert client.get(path).status_code == 200


def test_outside_it_nothing_can_be_asked(db: None) -> None:
    with pytest.raises(OutOfScope):
        current_partnership_id()
