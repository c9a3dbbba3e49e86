"""What everybody reads about a partner, people and machines."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from samverka.cast import Cast
from samverka.cast.partner_pages import PAGES
from samverka.matching import Document
from samverka.partnership.models import Organisation
from samverka.partnership.needs import is_need, label_of, need_choices, needs_as_text
from samverka.partnership.tests.story import greenery
from samverka.suggest.find import find
from samverka.suggest.index import rebuild
from samverka.suggest.sources import partner_document

PAGE = "/en/partners/foreningen-gronskan/"
START, END = '<script type="application/ld+json">', "</script>"


def data_in(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.partition(START)[2].partition(END)[0])
    return found


def test_search_engines_read_what_visitors_read(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=greenery().pk).update(number="802400-3702")

    assert data_in(client.get(PAGE).content.decode()) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Föreningen Grönskan",
        "url": "https://www.gronskan.example",
        "description": greenery().about_en,
        "identifier": "802400-3702",
        "knowsAbout": ["food waste", "loneliness", "meeting places"],
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "contactType": "Questions about collaboration",
                "email": "hej@gronskan.example",
            }
        ],
    }


def test_a_partner_that_says_little_is_told_with_little(client: Client, cast: Cast) -> None:
    data = data_in(client.get("/sv/partners/kumla-kommun/").content.decode())

    assert sorted(data) == ["@context", "@type", "description", "location", "name", "url"]
    assert data["url"] == "http://127.0.0.1:8000/sv/partners/kumla-kommun/"
    assert data["location"] == {"@type": "Place", "name": "Kumla"}


def test_words_never_end_the_block(client: Client, cast: Cast) -> None:
    nasty = "</script><script>alert(1)</script><!--"
    Organisation.objects.filter(pk=greenery().pk).update(about_en=nasty, name=nasty)

    page = client.get(PAGE).content.decode()

    assert "<script>" not in page
    assert data_in(page)["name"] == data_in(page)["description"] == nasty


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_invented_partner_is_whole(client: Client, cast: Cast, language: str) -> None:
    for slug, page in PAGES.items():
        shown = client.get(f"/{language}/partners/{slug}/").context
        partner = shown["partner"]
        assert partner.example
        assert all(is_need(need) for need in page.needs)
        assert partner.need_labels == [label_of(need, language) for need in page.needs]
        assert partner.for_whom == getattr(page, f"for_whom_{language}")
        assert partner.website_host.endswith(".example")
        assert all(one.email.endswith(".example") for one in partner.contact_roles.all())
        assert not partner.number


def test_nothing_is_invented_for_real_ones(cast: Cast) -> None:
    for partner in Organisation.objects.filter(example=False):
        assert (partner.number, partner.website, partner.needs) == ("", "", [])
        assert (partner.for_whom_sv, partner.for_whom_en) == ("", "")
        assert not partner.contact_roles.exists()


def test_needs_have_names_in_both_languages_and_an_order() -> None:
    with translation.override("en"):
        labels = [label for _, label in need_choices()]
    assert labels == sorted(labels, key=str.casefold)
    assert "young people without work" in labels
    both = [label_of("play", language) for language in ("sv", "en")]
    assert needs_as_text(["play", "gone-since"]) == "\n\n".join(both)
    assert label_of("gone-since") == "gone-since"
    assert needs_as_text([]) == ""


def test_a_partner_is_found_by_the_needs_it_meets(cast: Cast, indexed: None) -> None:
    text = "Många av oss har problem med spelberoende."
    titles = [one.card.title for one in find(text, kinds=["partner"]).suggestions]
    assert "Coompanion" not in titles

    Organisation.objects.filter(slug="coompanion").update(needs=["gambling"])
    rebuild()

    found = find(text, kinds=["partner"]).suggestions[0]
    assert found.card.title == "Coompanion"
    assert "spelberoende" in found.words


def test_what_the_index_reads_of_a_partner(cast: Cast) -> None:
    partner = greenery()
    partner.about_sv, partner.about_en = "Vi odlar.", "We grow."
    partner.for_whom_sv, partner.for_whom_en = "För alla.", ""
    partner.needs = ["play"]

    document: Document = partner_document(partner)

    names = f"{label_of('play', 'sv')}\n\n{label_of('play', 'en')}"
    assert document.text == f"Vi odlar.\n\nFör alla.\n\nWe grow.\n\n{names}"


@pytest.mark.parametrize("who", ["amina", "elsa"])
def test_those_who_may_are_led_to_what_they_may(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    page = client.get(PAGE).content.decode()

    for address in ("edit/", "history/", "logo/", "contacts/new/"):
        assert f'href="{PAGE}{address}"' in page
    assert (f'href="{PAGE}joined/"' in page) is (who == "elsa")
    assert page.count('class="button primary"') == 1


def test_coordinators_are_led_from_the_list(client: Client, cast: Cast) -> None:
    link = 'href="/en/partners/care/"'
    assert link not in client.get("/en/partners/").content.decode()

    client.force_login(cast.elsa)
    assert link in client.get("/en/partners/").content.decode()


def test_a_visitor_finds_partners_by_whom_they_are_for(client: Client, cast: Cast) -> None:
    found = client.get("/sv/partners/?q=mellan+13").context["page"]

    assert [one.slug for one in found] == ["ungdomsgarden-kvarten"]


def test_since_when_they_are_partners_and_when_they_looked_it_through(
    client: Client, cast: Cast
) -> None:
    Organisation.objects.filter(pk=greenery().pk).update(confirmed_on=timezone.localdate())

    page = client.get(PAGE).content.decode()

    assert "since 1 January 2015" in page
    assert "They looked it through" in page
