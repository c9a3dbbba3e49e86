"""Good company: who is proposed, and that every reason told is one that counted."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.partnership.models import Municipality, Organisation
from samverka.projects.models import Project
from samverka.suggest import index
from samverka.suggest.company import Companion, Wishes, company, with_newcomers

KITCHEN = (
    "We grow vegetables with women born abroad, and want to cook and sell what we harvest."
    " We lack a kitchen and somebody who knows how to start a cooperative."
)
NOTHING = "zzzz qqqq xxxx"  # shares no word with anybody


@pytest.fixture(autouse=True)
def read_in_english(indexed: None) -> None:
    translation.activate("en")


def org(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def why(one: Companion) -> str:
    html = render_to_string("suggest/company_why.html", {"one": one, "said_by": "you"})
    return " ".join(html.split())


def test_who_says_that_they_do_it_is_proposed_in_the_readers_own_words(cast: Cast) -> None:
    found = company(KITCHEN, have=[org("foreningen-gronskan").pk], limit=5)

    assert len(found) == 5
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.own for one in found)
    # They say that they are cooperatives; the others teach, which is near.
    names = {one.organisation.name for one in found}
    assert names >= {"Bredsjö kulturkooperativ", "Kooperativet Laga & Låna"}
    assert all("<mark>" in why(one) or "Both are about" in why(one) for one in found)


def test_what_they_have_done_and_with_whom_is_told(cast: Cast) -> None:
    project = Project.objects.get(slug="women-born-abroad-cultivation")
    greenery, church = org("foreningen-gronskan"), org("svenska-kyrkan")
    project.partners.set([greenery, church])
    index.rebuild()

    [found] = [
        one for one in company(KITCHEN, have=[greenery.pk], limit=20) if one.organisation == church
    ]

    assert found.similar
    assert found.sentences == ["Has worked with Föreningen Grönskan"]
    assert f"Has taken part in a similar project: {project.title}." in why(found)


def test_those_who_take_part_and_those_left_out_are_not_proposed(cast: Cast) -> None:
    first = company(KITCHEN, have=[], limit=3)
    keys = [one.organisation.pk for one in first]

    then = company(KITCHEN, have=keys[:1], without=keys[1:], limit=20)

    assert not {one.organisation.pk for one in then} & set(keys)


def test_a_wish_counts_and_is_told_also_where_nothing_else_speaks(cast: Cast) -> None:
    place = Municipality.objects.get(name="Hällefors")
    wishes = Wishes(["municipality"], place)

    [found] = company(NOTHING, have=[], wishes=wishes)

    assert found.organisation.name == "Hällefors kommun"
    assert found.sentences == [
        "Is of the kind you look for: municipality",
        "Is where you look: Hällefors",
    ]
    assert 0 < found.score < 1
    assert company(NOTHING, have=[]) == []


def test_without_a_reason_nobody_is_proposed(cast: Cast) -> None:
    for one in company(KITCHEN, have=[], wishes=Wishes(["cooperative"]), limit=40):
        assert why(one) != ""
        assert one.score > 0


def test_a_place_in_five_is_for_those_who_are_new_here(cast: Cast) -> None:
    old = [Companion(one, against=0.1) for one in Organisation.objects.all()[:10]]
    lately = timezone.localdate() - timedelta(days=100)
    new = [Companion(Organisation(name="New", joined_on=lately), against=0.9) for _ in range(3)]

    chosen = with_newcomers([*old, *new], limit=5)

    assert [one.is_new for one in chosen] == [False] * 4 + [True]
    assert with_newcomers(old, limit=5) == sorted(old, key=lambda o: o.organisation.name)[:5]


def test_who_is_no_longer_a_partner_is_not_proposed(cast: Cast) -> None:
    best = company(KITCHEN, have=[], limit=1)[0].organisation
    best.left_on = timezone.localdate()
    best.save()  # the index has not been told yet

    assert best not in [one.organisation for one in company(KITCHEN, have=[], limit=40)]
