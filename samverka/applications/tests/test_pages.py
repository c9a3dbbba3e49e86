"""What the pages show, to whom, at what cost, and that nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.applications import actions
from samverka.applications.models import Application, Edition, Member, Section, Template
from samverka.applications.tests.story import TITLE, begun, on_the_form
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.collaboration.models import Team, TeamMember
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.partnership.models import Organisation

HERE = "/en/applications/"
LATER = date(2027, 3, 1)


def in_it(application: Application, *slugs: str) -> list[Member]:
    found = Organisation.objects.filter(slug__in=slugs)
    return [application.members.create(organisation=one) for one in found]


def test_from_a_call_to_a_workroom(cast: Cast, greenery: Organisation) -> None:
    call = Call.objects.get(slug="utvecklingsmedel-social-innovation")
    team = Team.objects.create(title_sv="Köket", call=call)
    TeamMember.objects.create(team=team, organisation=greenery, leads=True, contact=cast.amina)
    client = signed_in(cast.amina)
    address = f"{HERE}new/?team={team.pk}"

    page = shown(client.get(address))
    assert 'value="regional-social-innovation" selected' in page
    told = {"title": TITLE, "lead": greenery.pk, "language": "sv", "due_on": "2020-01-01"}
    wrong = client.post(address, told | {"form": "regional-social-innovation"})
    assert (wrong.status_code, TITLE in shown(wrong)) == (422, True)
    told |= {"form": "regional-social-innovation", "due_on": LATER.isoformat()}
    answer = client.post(address, told, follow=True)

    application = Application.objects.get()
    assert answer.redirect_chain[-1][0] == application.get_absolute_url()
    assert [application.call, application.team, application.due_on] == [call, team, LATER]
    assert application.sections.count() == 7
    page = shown(answer)
    assert "Missing before 1 March 2027" in page
    assert "0 of 7 sections done" in page
    assert page.count("disabled") == 1


@pytest.mark.parametrize(
    "room", ["", "status/", "who/", "form/", "plan/", "budget/", "letters/", "sending/"]
)
def test_every_room_leads_to_the_others(cast: Cast, room: str) -> None:
    application = on_the_form(cast)
    here = application.get_absolute_url()
    page = shown(signed_in(cast.amina).get(f"{here}{room}"))
    others = ("status/", "who/", "form/", "plan/", "budget/", "letters/", "sending/")
    assert [one for one in others if f'href="{here}{one}"' not in page] == []


def test_every_page_says_itself_to_those_who_lead_and_to_those_who_do_not(
    cast: Cast, workshop: Organisation
) -> None:
    application = on_the_form(cast)
    member = actions.invite_member(application=application, organisation=workshop, by=cast.amina)
    member = actions.accept_invitation(member=member, by=cast.rut)
    section, step = application.sections.all()[0], application.steps.all()[0]
    what = actions.Committed(kind="cash", what="Money")
    brings = actions.add_commitment(member=member, what=what, by=cast.rut)
    pages = {
        "": (200, 200),
        "edit/": (200, 404),
        f"sections/{section.pk}/": (200, 200),
        "form/": (200, 200),
        f"form/{section.pk}/": (200, 404),
        "status/": (200, 200),
        f"status/{step.pk}/": (200, 404),
        "who/": (200, 200),
        f"who/{member.pk}/": (200, 200),
        f"who/{member.pk}/brings/{brings.pk}/": (200, 200),
        "sections/0/": (404, 404),
    }
    for language in ("sv", "en"):
        here = f"/{language}/applications/{application.pk}/"
        found = {
            path: tuple(
                signed_in(one).get(here + path).status_code for one in (cast.amina, cast.rut)
            )
            for path in pages
        }
        assert found == pages


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_row_and_for_three(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = begun(cast)
    others = in_it(application, *["abf", "bilda", "coompanion"][:number])
    for one in [*others, application.members.all()[0]]:
        one.places.get_or_create(person=cast.amina)
        for title in ("a", "b", "c")[:number]:
            one.commitments.create(kind="cash", what=title, amount=1)
    for title in ("a", "b", "c")[:number]:
        section = actions.add_section(application=application, title=title, by=cast.amina)
        Section.objects.filter(pk=section.pk).update(owner=others[0])
        begun(cast)
    section = application.sections.all()[0]
    client = signed_in(cast.amina)
    here = f"{application.pk}/"

    costs = {
        "": 9,
        here: 35,
        f"{here}sections/{section.pk}/": 34,
        f"{here}form/": 10,
        f"{here}form/{section.pk}/": 10,
        f"{here}status/": 30,
        f"{here}who/": 13,
        f"{here}who/{others[0].pk}/": 16,
        "forms/": 7,
    }
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(f"{HERE}{path}").status_code == 200


def test_whoever_is_second_sees_how_it_stands_and_loses_nothing(cast: Cast) -> None:
    application = on_the_form(cast)
    client, address = signed_in(cast.amina), f"{HERE}{application.pk}/edit/"
    told = {"title": "Mine", "summary": "Long words", "language": "sv", "seen": 1}
    assert client.post(address, told | {"title": "Hers"}).status_code == 302

    answer = client.post(address, told)

    page = shown(answer)
    assert answer.status_code == 422
    assert "Somebody else changed this" in page
    assert "Long words" in page
    assert 'name="seen" value="2"' in page


def test_a_section_goes_forward_and_back(cast: Cast) -> None:
    application = on_the_form(cast)
    section = application.sections.all()[0]
    client, here = signed_in(cast.amina), section.get_absolute_url()
    states = []
    for to in ("done", "writing", "nonsense", "empty"):
        client.post(f"{here}move/", {"to": to})
        section.refresh_from_db()
        states.append(section.state)
    assert states == ["done", "writing", "writing", "empty"]
    client.post(f"{here}move/", {"to": "done", "seen": "1"})
    section.refresh_from_db()
    assert section.state == "empty"


def test_what_an_organisation_says_of_itself_goes_into_a_section(
    cast: Cast, greenery: Organisation
) -> None:
    application = on_the_form(cast)
    Organisation.objects.filter(pk=greenery.pk).update(
        about_sv="Vi odlar.\n\nVi lagar.", about_is_example=False, number="802000-0000"
    )
    section = application.sections.get(key="who")
    member = application.members.get()
    for _ in range(2):
        address = f"{section.get_absolute_url()}words/"
        signed_in(cast.amina).post(address, {"member": member.pk})

    section.refresh_from_db()
    assert section.text
    section.text.refresh_from_db()
    lines = section.text.plain.splitlines()
    assert lines[0].startswith("Föreningen Grönskan: förening")
    assert "organisationsnummer 802000-0000" in lines[0]
    assert lines[1:3] == ["Vi odlar.", "Vi lagar."]
    assert (len(lines) % 2, section.state) == (0, "writing")


def test_a_form_of_their_own_gets_editions_and_an_application_moves(
    cast: Cast, greenery: Organisation
) -> None:
    client = signed_in(cast.amina)
    rows = {
        "sections-TOTAL_FORMS": 3,
        "sections-INITIAL_FORMS": 0,
        "sections-0-title": "Need",
        "sections-0-limit": 500,
        "sections-0-required": "on",
        "sections-1-title": "Idea",
        "sections-1-required": "on",
    }
    facts = {"name": "Our form", "language": "en"}
    assert client.post(f"{HERE}forms/new/", facts | rows).status_code == 302
    template = Template.objects.get()
    what = actions.Beginning(title=TITLE, language="en", edition=template.editions.get())
    application = actions.begin_application(lead=greenery, what=what, by=cast.amina)

    rows |= {"sections-0-key": "need", "sections-0-title": "The need", "sections-1-title": "New"}
    address = f"{HERE}forms/{template.pk}/"
    assert client.post(address, facts | rows | {"seen": 1}).status_code == 302
    assert client.post(address, facts | rows | {"seen": 1}).status_code == 422
    assert signed_in(cast.rut).post(address, facts | rows).status_code == 404
    newer = Edition.objects.get(number=2)
    page = shown(client.get(f"{HERE}{application.pk}/form/"))
    assert "not asked for any more" in page
    client.post(f"{HERE}{application.pk}/form/edition/", {"edition": newer.pk})

    found = application.sections.values_list("number", "key", "title", "own")
    assert list(found) == [
        (1, "need", "The need", False),
        (2, "new", "New", False),
        (3, "idea", "Idea", True),
    ]


def test_a_past_last_day_is_said_in_a_sentence(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    application = on_the_form(cast)
    Application.objects.filter(pk=application.pk).update(due_on=yesterday)
    page = shown(signed_in(cast.amina).get(f"{HERE}{application.pk}/"))
    assert "Has the funder moved it?" in page


def test_the_key_in_a_letter_opens_the_answer_and_nothing_else(cast: Cast) -> None:
    application = begun(cast)
    letter = actions.Letter(name="Kvarteret (exempel)", email="hej@k.example", language="en")
    asked = actions.ask_outside(application=application, letter=letter, by=cast.amina)
    visitor = Client()
    address = f"{HERE}asked/{asked.key}/"

    page = visitor.get(address)
    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    assert visitor.get(f"{HERE}asked/{'x' * 32}/").status_code == 404
    assert visitor.post(address, {"kind": "association"}).status_code == 422
    told = {"kind": "association", "person_name": "Kim"}
    assert visitor.post(address, told).status_code == 302
    assert "takes part" in shown(visitor.get(address))
    actions.ask_outside(
        application=application,
        letter=actions.Letter(name="En till", email="two@k.example", language="sv"),
        by=cast.amina,
    )
    other = application.asked.latest("pk")
    actions.withdraw_asked(asked=other, by=cast.amina)
    assert visitor.get(f"{HERE}asked/{other.key}/").status_code == 404
