"""Amina keeps the page of her association current, on a phone, between two other things."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.actions.pages import add_organisation, change_organisation
from samverka.partnership.models import Membership, Municipality, Organisation, Theme
from samverka.partnership.tests.story import filled_in, greenery
from samverka.record.models import History

PAGE = "/en/partners/foreningen-gronskan/"
EDIT = f"{PAGE}edit/"


def save(client: Client, **told: Any) -> Any:
    return client.post(EDIT, filled_in(**told))


def last() -> tuple[str, Any, dict[str, Any]]:
    row = History.objects.of(greenery()).latest("pk")
    return row.verb, row.actor, row.detail


def test_what_she_writes_stands_on_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    [theme, *_] = Theme.objects.all()

    answer = save(
        client,
        about_sv="Vi odlar.",
        about_en="",
        for_whom_en="For all.",
        number="16802400 3702",
        website="www.gronskan.example/odla",
        municipality=Municipality.objects.get(name="Nora").pk,
        needs=["play", "loneliness"],
        themes=[theme.pk],
    )

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    partner = greenery()
    assert {
        "about": (partner.about_sv, partner.about_en, partner.about_is_example),
        "for_whom": partner.for_whom_en,
        "number": partner.number,
        "website": partner.website,
        "municipality": str(partner.municipality),
        "needs": partner.needs,
        "themes": list(partner.themes.all()),
        "version": partner.version,
        "confirmed_on": partner.confirmed_on,
    } == {
        "about": ("Vi odlar.", "", False),
        "for_whom": "For all.",
        "number": "802400-3702",
        "website": "https://www.gronskan.example/odla",
        "municipality": "Nora",
        "needs": ["loneliness", "play"],
        "themes": [theme],
        "version": 2,
        "confirmed_on": timezone.localdate(),
    }


def test_then_she_sees_it_as_others_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    told = {"about_en": "We grow.", "for_whom_en": "For all.", "number": "802400-3702"}

    save(client, website="www.gronskan.example/odla", needs=["loneliness"], **told)

    page = client.get(PAGE).content.decode()
    assert '<a href="https://www.gronskan.example/odla" rel="external nofollow noopener">' in page
    assert ">gronskan.example</a>" in page
    for said in (*told.values(), "Loneliness", "Saved. This is how"):
        assert said in page
    assert "until the partner writes its own" not in page


def test_history_holds_which_fields_and_never_the_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    save(client, about_sv="Vi odlar hemliga ord.", needs=[])

    assert last() == ("changed", cast.amina, {"fields": ["about_sv", "needs"]})
    story = [told.sentence for told in client.get(f"{PAGE}history/").context["story"]]
    assert story == ["Amina Exempel changed what they do and the needs they meet."]


def test_saving_what_stands_there_already_only_confirms(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)

    save(client)

    assert not History.objects.of(greenery()).exists()
    assert (greenery().version, greenery().confirmed_on) == (1, timezone.localdate())


def test_a_coordinator_changes_it_and_confirms_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    before = greenery().confirmed_on

    save(client, name="Grönskan")

    assert (greenery().name, greenery().confirmed_on) == ("Grönskan", before)


@pytest.mark.parametrize(
    ("told", "field", "why"),
    [
        ({"name": ""}, "name", "Write the name of the organisation."),
        ({"number": "811218-9876"}, "number", "a person's identity number"),
        ({"number": "802400-3703"}, "number", "One of the digits is wrong"),
        ({"website": "javascript:alert(1)"}, "website", "Write the whole address."),
        ({"kind": "guild"}, "kind", "Choose a kind from the list."),
        ({"needs": ["magic"]}, "needs", "“magic” is not among the needs we know."),
        ({"about_sv": "x" * 2001}, "about_sv", "At most 2000 characters; this is 2001."),
    ],
)
def test_a_refusal_stands_by_its_field_and_nothing_typed_is_lost(
    client: Client, cast: Cast, told: dict[str, Any], field: str, why: str
) -> None:
    client.force_login(cast.amina)

    answer = save(client, **({"for_whom_sv": "För alla som läser."} | told))

    assert answer.status_code == 422
    [error] = answer.context["form"].errors[field]
    assert why in str(error)
    page = answer.content.decode()
    assert "För alla som läser." in page
    assert "<title>1 thing to mend." in page
    assert not History.objects.of(greenery()).exists()


def test_whoever_is_second_sees_the_newer_with_everything_typed(client: Client, cast: Cast) -> None:
    mine = filled_in(about_sv="Vad jag skrev.", for_whom_sv="För vem jag skrev.", needs=["play"])
    change_organisation(organisation=greenery(), by=cast.elsa, about_sv="Vad Elsa skrev.")
    client.force_login(cast.amina)

    first = client.post(EDIT, mine)

    assert first.status_code == 422
    assert greenery().about_sv == "Vad Elsa skrev."
    assert first.context["newer"] == [
        ("What you do, in Swedish", "Vad Elsa skrev."),
        ("For whom, in Swedish", greenery().for_whom_sv),
        ("Needs you meet", "food waste, loneliness, meeting places"),
    ]
    page = first.content.decode()
    for typed in ("Vad jag skrev.", "För vem jag skrev.", "Vad Elsa skrev."):
        assert typed in page
    assert 'name="seen" value="2"' in page

    second = client.post(EDIT, mine | {"seen": 2})

    assert second.status_code == 302
    assert (greenery().about_sv, greenery().needs) == ("Vad jag skrev.", ["play"])


def test_another_mistake_does_not_let_an_old_version_through(client: Client, cast: Cast) -> None:
    mine = filled_in(about_sv="Vad jag skrev.")
    change_organisation(organisation=greenery(), by=cast.elsa, about_sv="Vad Elsa skrev.")
    client.force_login(cast.amina)

    page = client.post(EDIT, mine | {"name": ""}).content.decode()

    assert 'name="seen" value="1"' in page


def test_proposals_say_why_and_save_nothing(client: Client, cast: Cast, indexed: None) -> None:
    client.force_login(cast.amina)
    text = "Vi lagar mat av svinnet, och unga utan jobb får praktik hos oss."

    answer = client.post(
        "/sv/suggest/partners/foreningen-gronskan/", filled_in(about_sv=text, needs=["play"])
    )

    assert answer.status_code == 200
    why = answer.context["why"]
    assert why["young-without-work"] == ["unga utan jobb"]
    assert why["food-waste"] == ["svinnet"]
    near = [(box.data["value"], box.data["selected"]) for box in answer.context["near_needs"]]
    assert ("play", True) in near
    assert ("young-without-work", False) in near
    page = answer.content.decode()
    assert text in page
    assert "<mark>unga utan jobb</mark>" in page
    assert greenery().about_sv != text
    assert not History.objects.of(greenery()).exists()


def test_themes_are_proposed_from_what_others_write(
    client: Client, cast: Cast, indexed: None
) -> None:
    client.force_login(cast.amina)
    text = "Vi ordnar studiecirklar, kurser och föreläsningar för vuxna som vill lära sig mer."
    told = filled_in(about_sv=text, about_en="", for_whom_sv="", for_whom_en="", themes=[])

    answer = client.post("/en/suggest/partners/foreningen-gronskan/", told)

    theme = Theme.objects.get(slug="inclusion-through-education")
    assert str(theme.pk) in answer.context["why"]
    first = answer.context["themes"][0]
    assert not first.data["selected"]
    assert str(first.data["value"]) in answer.context["why"]


def test_nothing_fits_nothing(client: Client, cast: Cast, indexed: None) -> None:
    client.force_login(cast.amina)
    empty = filled_in(about_sv="", about_en="", for_whom_sv="", for_whom_en="")

    answer = client.post("/en/suggest/partners/foreningen-gronskan/", empty)

    assert answer.context["why"] == {}
    assert "We found nothing in the text." in answer.content.decode()


@pytest.mark.parametrize("who", ["rut", "nils", "petra", "kim", "olof"])
def test_others_have_no_such_page(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert client.get(EDIT).status_code == 404
    assert save(client, name="Ours now").status_code == 404
    with pytest.raises(Refused):
        change_organisation(organisation=greenery(), by=getattr(cast, who), name="Ours now")
    page = client.get(PAGE).content.decode()
    assert "Look after the page" not in page


def test_the_staff_of_one_that_has_left_writes_no_more(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=greenery().pk).update(left_on=timezone.localdate())
    client.force_login(cast.amina)
    assert client.get(EDIT).status_code == 404

    client.force_login(cast.elsa)
    assert client.get(EDIT).status_code == 200


def test_the_page_for_editing_costs_the_same_however_much_there_is(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.amina)
    client.get(EDIT)
    for count in (1, 3):
        with django_assert_num_queries(8):
            client.get(EDIT)
        Theme.objects.bulk_create(Theme(slug=f"t{count}{n}", title_sv="T") for n in range(count))


def test_the_history_costs_the_same_however_long_it_is(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.amina)
    for count in (1, 3):
        for n in range(count):
            change_organisation(organisation=greenery(), by=cast.amina, name=f"G {count} {n}")
        with django_assert_num_queries(8):
            client.get(f"{PAGE}history/")


def test_both_languages_lead_with_the_readers_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    swedish = client.get(EDIT.replace("/en/", "/sv/")).content.decode()
    english = client.get(EDIT).content.decode()

    assert swedish.index('name="about_sv"') < swedish.index('name="about_en"')
    assert english.index('name="about_en"') < english.index('name="about_sv"')


def test_one_action_serves_a_table_row_too(cast: Cast) -> None:
    """What comes from elsewhere is settled and refused as what is typed."""
    made = add_organisation(
        by=cast.elsa,
        name="Åby Bygdegård & Vänner",
        kind="association",
        number="8024003702",
        website="aby.example",
        joined_on=date(2024, 5, 1),
        needs=["play", "play"],
        themes=Theme.objects.all()[:1],
    )
    assert (made.slug, made.number, made.website, made.needs, made.is_partner) == (
        "aby-bygdegard-vanner",
        "802400-3702",
        "https://aby.example",
        ["play"],
        True,
    )
    for wrong in ({"number": "123"}, {"website": "x"}, {"kind": "guild"}, {"needs": ["magic"]}):
        with pytest.raises(Refused):
            change_organisation(organisation=made, by=cast.elsa, **wrong)
    with pytest.raises(Refused):
        add_organisation(by=cast.elsa, name="åby bygdegård & VÄNNER", kind="association")
    with pytest.raises(Refused):
        add_organisation(by=cast.amina, name="Another", kind="association")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("New", "new-2"),
        ("Care", "care-2"),
        ("ABF!", "abf-2"),
        ("漢字", "partner"),
        ("x" * 120, "x" * 80),
    ],
)
def test_every_name_has_a_free_address(cast: Cast, name: str, slug: str) -> None:
    assert add_organisation(by=cast.elsa, name=name, kind="association").slug == slug


def test_belonging_counts_and_not_the_account(client: Client, cast: Cast) -> None:
    Membership.objects.create(person=cast.kim, organisation=greenery())
    client.force_login(cast.kim)

    assert client.get(EDIT).status_code == 200
