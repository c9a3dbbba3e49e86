"""A visitor looks for somebody who wants the same."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership.models import SECTORS, Municipality, Organisation, Theme

YESTERDAY = timezone.localdate() - timedelta(days=1)


def only_these(number: int) -> None:
    """Everybody leaves; so many new ones join, with a place and a theme."""
    Organisation.objects.update(left_on=YESTERDAY)
    place, theme = Municipality.objects.get(name="Nora"), Theme.objects.all()[0]
    made = Organisation.objects.bulk_create(
        Organisation(
            slug=f"new-{n}",
            name=f"New {n:04}",
            kind="association",
            municipality=place,
            joined_on=YESTERDAY,
        )
        for n in range(number)
    )
    through = Organisation.themes.through
    through.objects.bulk_create(through(organisation_id=one.pk, theme_id=theme.pk) for one in made)


def names_on(client: Client, address: str) -> list[str]:
    return [one.name for one in client.get(address).context["page"]]


@pytest.mark.slow
@pytest.mark.parametrize("partners", [1, 3, 40, 4000])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, partners: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(partners)

    with django_assert_num_queries(18):
        response = client.get("/sv/partners/")

    assert len(response.context["page"].object_list) == min(partners, 100)
    assert response.context["real"] == partners


@pytest.mark.slow
@pytest.mark.parametrize("partners", [3, 4000])
def test_searching_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, partners: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(partners)

    with django_assert_num_queries(20):
        response = client.get("/en/partners/?q=new&municipality=1884&kind=association")

    assert response.context["page"].paginator.count == partners


def test_partners_stand_together_with_those_of_their_sector(client: Client, cast: Cast) -> None:
    sectors = client.get("/en/partners/").context["sectors"]

    assert [(str(name), number, len(partners)) for name, number, partners in sectors] == [
        ("Civil society, social economy and companies", 27, 27),
        ("Municipalities", 10, 10),
        ("Agencies, region and university", 7, 7),
    ]


def test_every_kind_has_one_sector() -> None:
    assert sorted(kind for kinds in SECTORS.values() for kind in kinds) == sorted(Organisation.Kind)


def test_a_sector_tells_how_many_it_has_on_all_pages(client: Client, cast: Cast) -> None:
    only_these(101)

    first, second = client.get("/en/partners/"), client.get("/en/partners/?page=2")

    assert [(number, len(shown)) for _, number, shown in first.context["sectors"]] == [(101, 100)]
    assert [(number, len(shown)) for _, number, shown in second.context["sectors"]] == [(101, 1)]
    assert 'href="?page=2"' in first.content.decode()


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ("q=ÖREBRO+stad", ["Örebro stadsmission"]),
        ("q=hällefors&kind=municipality", ["Hällefors kommun"]),
        (
            "municipality=1863",
            ["Bredsjö kulturkooperativ", "Hällefors folkhögskola", "Hällefors kommun"],
        ),
        ("kind=region&kind=university", ["Region Örebro län", "Örebro universitet"]),
        ("theme=skateboard-and-cultivation&municipality=1880", ["Örebro Skateboard"]),
        ("q=no+such+partner", []),
        ("q=(", ["Finsam/Samordningsförbundet (2)", "Finsam/Samordningsförbundet (3)"]),
    ],
)
def test_choices_narrow_the_list(
    client: Client, cast: Cast, choices: str, found: list[str]
) -> None:
    assert names_on(client, f"/sv/partners/?{choices}") == found


def test_somebody_who_does_not_say_where_they_are_is_told_quietly(
    client: Client, cast: Cast
) -> None:
    page = client.get("/en/partners/?q=coompanion").content.decode()

    assert "Cooperative · municipality not known" in page


def test_an_unknown_choice_is_left_out_and_said(client: Client, cast: Cast) -> None:
    response = client.get("/en/partners/?kind=guild&municipality=0000&theme=university&q=abf")

    assert [one.name for one in response.context["page"]] == ["ABF"]
    assert response.context["narrowing"].unknown == [
        ("Kind", "guild"),
        ("Municipality", "0000"),
        ("Theme", "university"),
    ]
    assert "Kind: “guild” is not among the choices, so it is left out." in response.content.decode()


@pytest.mark.parametrize("nonsense", ["%00", "%FF%FE", "%ED%A0%80", "a%00b", "%5B", "x" * 5000])
@pytest.mark.parametrize("field", ["q", "kind", "municipality", "theme", "page"])
def test_nonsense_in_the_address_never_stops_the_page(
    client: Client, cast: Cast, field: str, nonsense: str
) -> None:
    assert client.get(f"/sv/partners/?{field}={nonsense}").status_code == 200


def test_municipalities_without_a_partner_are_a_fact_worth_showing(
    client: Client, cast: Cast
) -> None:
    places = client.get("/en/partners/").context["county"].missing

    assert [place.name for place in places] == ["Degerfors", "Nora"]


def test_nobody_fits_the_choices(client: Client, cast: Cast) -> None:
    page = client.get("/en/partners/?q=xyzzy").content.decode()

    assert "No partner fits all your choices. Take away one of them, or look at everybody." in page
    assert '<a class="button" href="/en/partners/">Show all partners</a>' in page


def test_nobody_has_joined_yet(client: Client, cast: Cast) -> None:
    only_these(0)

    page = client.get("/en/partners/").content.decode()

    assert "None has been entered yet." in page
    assert '<a class="button" href="/en/about/">Read about the partnership</a>' in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_partner_tells_what_it_does_and_what_it_takes_part_in(
    client: Client, cast: Cast, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):
        response = client.get(f"/{language}/partners/coompanion/")

    assert response.context["partner"].name == "Coompanion"
    assert [one.slug for one in response.context["services"]] == [
        "coompanion-social-innovation",
        "coompanion-starting-together",
    ]
    assert [one.slug for one in response.context["themes"]] == [
        "what-is-social-innovation",
        "social-enterprises",
    ]


def test_a_text_that_the_partner_has_not_written_is_marked(client: Client, cast: Cast) -> None:
    before = client.get("/en/partners/coompanion/").content.decode()
    Organisation.objects.update(about_is_example=False)
    after = client.get("/en/partners/coompanion/").content.decode()

    assert "until the partner writes its own" in before
    assert "until the partner writes its own" not in after


def test_a_partner_that_has_left_or_not_yet_joined_has_no_page(client: Client, cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Organisation.objects.filter(slug="abf").update(left_on=timezone.localdate())
    Organisation.objects.filter(slug="bilda").update(joined_on=tomorrow)
    Organisation.objects.filter(slug="nbv").update(joined_on=None)

    for slug in ("abf", "bilda", "nbv"):
        assert client.get(f"/sv/partners/{slug}/").status_code == 404
        assert not Organisation.objects.get(slug=slug).is_partner
    assert Organisation.objects.get(slug="coompanion").is_partner


def test_a_partner_of_the_neighbours_does_not_exist_here(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        Organisation.objects.create(
            slug="over-there", name="Over there", kind="church", joined_on=YESTERDAY
        )

    assert client.get("/sv/partners/over-there/").status_code == 404
    assert names_on(client, "/sv/partners/?q=over+there") == []
    assert client.get("/p/grannlanet/sv/partners/over-there/").status_code == 200
    assert names_on(client, "/p/grannlanet/sv/partners/") == ["Over there"]
