"""A visitor looks at the map and the network, and finds whom they know in common."""

from datetime import timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
from defusedxml.ElementTree import fromstring
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.home.pictures.network import MOST
from samverka.partnership.models import Municipality, Organisation, Seat
from samverka.projects.models import Project

LIST, NETWORK = "/en/partners/", "/en/partners/network/"


def only_these(number: int) -> list[Organisation]:
    """Everybody leaves and every project goes; so many new ones share a project three and three."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Organisation.objects.update(left_on=yesterday)
    Project.objects.all().delete()
    place = Municipality.objects.get(name="Nora")
    made = Organisation.objects.bulk_create(
        Organisation(
            slug=f"new-{n}",
            name=f"New {n:03}",
            kind="association",
            municipality=place,
            joined_on=yesterday,
        )
        for n in range(number)
    )
    for n in range(0, number, 3):
        project = Project.objects.create(slug=f"new-{n}", title_sv=f"Nytt {n}")
        project.partners.set(made[n : n + 3])
    return made


def drawing(page: str, name: str) -> str:
    start = page.index(f'<svg class="{name}')
    return page[start : page.index("</svg>", start) + len("</svg>")]


@pytest.mark.parametrize("number", [3, 300])
@pytest.mark.parametrize(
    ("address", "queries"),
    [(LIST, 18), (f"{LIST}?municipality=1884", 20), (NETWORK, 14), (f"{NETWORK}?chosen=new-1", 14)],
)
def test_it_costs_the_same_for_three_and_for_three_hundred(
    client: Client,
    cast: Cast,
    address: str,
    queries: int,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    only_these(number)

    with django_assert_num_queries(queries):
        answer = client.get(address)

    assert answer.status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("partners/", "county"),
        ("partners/?municipality=1884", "county"),
        ("partners/", "network"),
        ("partners/network/", "network"),
        ("partners/network/?chosen=coompanion&through=committee", "network"),
    ],
)
def test_every_link_in_a_picture_leads_somewhere(
    client: Client, cast: Cast, language: str, path: str, picture: str
) -> None:
    address = f"/{language}/{path}"
    page = client.get(address).content.decode()

    root = fromstring(drawing(page, picture))

    links = [link.get("href") for link in root.iter("a")]
    assert len(links) >= 12
    for link in links[::4]:  # each costs a page
        where, _, part = urljoin(address, link).partition("#")
        answer = client.get(where)
        assert answer.status_code == 200
        assert f'id="{part}"' in answer.content.decode()
    assert root.find("title") is not None
    assert root.find("desc") is not None


def test_a_municipality_is_chosen_and_its_partners_stand_beside_the_map(
    client: Client, cast: Cast
) -> None:
    answer = client.get(f"{LIST}?municipality=1863")

    assert answer.context["county"].chosen.name == "Hällefors"
    assert [one.name for one in answer.context["there"]] == [
        "Bredsjö kulturkooperativ",
        "Hällefors folkhögskola",
        "Hällefors kommun",
    ]
    assert 'aria-label="Hällefors: 3 partners"' in answer.content.decode()


def test_nobody_is_in_nora_and_the_page_says_so(client: Client, cast: Cast) -> None:
    page = unescape(client.get(f"{LIST}?municipality=1884").content.decode())

    assert "No partner has said that it is in Nora yet." in page


def test_projects_are_where_their_partners_are(client: Client, cast: Cast) -> None:
    here = Organisation.objects.get(slug="hallefors-kommun")
    project = Project.objects.create(slug="mine", title_sv="Gruvan", title_en="The mine")
    project.partners.set([here, Organisation.objects.get(slug="hallefors-folkhogskola")])

    answer = client.get(f"{LIST}?municipality=1863")

    assert answer.context["county"].chosen.projects == 1
    assert list(answer.context["projects_there"]) == [project]
    assert "Hällefors: 3 partners, 1 project" in answer.content.decode()


def test_the_finding_is_said_in_words(client: Client, cast: Cast) -> None:
    county, network = (
        fromstring(drawing(client.get(LIST).content.decode(), one)) for one in ("county", "network")
    )

    says = (county.findtext("desc") or "").strip()
    assert says.startswith("Partners known to be there: Örebro 7, Hällefors 3, Askersund 2,")
    assert says.endswith("No partner yet in: Degerfors, Nora.")
    assert "Most together: " in (network.findtext("desc") or "")


def test_those_of_the_committee_of_2024_have_met(client: Client, cast: Cast) -> None:
    answer = client.get(f"{NETWORK}?chosen=coompanion&through=committee")

    assert [
        (other.name, [tie.what for tie in ties]) for other, ties in answer.context["company"]
    ] == [
        (name, ["The working committee 2024"])
        for name in (
            "Fontänhuset Örebro",
            "Möckelnföreningarna",
            "Region Örebro län",
            "Samordningsförbundet Sydnärke",
            "Stiftelsen Activa",
            "Örebro universitet",
        )
    ]


def test_no_real_organisation_stands_in_an_invented_project(client: Client, cast: Cast) -> None:
    for link in client.get(f"{NETWORK}?through=project").context["network"].links:
        assert link.one.example
        assert link.other.example
        assert all(tie.example for tie in link.ties)


def test_the_picture_says_how_many_it_leaves_out(client: Client, cast: Cast) -> None:
    only_these(99)

    answer = client.get(NETWORK)

    assert answer.context["picture"].shown == MOST
    assert "Showing the 60 most connected of 99." in answer.content.decode()
    assert answer.context["page"].paginator.count == 99  # three pairs of each three


def test_what_changes_is_seen_at_once(client: Client, cast: Cast) -> None:
    one, other = only_these(2)
    before = client.get(NETWORK).context["network"].links[0].weight
    Project.objects.create(slug="more", title_sv="Mer").partners.set([one, other])
    after = client.get(NETWORK).context["network"].links[0].weight
    other.left_on = timezone.localdate()
    other.save()

    assert (before, after) == (1, 2)
    assert client.get(NETWORK).context["network"].links == []
    assert "No lines yet" in client.get(NETWORK).content.decode()


def test_nothing_is_kept_from_before_the_cache_was_cleared(client: Client, cast: Cast) -> None:
    one, _ = only_these(2)
    client.get(NETWORK)
    Organisation.objects.filter(pk=one.pk).update(name="Renamed")
    caches["process"].clear()

    assert "Renamed" in client.get(NETWORK).content.decode()


def test_a_seat_that_is_still_held_counts_until_this_year(client: Client, cast: Cast) -> None:
    year = timezone.localdate().year
    one, other = only_these(2)
    for who in (one, other):
        Seat.objects.create(organisation=who, since=timezone.localdate().replace(year - 1, 1, 1))

    link = client.get(f"{NETWORK}?through=committee").context["network"].links[0]

    assert [tie.what for tie in link.ties] == [
        f"The working committee {year - 1}",
        f"The working committee {year}",
    ]


def test_the_network_of_the_neighbours_is_their_own(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        yesterday = timezone.localdate() - timedelta(days=1)
        Organisation.objects.create(slug="x", name="Over there", kind="church", joined_on=yesterday)

    page = client.get("/p/grannlanet/en/partners/network/").content.decode()

    assert "Over there" in page
    assert "Coompanion" not in page


@pytest.mark.parametrize("nonsense", ["%00", "%FF%FE", "a%00b", "%5B", "x" * 5000])
@pytest.mark.parametrize("field", ["chosen", "through", "kind", "municipality", "theme", "page"])
def test_nonsense_in_the_address_never_stops_the_network(
    client: Client, cast: Cast, field: str, nonsense: str
) -> None:
    assert client.get(f"{NETWORK}?{field}={nonsense}").status_code == 200
