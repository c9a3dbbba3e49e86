"""The map: what there is for each need at each stage, and what is missing."""

from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Municipality
from samverka.record.models import History, Letter
from samverka.support.actions import proposals, services
from samverka.support.models import Proposal, Service
from samverka.support.tests.story import greenery_gives, need


def cell(page: object, slug: str, stage: str) -> list[str]:
    rows = page.context["rows"]  # type: ignore[attr-defined]
    [row] = [row for row in rows if row.need.slug == slug]
    [found] = [cell for cell in row.cells if cell.stage == stage]
    return [service.slug for service in found.services]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_services_stand_in_their_cells_and_the_rest_are_gaps(
    client: Client, cast: Cast, language: str
) -> None:
    page = client.get(f"/{language}/support/")

    assert cell(page, "enterprise", "form") == ["coompanion-starting-together"]
    assert cell(page, "premises", "idea") == []
    assert page.context["gaps"] == sum(row.gaps for row in page.context["rows"]) > 0
    assert page.content.decode().count('<th role="rowheader" scope="row">') == 10


def test_a_cell_leads_to_its_services(client: Client, cast: Cast) -> None:
    page = client.get("/en/support/?need=money&stage=run")

    assert [one.slug for one in page.context["page"]] == ["ideverkstaden-partners-and-money"]
    assert cell(page, "enterprise", "form") == ["coompanion-starting-together"]


def test_the_map_is_narrowed_by_place_and_language(client: Client, cast: Cast) -> None:
    service = greenery_gives(stages=["idea"], languages=["ar"])
    service.needs.add(need("premises"))
    nora = Municipality.objects.get(name="Nora")
    service.municipalities.add(nora)
    elsewhere = Municipality.objects.exclude(pk=nora.pk)[0]

    assert cell(client.get(f"/sv/support/?municipality={nora.code}"), "premises", "idea")
    assert not cell(client.get(f"/sv/support/?municipality={elsewhere.code}"), "premises", "idea")
    arabic = client.get("/sv/support/?language=ar").context["page"]
    assert [one.slug for one in arabic] == ["odlingsrad"]


def test_amina_enters_and_changes_a_service(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    told = {"name_sv": "Odlingsråd", "summary_sv": "Vi visar hur.", "status": "active"}
    organisation = cast.amina.memberships.get().organisation_id
    chosen = {"needs": [need("method").pk], "stages": ["pilot"], "organisation": organisation}

    entered = client.post("/en/support/new/", told | chosen)

    service = Service.objects.get(name_sv="Odlingsråd")
    assert entered["Location"] == f"/en/support/{service.slug}/"
    assert service.slug in cell(client.get("/en/support/"), "method", "pilot")
    change = told | {"name_sv": "Råd om odling", "seen": 1}
    assert client.post(f"/en/support/{service.slug}/edit/", change).status_code == 302
    assert client.post(f"/en/support/{service.slug}/edit/", change).status_code == 422
    assert [one.verb for one in History.objects.of(service)] == ["added", "edited"]
    fields = History.objects.of(service)[1].detail["fields"]
    assert sorted(fields) == ["name_sv", "needs", "stages"]


def test_a_draft_is_seen_only_by_those_who_may_edit_it(client: Client, cast: Cast) -> None:
    service = greenery_gives(status="inactive")
    address = f"/sv/support/{service.slug}/"

    assert client.get(address).status_code == 404
    client.force_login(cast.rut)
    assert client.get(address).status_code == 404
    client.force_login(cast.amina)
    assert client.get(address).status_code == 200


def test_addresses_of_our_own_are_never_given_to_a_service(cast: Cast) -> None:
    organisation = greenery_gives().organisation
    organisation.name = ""

    for name in ("New", "Workshop", "Proposals", "///", "Ö"):
        assert services.address_of(organisation, name) not in services.TAKEN
    organisation.name = "Föreningen Grönskan"
    assert services.address_of(organisation, "Råd") == "foreningen-gronskan-rad"


def proposed(cast: Cast, kind: str, **whose: Any) -> Proposal:
    return proposals.propose(
        need=need("law"), stage="run", kind=kind, why="Alla frågar.", by=cast.amina, **whose
    )


def test_a_gap_is_recorded_until_it_is_no_longer_so(client: Client, cast: Cast) -> None:
    proposal = proposed(cast, "missing")
    assert client.get("/en/support/").context["missing"] == []

    proposals.accept_proposal(proposal=proposal, by=cast.elsa)

    assert client.get("/en/support/").context["missing"] == [proposal]
    assert [letter.to for letter in Letter.objects.all()] == [cast.elsa.email, cast.amina.email]
    proposals.settle_proposal(proposal=proposal, by=cast.elsa)
    assert client.get("/en/support/").context["missing"] == []


def test_what_exists_enters_the_cell(client: Client, cast: Cast) -> None:
    service = Service.objects.get(slug="ideverkstaden-test-an-idea")
    proposal = proposed(cast, "exists", service=service)

    proposals.accept_proposal(proposal=proposal, service=service, by=cast.elsa)

    assert cell(client.get("/en/support/"), "law", "run") == [service.slug]
    with pytest.raises(Refused):
        proposals.accept_proposal(proposal=proposal, service=service, by=cast.elsa)


def test_what_is_not_here_yet_becomes_a_draft(cast: Cast) -> None:
    organisation = greenery_gives().organisation
    proposal = proposed(cast, "exists", organisation=organisation)

    done = proposals.accept_proposal(proposal=proposal, organisation=organisation, by=cast.elsa)

    assert done.draft
    assert (done.draft.status, done.draft.stages) == ("inactive", ["run"])


def test_a_no_needs_words_that_reach_the_proposer(client: Client, cast: Cast) -> None:
    proposal = proposed(cast, "missing")
    client.force_login(cast.elsa)
    address = f"/en/support/proposals/{proposal.pk}/decline/"

    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "Kommunen ger det."}).status_code == 302

    letter = Letter.objects.get(to=cast.amina.email)
    assert "Kommunen ger det." in letter.body


@pytest.mark.parametrize("kind", ["exists", "adapt"])
def test_a_proposal_says_of_what(client: Client, cast: Cast, kind: str) -> None:
    client.force_login(cast.amina)
    fields = {"need": "law", "stage": "run", "kind": kind, "why": "Därför."}

    assert client.post("/en/support/propose/", fields).status_code == 422
    assert not Proposal.objects.exists()


def test_every_state_has_its_moves() -> None:
    assert set(Proposal.MOVES) == set(Proposal.State)


@pytest.mark.parametrize("number", [1, 3, 12])
def test_proposals_cost_the_same(
    client: Client, cast: Cast, number: int, django_assert_num_queries: object
) -> None:
    for _n in range(number):
        proposed(cast, "missing")
    client.force_login(cast.elsa)

    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get("/en/support/proposals/")
