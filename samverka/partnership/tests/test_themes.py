"""Elsa takes up a theme, and words it anew; what others may be tied to stays."""

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.actions.themes import add_theme
from samverka.partnership.models import Organisation, Theme
from samverka.record.models import History

WORDS = {
    "title_sv": "Mat åt alla",
    "summary_sv": "Ingen ska vara hungrig.",
    "title_en": "Food for all",
    "summary_en": "",
}
OLD = {"title_sv": "Trygghet", "summary_sv": "", "title_en": "", "summary_en": ""}


def kept(slug: str) -> dict[str, str]:
    return dict(Theme.objects.values(*WORDS).get(slug=slug))


def test_a_theme_is_taken_up_and_worded_anew(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    assert "/en/themes/new/" in client.get("/en/themes/").content.decode()

    answer = client.post("/en/themes/new/", WORDS)

    theme = Theme.objects.get(slug="mat-at-alla")
    assert (answer.status_code, answer["Location"]) == (302, "/en/themes/mat-at-alla/")
    assert kept("mat-at-alla") == WORDS
    page = client.get(answer["Location"]).content.decode()
    assert "The theme stands here. It can be chosen from now on." in page
    assert "/en/themes/mat-at-alla/edit/" in page

    other = WORDS | {"summary_sv": "Ingen hungrig.", "seen": "1"}
    assert client.post("/en/themes/mat-at-alla/edit/", other).status_code == 302
    assert kept("mat-at-alla") == WORDS | {"summary_sv": "Ingen hungrig."}
    told = History.objects.of(theme).order_by("pk").values_list("verb", "detail")
    assert list(told) == [("added", {}), ("changed", {"fields": ["summary_sv"]})]


def test_whoever_is_second_keeps_what_they_typed(client: Client, cast: Cast) -> None:
    theme = add_theme(by=cast.elsa, **OLD)
    client.force_login(cast.elsa)
    edit = f"/en/themes/{theme.slug}/edit/"
    client.post(edit, OLD | {"summary_sv": "Först", "seen": "1"})

    answer = client.post(edit, OLD | {"summary_sv": "Sedan", "seen": "1"})

    [(_field, said)] = answer.context["form"].error_links
    assert (answer.status_code, said[:40]) == (422, "Somebody else changed this theme while y")
    assert kept(theme.slug)["summary_sv"] == "Först"
    again = {name: answer.context["form"][name].value() or "" for name in (*WORDS, "seen")}
    assert again == OLD | {"summary_sv": "Sedan", "seen": "2"}
    assert client.post(edit, again).status_code == 302
    assert kept(theme.slug)["summary_sv"] == "Sedan"


def test_a_retired_theme_is_offered_no_more_and_keeps_what_is_tied_to_it(
    client: Client, cast: Cast
) -> None:
    theme = add_theme(by=cast.elsa, **OLD)
    here, there = (organisation(slug) for slug in ("abf", "coompanion"))
    here.themes.add(theme)
    client.force_login(cast.elsa)

    answer = client.post(f"/en/themes/{theme.slug}/retire/", {"retired": "yes"}, follow=True)

    assert "Nothing new is tied to this theme since" in answer.content.decode()
    assert [offers(client, one, theme) for one in (here, there)] == [True, False]
    assert [listed(one, theme) for one in (Client(), client)] == [False, True]
    assert list(here.themes.all())[-1] == theme
    client.post(f"/en/themes/{theme.slug}/retire/", {"retired": "no"})
    assert offers(client, there, theme)
    assert listed(Client(), theme)
    told = History.objects.of(theme).order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["added", "retired", "taken_up"]


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def offers(client: Client, partner: Organisation, theme: Theme) -> bool:
    """Whether the theme can be chosen for the partner."""
    page = client.get(f"/en/partners/{partner.slug}/edit/").content.decode()
    return f'name="themes" value="{theme.pk}"' in page


def listed(client: Client, theme: Theme) -> bool:
    return f"/en/themes/{theme.slug}/" in client.get("/en/themes/").content.decode()


def test_two_themes_have_two_names_and_two_addresses(client: Client, cast: Cast) -> None:
    add_theme(by=cast.elsa, **OLD)
    client.force_login(cast.elsa)

    answer = client.post("/en/themes/new/", OLD | {"title_sv": "TRYGGHET"})
    nameless = client.post("/en/themes/new/", OLD | {"title_sv": " "})

    taken = ("id_title_sv", "There is already a theme with this name.")
    missing = ("id_title_sv", "Write what the theme is called.")
    assert answer.context["form"].error_links == [taken]
    assert nameless.context["form"].error_links == [missing]
    assert add_theme(by=cast.elsa, **OLD | {"title_sv": "Trygg-het"}).slug == "trygg-het"
    assert add_theme(by=cast.elsa, **OLD | {"title_sv": "Trygg het"}).slug == "trygg-het-2"
    assert add_theme(by=cast.elsa, **OLD | {"title_sv": "New"}).slug == "new-2"


@pytest.mark.parametrize("who", ["amina", "nils", "kim"])
def test_others_do_not(client: Client, cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    client.force_login(person)

    assert client.get("/en/themes/new/").status_code == 404
    assert "/themes/new/" not in client.get("/en/themes/").content.decode()
    with pytest.raises(Refused, match="Only coordinators change the themes"):
        add_theme(by=person, **OLD)
