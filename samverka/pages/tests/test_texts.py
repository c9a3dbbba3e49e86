"""Coordinators write what the partnership says of itself, and no earlier version is lost."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.pages import actions
from samverka.pages.models import Text, Version
from samverka.pages.telling import shown
from samverka.people.models import Person
from samverka.record.models import History

EDIT = "/en/texts/about/"


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def write(by: Person, sv: str = "Hej", en: str = "Hello", **facts: Any) -> Version:
    told: dict[str, Any] = {"slug": "about", "seen": 1}
    return actions.write_text(**{**told, "body_sv": sv, "body_en": en, "by": by, **facts})


def test_what_stood_there_before_is_the_first_version(cast: Cast) -> None:
    [first] = Version.objects.of("about")

    assert (first.number, first.by, first.body_sv, first.body_en) == (
        *(1, None, cast.partnership.about_sv, cast.partnership.about_en),
    )
    assert actions.found_texts() == []


def test_each_writing_is_a_new_version_with_who_and_why(cast: Cast) -> None:
    write(cast.elsa, note="Shorter")
    write(cast.elsa, sv="Hej igen", seen=2)

    assert [(one.number, one.by, one.note, one.body_sv) for one in Version.objects.of("about")][
        :2
    ] == [(3, cast.elsa, "", "Hej igen"), (2, cast.elsa, "Shorter", "Hej")]
    text = Text.objects.get(slug="about")
    assert list(History.objects.of(text).values_list("verb", "actor", "detail")) == [
        ("written", None, {"version": 1}),
        ("written", cast.elsa.pk, {"version": 2}),
        ("written", cast.elsa.pk, {"version": 3}),
    ]


def test_the_same_words_again_are_no_new_version(cast: Cast) -> None:
    assert write(cast.elsa).number == write(cast.elsa, seen=2).number == 2


def test_an_earlier_version_comes_back_as_a_new_one(cast: Cast) -> None:
    write(cast.elsa)
    [_second, first] = Version.objects.of("about")
    back = actions.restore_version(version=first, by=cast.elsa, seen=2)

    assert (back.number, back.body_sv, back.note) == (3, first.body_sv, "As in version 1")


def test_who_saw_an_older_version_is_told_and_loses_nothing(client: Client, cast: Cast) -> None:
    write(cast.elsa)
    with pytest.raises(Refused, match="Somebody else changed this text"):
        write(cast.elsa, sv="Mine", seen=1)

    client.force_login(cast.elsa)
    answer = client.post(EDIT, {"body_sv": "Mine", "body_en": "", "seen": 1})
    assert (answer.status_code, answer.context["form"]["body_sv"].value()) == (422, "Mine")
    again = client.post(EDIT, {"body_sv": "Mine", "seen": answer.context["seen"]})
    assert (again.status_code, Version.objects.of("about")[0].body_sv) == (302, "Mine")


@pytest.mark.parametrize("who", ["kim", "nils", "amina", "olof"])
def test_nobody_but_coordinators_writes(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="Only coordinators"):
        write(getattr(cast, who))


def test_a_partnership_from_before_there_were_versions_loses_nothing(cast: Cast) -> None:
    Text.objects.all().delete()
    before = shown("about", cast.partnership)
    write(cast.elsa, seen=0)

    assert before is not None
    assert before.changed_at is None
    assert [one.number for one in Version.objects.of("about")] == [2, 1]
    assert Version.objects.of("about")[1].body_sv == cast.partnership.about_sv


def test_the_other_language_is_shown_and_marked_where_only_it_exists(
    client: Client, cast: Cast
) -> None:
    write(cast.elsa, sv="## Bara svenska", en=" ")

    english = client.get("/en/about/").content.decode()
    swedish = client.get("/sv/about/").content.decode()

    assert '<div class="prose" lang="sv"><h2>Bara svenska</h2>' in english
    assert "This text is only in Swedish so far." in english
    assert '<div class="prose"><h2>Bara svenska</h2>' in swedish


def test_one_looks_before_one_saves_and_needs_no_script(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    answer = client.post(EDIT, {"body_sv": "# Hej\n\n<b>", "seen": 1, "as": "preview"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h2>Hej</h2>" in page
    assert "&lt;b&gt;" in page
    assert Version.objects.of("about").count() == 1


def test_a_link_that_leads_nowhere_good_is_named(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)

    answer = client.post(EDIT, {"body_sv": "[x](ftp://a.se)", "seen": 1})

    assert answer.status_code == 422
    assert "This link does not work here: ftp://a.se." in answer.content.decode()


def test_history_comparison_and_going_back_are_pages(client: Client, cast: Cast) -> None:
    write(cast.elsa, note="Shorter")
    client.force_login(cast.elsa)

    history = client.get(f"{EDIT}history/").content.decode()
    compared = client.get(f"{EDIT}compare/?old=1&new=2").content.decode()
    back = client.post(f"{EDIT}restore/1/", {"seen": 2})

    assert "Elsa Exempel · Shorter" in history
    assert "<ins>Hej</ins>" in compared
    assert "<del>" in compared
    assert (back.status_code, Version.objects.of("about").count()) == (302, 3)


@pytest.mark.parametrize("query", ["", "?old=x&new=-1", "?new=999999999999999999999", "?old=7"])
def test_any_numbers_can_be_compared(client: Client, cast: Cast, query: str) -> None:
    client.force_login(cast.elsa)

    assert client.get(f"{EDIT}compare/{query}").status_code == 200


@pytest.mark.parametrize("versions", [1, 3, 20])
def test_the_history_costs_the_same_however_long(
    client: Client, cast: Cast, versions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(versions):
        write(cast.elsa, sv=f"Nummer {number}", seen=number + 1)
    client.force_login(cast.elsa)

    with django_assert_num_queries(5):
        assert len(client.get(f"{EDIT}history/").context["versions"]) == versions + 1


def test_a_text_without_words_is_no_page(client: Client, cast: Cast) -> None:
    found = [
        client.get(f"/en/about/{slug}/").status_code
        for slug in ("social-innovation", "have-an-idea", "about", "privacy", "nothing")
    ]

    assert found == [200, 200, 404, 404, 404]
    assert client.get("/p/grannlanet/en/about/social-innovation/").status_code == 404


def test_the_neighbours_write_their_own(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        write(cast.olof, seen=0)
        assert Version.objects.of("about").count() == 1
    assert Version.objects.of("about").count() == 1
