"""A talk gives somebody an idea: the two know of each other, without an account or a script."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.writing import begin_writing
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import TEXT, TITLE, in_state, sent
from samverka.talks.models import Talk

TALK = "/en/talks/trust-in-welfare/"


@pytest.fixture(autouse=True)
def no_hurry(settings: LazySettings) -> None:
    settings.WRITING_SECONDS = 0


def talk() -> Talk:
    return Talk.objects.get(slug="trust-in-welfare")


def typed(**facts: str) -> dict[str, str]:
    return {"title": TITLE, "text": TEXT, "consent": "on", "writing": begin_writing(), **facts}


def test_an_idea_carries_along_the_talk_that_gave_it(
    client: Client, cast: Cast, indexed: None
) -> None:
    [address] = re.findall(r'href="(/en/ideas/new/[^"]+)"', client.get(TALK).content.decode())
    page = client.get(address).content.decode()
    assert '<input type="checkbox" name="talk" value="trust-in-welfare" checked>' in page

    refused = client.post("/en/ideas/new/send/", typed(text="", talk="trust-in-welfare"))
    assert 'name="talk" value="trust-in-welfare" checked' in refused.content.decode()
    answer = client.post("/en/ideas/new/send/", typed(talk="trust-in-welfare"), follow=True)
    assert Idea.objects.get(title=TITLE).talk == talk()
    assert f'<a href="{TALK}">' in answer.content.decode()


@pytest.mark.parametrize("slug", ["", "is-gone", "draft", "x\0y", "x" * 500])
def test_an_idea_is_never_stopped_by_a_talk_that_is_not_there(
    client: Client, cast: Cast, indexed: None, slug: str
) -> None:
    Talk.objects.filter(slug="work-for-young-people").update(slug="draft", state="draft")
    page = client.get("/en/ideas/new/", {"talk": slug})
    assert 'name="talk"' not in page.content.decode()
    client.post("/en/ideas/new/send/", typed(talk=slug))
    assert Idea.objects.get(title=TITLE).talk is None


def test_the_talk_lists_what_may_be_read_and_the_idea_names_the_talk(
    client: Client, cast: Cast, indexed: None
) -> None:
    idea = sent(talk=talk(), may_show=True)
    assert TITLE not in client.get(TALK).content.decode()
    Idea.objects.filter(pk=idea.pk).update(published_at=idea.sent_at)
    assert TITLE in client.get(TALK).content.decode()
    assert f'<a href="{TALK}">' in client.get(f"/en/ideas/{idea.pk}/").content.decode()
    client.force_login(cast.elsa)
    assert f'<a href="{TALK}">' in client.get(f"/en/ideas/inbox/{idea.pk}/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        idea = in_state("in_care", talk=talk(), may_show=True)
        Idea.objects.filter(pk=idea.pk).update(published_at=idea.sent_at)
    with django_assert_num_queries(15):
        client.get(TALK)
