"""A visitor wants to come to a talk, or to know what was said."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership.models import Theme
from samverka.talks.models import Talk
from samverka.talks.templatetags.talks import hours


def only_these(upcoming: int, past: int) -> None:
    Talk.objects.all().delete()
    now, theme = timezone.now(), Theme.objects.all()[0]
    days = [*range(1, upcoming + 1), *range(-past, 0)]
    Talk.objects.bulk_create(
        Talk(
            slug=f"talk-{n}",
            title_sv=f"Samtal {n}",
            theme=theme,
            starts_at=now + timedelta(days=day),
            ends_at=now + timedelta(days=day, hours=2),
        )
        for n, day in enumerate(days)
    )


@pytest.mark.parametrize("talks", [1, 3, 120])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, talks: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(talks, talks)

    with django_assert_num_queries(4):
        response = client.get("/sv/talks/")

    assert len(response.context["later"]) == talks - 1
    assert response.context["page"].paginator.count == talks


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_next_talk_comes_first_and_the_latest_past_one_after(
    client: Client, cast: Cast, language: str
) -> None:
    context = client.get(f"/{language}/talks/").context

    assert [talk.slug for talk in context["next"]] == ["skateboard-and-cultivation"]
    assert [talk.slug for talk in context["later"]] == ["work-for-young-people"]
    assert [talk.slug for talk in context["page"]] == [
        "trust-in-welfare",
        "what-is-social-innovation",
    ]


def test_no_talk_is_planned(client: Client, cast: Cast) -> None:
    only_these(0, 0)

    page = client.get("/en/talks/").content.decode()

    assert "None is planned yet. Do you want to suggest a theme?" in page
    assert '<a class="button" href="/en/ideas/new/">Write to us about it</a>' in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_talk_tells_when_where_and_on_which_theme(
    client: Client, cast: Cast, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(15):
        response = client.get(f"/{language}/talks/skateboard-and-cultivation/")

    talk, page = response.context["talk"], response.content.decode()
    assert talk.place in page
    assert f'href="/{language}/themes/skateboard-and-cultivation/"' in page
    assert hours(talk) == "14–16"


def test_what_is_over_is_told_in_the_past(client: Client, cast: Cast) -> None:
    page = client.get("/en/talks/trust-in-welfare/").content.decode()

    assert "Community Talk that has been" in page
    assert "What we talked about" in page


def test_hours_tell_minutes_only_where_there_are_some() -> None:
    at = timezone.make_aware(datetime(2026, 12, 9, 13, 30))

    assert hours(Talk(starts_at=at, ends_at=at + timedelta(minutes=150))) == "13.30–16"
    assert hours(Talk(starts_at=at, ends_at=at + timedelta(minutes=95))) == "13.30–15.05"


def test_a_talk_of_the_neighbours_does_not_exist_here(client: Client, cast: Cast) -> None:
    now = timezone.now()
    with scope(cast.neighbour.pk):
        theme = Theme.objects.create(slug="theirs", title_sv="Deras")
        Talk.objects.create(
            slug="over-there", title_sv="Där", theme=theme, starts_at=now, ends_at=now
        )

    assert client.get("/sv/talks/over-there/").status_code == 404
    assert client.get("/p/grannlanet/sv/talks/over-there/").status_code == 200
