"""Which calls fit an organisation, what its noes teach, how much it wants to see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.actions import Wanted, begin_search, publish_search
from samverka.collaboration.tests.pages import read, signed_in
from samverka.common.refusal import Outdated, Refused
from samverka.partnership.models import Organisation, Theme
from samverka.people.models import Person
from samverka.radar.actions.stances import dismiss_call, follow_call, take_back_dismissal
from samverka.radar.actions.tuning import forget_lessons, remember_lessons, tune
from samverka.radar.fits import asking, fits_of
from samverka.radar.models import Tuning
from samverka.radar.telling.for_us import for_us
from samverka.radar.tests.story import found, in_days
from samverka.suggest import index

HERE = "/en/calls/for-us/foreningen-gronskan/"


def slugs(organisation: Organisation) -> list[str]:
    return [one.call.slug for one in for_us(organisation).fits]


@pytest.fixture(autouse=True)
def the_index(indexed: None) -> None:
    Call.objects.all().delete()


def test_the_page_tells_why_and_whether_they_may_apply(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    found("one")
    found("municipal", applicants=["municipality"])
    found("abroad", countries=["NO"])
    index.rebuild()

    page = read(signed_in(amina).get(HERE))

    assert "2 calls that fit" in page
    assert "Growing together one" in page
    assert "Yes: an association may apply" in page
    assert "Almost: a municipality has to lead" in page
    assert "Growing together abroad" not in page
    assert "You have written that you work with" in page or "Both are about" in page


def test_a_search_of_theirs_speaks_for_a_call_and_is_told(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    found("boats", title_en="Old wooden boats", summary_en="Restoring wooden boats with youths.")
    index.rebuild()
    assert slugs(greenery) == []
    wanted = Wanted(
        until=in_days(30), title_en="Boats", what_en="We want to restore wooden boats with youths."
    )
    search = begin_search(organisation=greenery, wanted=wanted, by=amina)
    publish_search(search=search, by=amina)

    [fit] = for_us(greenery).fits

    assert (fit.call.slug, fit.fit.voice.kind) == ("boats", "search")
    assert "From what you look for: Boats" in read(signed_in(amina).get(HERE))


def test_a_no_teaches_and_what_it_taught_can_be_thrown_away_and_taken_back(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    large, other = found("large", amount_max=900_000), found("larger", amount_max=1_000_000)
    small = found("small", amount_max=50_000)
    index.rebuild()
    tune(organisation=greenery, width="many", letters=True, by=amina)
    before = {one.call.pk: one.fit.score for one in for_us(greenery).fits}

    dismiss_call(call=large, organisation=greenery, reason="too_large", by=amina)
    after = {one.call.pk: one for one in for_us(greenery).fits}

    assert set(after) == {other.pk, small.pk}
    assert after[small.pk].fit.score == before[small.pk]
    assert after[other.pk].fit.score == pytest.approx(before[other.pk] * 0.7)
    said = "Calls of SEK 900,000 and more come lower, after 1 no."
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in after[other.pk].lowered] == [said]
    forget_lessons(organisation=greenery, by=amina)
    assert for_us(greenery).lessons == []
    assert for_us(greenery).has_forgotten
    remember_lessons(organisation=greenery, by=amina)
    assert len(for_us(greenery).lessons) == 1
    take_back_dismissal(call=large, organisation=greenery, by=amina)
    assert {one.call.pk: one.fit.score for one in for_us(greenery).fits} == before


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("cannot_apply", ["Calls of Stiftelsen Exempelfonden come lower, after 1 no."]),
        ("wrong_place", ["Calls on the national level come lower, after 1 no."]),
        (
            "wrong_theme",
            [
                "Calls about “Social enterprises, collaboration and societal challenges” come"
                " lower, after 1 no."
            ],
        ),
        ("no_time", []),
    ],
)
def test_each_reason_teaches_its_own(
    cast: Cast, amina: Person, greenery: Organisation, reason: str, said: list[str]
) -> None:
    call = found("one")
    call.themes.set(Theme.objects.filter(slug="social-enterprises"))
    dismiss_call(call=call, organisation=greenery, reason=reason, by=amina)

    assert for_us(greenery).lessons == said


def test_fewer_are_shown_to_who_wants_few_and_the_page_tells_how_many(
    cast: Cast, amina: Person, greenery: Organisation
) -> None:
    for n in range(3):
        found(f"near-{n}")
    found("far", title_en="Lorries at night", summary_en="Safer roads for heavy lorries.")
    index.rebuild()
    numbers = for_us(greenery).numbers

    widths = {}
    for width in Tuning.Width.values:
        tune(organisation=greenery, width=width, letters=True, by=amina)
        widths[width] = len(slugs(greenery))

    assert widths == numbers
    assert 3 == numbers["some"] <= numbers["many"]
    assert numbers["few"] <= numbers["some"]
    assert f"{numbers['many']} of last month’s calls" in read(signed_in(amina).get(HERE))


def test_two_who_choose_at_once_see_each_others_choice_first(
    cast: Cast, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    tune(organisation=greenery, width="few", letters=True, by=colleague)
    with pytest.raises(Outdated):
        tune(organisation=greenery, width="many", letters=True, by=amina, seen=1)

    answer = signed_in(amina).post(f"{HERE}width/", {"width": "many", "seen": "1"})

    assert answer.status_code == 422
    assert "Somebody else changed this while you were reading." in read(answer)
    assert Tuning.objects.get().width == "few"
    with pytest.raises(Refused):
        tune(organisation=greenery, width="many", letters=True, by=cast.elsa)


def test_colleagues_see_who_wants_what(
    cast: Cast, amina: Person, greenery: Organisation, colleague: Person
) -> None:
    call = found("one")
    index.rebuild()
    client = signed_in(amina)
    told = {"organisation": greenery.pk, "back": "for-us"}
    answer = client.post(f"/en/calls/{call.slug}/follow/", told)
    assert answer["Location"] == HERE
    page = read(signed_in(colleague).get(HERE))
    assert "Somebody here is interested in these" in page
    assert "Amina Exempel is interested" in page
    told |= {"reason": "no_time"}
    answer = client.post(f"/en/calls/{call.slug}/not-for-us/", told)
    assert answer["Location"] == HERE


@pytest.mark.parametrize("who", ["kim", "petra", "nils", "elsa", "rut"])
def test_to_others_the_page_does_not_exist(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(HERE).status_code == 404
    for path in ("width/", "forget/", "remember/"):
        assert client.post(f"{HERE}{path}", {"width": "few"}).status_code == 404
    assert signed_in(cast.olof).get(f"/p/grannlanet{HERE}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_call_and_for_three(
    cast: Cast,
    amina: Person,
    greenery: Organisation,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        found(f"fits-{n}")
        follow_call(call=found(f"wanted-{n}"), by=amina, organisation=greenery)
        no = found(f"no-{n}")
        dismiss_call(call=no, organisation=greenery, reason="too_large", by=amina)
    index.rebuild()
    client = signed_in(amina)
    client.get(HERE)

    for path, queries in ((HERE, 19), ("/en/calls/mine/", 8)):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_nothing_fits_who_has_written_nothing(cast: Cast, workshop: Organisation) -> None:
    found("one")
    index.rebuild()
    Organisation.objects.filter(pk=workshop.pk).update(about_sv="", about_en="")
    workshop.refresh_from_db()
    [one] = asking([workshop])
    assert fits_of(one) == []
    assert "No open call fits just now." in read(
        signed_in(cast.rut).get("/en/calls/for-us/ideverkstaden/")
    )
