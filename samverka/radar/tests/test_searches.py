"""Somebody keeps a choice among calls, and hears of new ones in it, as often as they like."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.collaboration.tests.pages import read, signed_in
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.radar.actions.searches import (
    MOST,
    change_search,
    remove_search,
    save_search,
    take_back_search,
    tell_of_searches,
)
from samverka.radar.models import SavedSearch
from samverka.radar.tests.story import found
from samverka.record.models import Letter
from tests.patience import examples

HERE = "/en/calls/searches/"


def monday() -> datetime:
    """The next one, at noon."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=7 - noon.weekday())


def subjects() -> list[str]:
    return list(Letter.objects.order_by("id").values_list("subject", flat=True))


def test_a_choice_is_saved_from_the_list_and_found_again(cast: Cast, amina: Person) -> None:
    client = signed_in(amina)
    page = read(client.get(f"{HERE}save/?level=national&theme=&level=zebra&page=3"))
    assert "National" in page
    told = {"query": "level=national&level=zebra", "name": "Ours", "every": "day"}
    answer = client.post(f"{HERE}save/", told, follow=True)

    search = SavedSearch.objects.get()
    assert (search.query, search.name, search.every) == ("level=national", "Ours", "day")
    assert "Ours" in read(answer)
    assert search.get_absolute_url() == "/en/calls/?level=national"
    client.post(f"{HERE}save/", told | {"name": "Ours again"})
    assert [one.name for one in SavedSearch.objects.all()] == ["Ours again"]


def test_new_calls_are_told_once_a_day_or_on_mondays_or_never(cast: Cast, amina: Person) -> None:
    Letter.objects.all().delete()
    for every in SavedSearch.Every.values:
        level = {"day": "national", "week": "regional", "never": "european"}[every]
        save_search(query=f"level={level}", name=every.title(), every=every, by=amina)
    for level in ("national", "regional", "european"):
        found(level, level=level)
    found("proposed", state="proposed")

    assert tell_of_searches(now=timezone.now()) == 0  # they have just been saved
    days = [monday() + timedelta(days=n) for n in range(-1, 2)]
    if timezone.localdate(days[0]) == timezone.localdate():
        days = days[1:]
    [tell_of_searches(now=day) for day in days]

    said = "A new call in a search of yours: Growing together"
    if len(days) == 3:
        assert subjects() == [f"{said} national", f"{said} regional"]
    else:
        assert subjects() == ["2 new calls in your searches"]
    assert set(Letter.objects.values_list("state", flat=True)) == {"gathered"}
    assert tell_of_searches(now=monday() + timedelta(days=9)) == 0


def test_a_call_in_two_searches_is_told_of_once(cast: Cast, amina: Person) -> None:
    Letter.objects.all().delete()
    save_search(query="", name="All", every="day", by=amina)
    save_search(query="level=national", name="National", every="day", by=amina)
    found("one")

    assert tell_of_searches(now=timezone.now() + timedelta(days=1)) == 1

    assert subjects() == ["A new call in a search of yours: Growing together one"]
    assert tell_of_searches(now=timezone.now() + timedelta(days=2)) == 0


def test_a_search_is_changed_taken_away_and_taken_back(cast: Cast, amina: Person) -> None:
    Letter.objects.all().delete()
    search = save_search(query="level=national", name="Ours", every="never", by=amina)
    found("one")
    change_search(search=search, name="Ours", every="day", by=amina)
    assert tell_of_searches(now=timezone.now() + timedelta(days=1)) == 0  # no news any more
    remove_search(search=search, by=amina)
    found("two")
    assert tell_of_searches(now=timezone.now() + timedelta(days=2)) == 0
    page = read(signed_in(amina).get("/en/calls/mine/"))
    assert "Taken away lately" in page
    take_back_search(search=search, by=amina)
    assert tell_of_searches(now=timezone.now() + timedelta(days=3)) == 1


def test_each_has_their_own(cast: Cast, amina: Person) -> None:
    search = save_search(query="", name="Amina's", every="day", by=amina)
    client = signed_in(cast.rut)
    assert "Amina's" not in read(client.get("/en/calls/mine/"))
    for path in ("", "remove/", "take-back/"):
        answer = client.post(f"{HERE}{search.pk}/{path}", {"name": "Mine", "every": "day"})
        assert answer.status_code == 404
    assert SavedSearch.objects.get().name == "Amina's"


def test_what_lacks_is_said_and_what_was_typed_stays(cast: Cast, amina: Person) -> None:
    search = save_search(query="", name="All", every="day", by=amina)
    client = signed_in(amina)
    answer = client.post(f"{HERE}{search.pk}/", {"name": "", "every": "hour"})
    assert answer.status_code == 422
    assert "Give it a name." in read(answer)
    assert "Choose how often." in read(answer)
    answer = client.post(f"{HERE}save/", {"name": "x" * 81, "every": "day"})
    assert (answer.status_code, "x" * 81 in read(answer)) == (422, False)
    assert b'value="' + b"x" * 81 in answer.content


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_search_and_for_three(
    cast: Cast, amina: Person, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    theme = "social-enterprises"
    for n in range(number):
        save_search(query=f"theme={theme}&q=word{n}", name=f"N{n}", every="day", by=amina)
        gone = save_search(query=f"q=gone{n}", name=f"G{n}", every="day", by=amina)
        remove_search(search=gone, by=amina)
    client = signed_in(amina)

    with django_assert_num_queries(7):
        assert client.get("/en/calls/mine/").status_code == 200


WORDS = st.one_of(st.text(max_size=60), st.integers().map(str))


@pytest.mark.slow
@given(words=st.lists(WORDS, min_size=3, max_size=3))
@examples(40)
def test_any_words_in_the_forms_are_answered(cast: Cast, amina: Person, words: list[str]) -> None:
    client = signed_in(amina)
    search = save_search(query="", name="All", every="day", by=amina)
    told = dict(zip(("query", "name", "every"), words, strict=True))
    for path in ("save/", f"{search.pk}/"):
        assert client.post(f"{HERE}{path}", told).status_code in (302, 422)
    assert client.get(f"{HERE}save/", {"q": words[0], "level": words[1]}).status_code == 200


def test_fifty_searches_are_the_most_also_of_those_taken_back(cast: Cast, amina: Person) -> None:
    kept = [
        save_search(query=f"q=word{n}", name=f"Word {n}", every="never", by=amina)
        for n in range(MOST)
    ]
    remove_search(search=kept[0], by=amina)
    save_search(query="q=instead", name="Instead", every="never", by=amina)

    with pytest.raises(Refused):
        take_back_search(search=kept[0], by=amina)
    answer = signed_in(amina).post(f"{HERE}{kept[0].pk}/take-back/", follow=True)

    assert "You have saved very many searches" in read(answer)
    assert SavedSearch.objects.current().filter(person=amina).count() == MOST
    again = save_search(query="q=word1", name="Another name", every="never", by=amina)
    assert (again.pk, again.name) == (kept[1].pk, "Another name")
