"""“Did the content help you?”: nobody is asked who they are, and the owner of the page hears."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import Http404
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.writing import begin_writing
from samverka.ideas.models import Idea
from samverka.pages import actions
from samverka.pages.models import Feedback, Page, Text
from samverka.pages.owners import OWNERS
from samverka.partnership.models import Membership, Organisation
from samverka.support.models import Service
from samverka.tasks.models import Task
from tests.test_permissions import addresses

GIVE = "/en/feedback/give/"
PARTNER = "partners/foreningen-gronskan/"
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture(autouse=True)
def no_hurry(cast: Cast, settings: LazySettings) -> None:
    translation.activate("en")
    settings.WRITING_SECONDS = 0


def said(path: str = PARTNER, helped: bool = False, **facts: Any) -> Feedback:
    told: dict[str, Any] = {"path": path, "language": "en", "helped": helped, "sender_mark": "door"}
    return actions.take_feedback(**told | facts)


def test_a_no_is_a_task_for_the_owner_of_the_page(cast: Cast) -> None:
    said()

    [task] = Task.objects.with_listing()
    assert (task.kind, task.group, task.url) == (
        *("page_feedback", "Föreningen Grönskan", f"/en/feedback/pages/{Page.objects.get().pk}/"),
    )
    assert (task.what_sv, task.what_en) == (
        "Vad besökare säger om sidan: Föreningen Grönskan",
        "What visitors say about the page: Föreningen Grönskan",
    )


def test_a_yes_is_only_counted_until_somebody_says_why(cast: Cast) -> None:
    feedback = said(helped=True)
    assert not Task.objects.exists()
    actions.say_why(feedback=feedback, text="The address is old.")

    assert Task.objects.count() == 1
    with pytest.raises(Refused, match="answered already"):
        actions.say_why(feedback=feedback, text="Again")


def test_many_words_about_one_page_are_one_task(cast: Cast) -> None:
    actions.say_why(feedback=said(), text="Where is it?")
    said()

    assert (Page.objects.count(), Task.objects.count(), Feedback.objects.count()) == (1, 1, 2)


def owned_by(path: str) -> tuple[str | None, str | None]:
    said(path)
    task = Task.objects.with_listing().latest("pk")
    return (str(task.person) if task.person else None, task.group or None)


def test_each_page_has_its_owner(cast: Cast) -> None:
    idea = Idea.objects.public().filter(responsible=cast.elsa)[0]
    workshop = Service.objects.get(slug="ideverkstaden-test-an-idea")

    assert {
        path: owned_by(path)
        for path in ("", "talks/", f"ideas/{idea.pk}/", f"support/{workshop.slug}/", "about/")
    } == {
        "": (None, "The coordinators"),
        "talks/": (None, "The coordinators"),
        f"ideas/{idea.pk}/": ("Elsa Exempel", None),
        f"support/{workshop.slug}/": (None, "Idéverkstaden"),
        "about/": (None, "The coordinators"),
    }


@pytest.mark.parametrize(
    "path",
    [
        "desk/",
        "partners/nobody/",
        "ideas/999999/",
        "nothing/",
        "//evil.example/",
        "about//",
        "x" * 400,
        "%00",
    ],
)
def test_only_public_pages_of_ours_are_counted(client: Client, cast: Cast, path: str) -> None:
    with pytest.raises(Http404):
        said(path)
    assert client.post(GIVE, {"page": path, "helped": "no"}).status_code == 404
    assert not Page.objects.exists()


def test_the_owners_are_named_for_addresses_that_exist(cast: Cast) -> None:
    assert len(addresses()) > 50
    assert {name.partition(":")[0] for name in OWNERS} <= {
        *("home", "pages", "partnership", "support", "calls", "talks", "projects", "ideas"),
        *("calendars", "references", "grants"),
    }


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("where", ["", "/p/psi"])
def test_the_question_stands_at_the_foot_of_public_pages(
    client: Client, cast: Cast, where: str, language: str
) -> None:
    question = {"sv": "Hade du hjälp av innehållet?", "en": "Did the content help you?"}
    for path in ("", "talks/", "contact/", PARTNER, "grants/", "about/have-an-idea/"):
        page = client.get(f"{where}/{language}/{path}").content.decode()
        assert question[language] in page
        assert f'name="page" value="{path}"' in page
        assert "csrfmiddlewaretoken" not in page
    for path in ("nothing/", "ideas/new/", "account/login/"):
        assert question[language] not in client.get(f"{where}/{language}/{path}").content.decode()


def test_an_idea_that_is_not_public_is_not_asked_about(client: Client, cast: Cast) -> None:
    hidden = Idea.objects.filter(published_at=None)[0]
    client.force_login(cast.elsa)

    page = client.get(f"/en/ideas/{hidden.pk}/").content.decode()

    assert hidden.title in page
    assert "Did the content help you?" not in page


def test_somebody_says_no_and_why_without_a_cookie(client: Client, cast: Cast) -> None:
    answer = client.post(GIVE, {"page": PARTNER, "helped": "no"})
    feedback = Feedback.objects.get()
    typed = {"text": "The address is old.", "writing": begin_writing()}
    then = client.post(answer["Location"], typed)

    assert (answer.status_code, answer["Location"]) == (302, feedback.get_absolute_url())
    assert (then.status_code, then["Location"]) == (302, f"{answer['Location']}?thanks")
    feedback.refresh_from_db()
    assert (feedback.text, feedback.helped, feedback.language) == (typed["text"], False, "en")
    assert "Whoever looks after the page reads it." in client.get(then["Location"]).content.decode()
    assert not client.cookies


@pytest.mark.parametrize(
    ("facts", "status"),
    [({"text": ""}, 302), ({"text": "x" * 1001}, 422), ({"website": "x"}, 422)],
)
def test_saying_why_is_optional_short_and_for_people(
    client: Client, cast: Cast, facts: dict[str, str], status: int
) -> None:
    feedback = said()
    typed = {"text": "Why", "writing": begin_writing()} | facts

    assert client.post(feedback.get_absolute_url(), typed).status_code == status
    feedback.refresh_from_db()
    assert feedback.text == ""


def test_another_sites_form_does_not_count(client: Client, cast: Cast) -> None:
    answer = client.post(
        GIVE, {"page": PARTNER, "helped": "no"}, headers={"Origin": "https://evil.example"}
    )

    assert (answer.status_code, Feedback.objects.count()) == (403, 0)


def test_a_flood_is_stopped(client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.FEEDBACK_PER_HOUR = 2
    moves = [
        client.post(GIVE, {"page": PARTNER, "helped": "yes"}).status_code for _number in range(3)
    ]

    assert moves == [302, 302, 429]


def test_the_owner_takes_care_of_what_they_have_read(client: Client, cast: Cast) -> None:
    first = said()
    client.force_login(cast.amina)
    page = first.page.get_absolute_url()
    seen = client.get(page).context["seen"]
    later = said()
    answer = client.post(page, {"words": "New address.", "seen": seen})

    assert answer.status_code == 302
    assert {one.pk: bool(one.handled_at) for one in Feedback.objects.all()} == {
        first.pk: True,
        later.pk: False,
    }
    assert list(Task.objects.values_list("state", "words", "ended_by")) == [
        ("done", "New address.", cast.amina.pk),
        ("open", "", None),
    ]


@pytest.mark.parametrize(("who", "status"), [("rut", 404), ("nils", 404), ("elsa", 200)])
def test_only_the_owner_and_the_coordinators_read_it(
    client: Client, cast: Cast, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))

    assert client.get(said().page.get_absolute_url()).status_code == status


@pytest.mark.parametrize("pages", [1, 3, 20])
def test_the_numbers_of_every_page_cost_the_same(
    client: Client, cast: Cast, pages: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for one in Organisation.objects.partners()[:pages]:
        said(f"partners/{one.slug}/")
        said(f"partners/{one.slug}/", helped=True, sender_mark="another")
        said(f"partners/{one.slug}/", helped=True, sender_mark="a third")
    client.force_login(cast.elsa)

    with django_assert_num_queries(6):
        shown = client.get("/en/feedback/").context["page"]
    assert {(one.yes, one.no, one.unhandled) for one in shown} == {(2, 1, 1)}
    assert len(shown) == pages


def test_network_addresses_are_forgotten_after_a_day(cast: Cast) -> None:
    Feedback.objects.filter(pk=said().pk).update(at=timezone.now() - timedelta(days=2))
    said()

    assert actions.forget_visitors() == 1
    assert [one.sender_mark for one in Feedback.objects.all()] == ["", "door"]


def make_old() -> tuple[Text, Service]:
    """One text and one service that nobody has touched for more than a year."""
    text, service = Text.objects.get(slug="have-an-idea"), Service.objects.all()[2]
    Text.objects.filter(pk=text.pk).update(changed_at=LONG_AGO)
    Service.objects.filter(pk=service.pk).update(updated_at=LONG_AGO)
    return text, service


def test_what_nobody_has_looked_at_for_a_year_is_given_to_its_owner(cast: Cast) -> None:
    text, service = make_old()
    rounds = [actions.ask_for_reviews(now=timezone.now()) for _number in range(2)]

    assert rounds == [2, 0]
    assert [(one.what_en, one.group, one.address) for one in Task.objects.with_listing()] == [
        (
            "Is it still right? Do you have an idea?",
            "The coordinators",
            f"reviews/text/{text.pk}/",
        ),
        (
            f"Is it still right? {service}",
            service.organisation.name,
            f"reviews/service/{service.pk}/",
        ),
    ]


def test_still_right_counts_as_looked_through_for_a_year(client: Client, cast: Cast) -> None:
    _text, service = make_old()
    Membership.objects.create(person=cast.kim, organisation=service.organisation)
    actions.ask_for_reviews(now=timezone.now())
    client.force_login(cast.kim)
    page = f"/en/reviews/service/{service.pk}/"
    moves = [client.get(page).status_code, client.post(page).status_code]

    task = Task.objects.get(about_kind="service")
    assert (moves, task.state, task.words, task.ended_by) == (
        *([200, 302], "done", "Still right", cast.kim),
    )
    service.refresh_from_db()
    assert service.reviewed_on == timezone.localdate()
    assert client.get(page).status_code == 404
    assert actions.ask_for_reviews(now=timezone.now()) == 0
    assert actions.ask_for_reviews(now=timezone.now() + timedelta(days=366)) > 1


def test_what_has_been_changed_need_not_be_looked_through(cast: Cast) -> None:
    text, service = make_old()
    actions.ask_for_reviews(now=timezone.now())
    actions.write_text(slug=text.slug, body_sv="Ny", body_en="", by=cast.elsa, seen=1)
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())
    actions.ask_for_reviews(now=timezone.now())

    assert list(Task.objects.values_list("about_kind", "state")) == [
        ("text", "done"),
        ("service", "dropped"),
    ]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("support/ideverkstaden-test-an-idea/", "by Idéverkstaden."),
        ("about/have-an-idea/", "by the coordinators."),
        ("about/", "by the coordinators."),
    ],
)
def test_pages_say_when_they_were_changed_and_by_whom(
    client: Client, cast: Cast, path: str, sentence: str
) -> None:
    page = client.get(f"/en/{path}").content.decode()

    assert "Last changed" in page
    assert sentence in page
    assert "Elsa" not in page


def test_an_idea_written_with_zeros_is_the_same_page(cast: Cast) -> None:
    """Else each way of writing it would be a page, and a task, of its own."""
    idea = Idea.objects.public()[0]

    said(f"ideas/{idea.pk}/")
    with pytest.raises(Http404):
        said(f"ideas/0{idea.pk}/")

    assert [page.path for page in Page.objects.all()] == [f"ideas/{idea.pk}/"]
