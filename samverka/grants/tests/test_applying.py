"""An application is written, stopped where it does not keep the terms, mended and handed in."""

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.templatetags.samverka import money
from samverka.common.writing import begin_writing
from samverka.grants.actions.applicant import LETTERS_AN_HOUR
from samverka.grants.actions.applying import forget_marks
from samverka.grants.actions.forgetting import mind_drafts
from samverka.grants.eligibility import obstacles
from samverka.grants.models import Completion, GrantApplication, Round
from samverka.grants.rules import known_to
from samverka.grants.tests.story import a_round, declare
from samverka.grants.tests.writing import (
    EMAIL,
    NAME,
    begun,
    budget,
    hand_in,
    project,
    texts,
    who,
    write,
    written,
)
from samverka.record.models import History, Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(cast: Cast) -> Round:
    return a_round(cast)


def test_two_lines_are_enough_to_begin_and_the_way_back_comes_by_letter(
    client: Client, turn: Round
) -> None:
    application = begun(client, turn)

    assert (application.name, application.email, application.state) == (NAME, EMAIL, "draft")
    [letter] = Letter.objects.about(application)
    assert (letter.to, application.own_url in letter.body) == (EMAIL, True)
    page = client.get(application.own_url)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "private, no-store"


def test_the_same_page_sent_twice_begins_one(client: Client, turn: Round) -> None:
    first = begun(client, turn, writing=(mark := begin_writing()))
    assert begun(client, turn, writing=mark) == first


def test_what_is_written_is_kept_page_by_page(client: Client, turn: Round) -> None:
    application = written(client, turn)

    assert (application.title, application.kind) == ("Trädgården för alla", "association")
    assert application.answers == texts()
    assert [(one.kind, one.what, one.amount, one.quantity) for one in application.costs.all()] == [
        ("cost", "Jord och verktyg", Decimal(40_000), None),
        ("hours", "Ledare och frivilliga", None, Decimal(122)),
    ]
    assert obstacles(application) == []


def test_a_slip_in_one_field_loses_nothing_in_the_others(client: Client, turn: Round) -> None:
    application = begun(client, turn)

    answer = write(client, application, "who", who(email="odlarna", phone="070-1740605"))

    assert answer.status_code == 422
    assert 'value="odlarna"' in answer.content.decode()
    application.refresh_from_db()
    assert (application.contact_name, application.phone, application.email) == (
        "Viola Viby (exempel)",
        "070-1740605",
        EMAIL,
    )


def test_who_writes_on_an_older_page_is_shown_what_stands_there(
    client: Client, turn: Round
) -> None:
    application = begun(client, turn)
    address = f"/sv/grants/mine/{application.key}/write/project/"
    write(client, application, "project", project(title="Den ena"))

    answer = client.post(address, {"seen": application.version - 1, **project(title="Den andra")})

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Den ena" in shown
    assert 'value="Den andra"' in shown
    application.refresh_from_db()
    assert application.title == "Den ena"


def test_a_person_s_own_number_is_refused(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    answer = write(client, application, "who", who(organisation_number="850101-1234"))
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.organisation_number == ""


def test_too_small_an_own_share_stops_it_until_it_is_mended(client: Client, turn: Round) -> None:
    application = written(client, turn, budget=budget(hours=[("Ledare", "100")]))

    answer = hand_in(client, application)

    assert answer.status_code == 422
    [only] = obstacles(application)
    assert (only.code, only.step) == ("own-share", "budget")
    assert "22 ideella timmar" in only.words
    application.refresh_from_db()
    assert application.state == "draft"

    write(client, application, "budget", budget())
    assert hand_in(client, application).status_code == 302


def test_all_of_it_can_be_read_before_it_is_handed_in(client: Client, turn: Round) -> None:
    application = written(client, turn)
    page = client.get(application.own_url).content.decode()
    assert page.count("Vi har talat med dem som bor här.") == len(texts())
    assert "Vi öppnar trädgården för dem som inte har någon egen." in page
    assert f"Ni söker {money(Decimal(40_000), 'SEK')} och lägger in" in page

    hand_in(client, application)
    page = client.get(application.own_url).content.decode()
    assert "Nu ser en handläggare efter om något saknas." in page
    assert "Vi har talat med dem som bor här." not in page


def test_it_is_handed_in_once_frozen_with_a_number_and_a_receipt(
    client: Client, turn: Round
) -> None:
    application = written(client, turn)

    answer = hand_in(client, application)
    again = hand_in(client, application)

    assert answer["Location"] == again["Location"] == f"{application.own_url}?sent"
    application.refresh_from_db()
    [paper] = application.papers.all()
    assert application.sha256 == paper.sha256 == hashlib.sha256(bytes(paper.pdf)).hexdigest()
    assert application.number in client.get(answer["Location"]).content.decode()
    pdf = client.get(f"{application.own_url}paper/pdf/")
    assert pdf.content == bytes(paper.pdf)
    assert pdf["Content-Disposition"] == f'attachment; filename="{application.number}.pdf"'
    letters = Letter.objects.about(application)
    assert [one.to for one in letters] == [EMAIL, EMAIL, "elsa@example.org"]
    assert application.number in letters[1].subject
    assert [one.verb for one in History.objects.of(application)][-1] == "handed_in"


def test_afterwards_nothing_in_it_can_be_changed(client: Client, turn: Round) -> None:
    application = written(client, turn)
    hand_in(client, application)

    answer = write(client, application, "project", project(title="Ett annat"))

    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.title == "Trädgården för alla"


def test_a_round_that_closed_meanwhile_says_so_and_keeps_everything(
    client: Client, turn: Round
) -> None:
    application = written(client, turn)
    Round.objects.filter(pk=turn.pk).update(closes_on=timezone.localdate() - timedelta(days=1))

    answer = hand_in(client, application)

    assert answer.status_code == 422
    application.refresh_from_db()
    assert (application.state, application.answers) == ("draft", texts())
    assert [one.code for one in obstacles(application)] == ["closed"]


def test_an_error_in_the_budget_says_which_line_it_is_in(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    told = budget(costs=[("Jord", "mycket"), ("", "300")])
    page = client.post(f"/en/grants/mine/{application.key}/write/budget/", told).context["form"]

    assert [words.partition(":")[0] for _to, words in page.error_links] == ["Jord", "Line 2"]
    assert page.asked.fields["asked"].help_text == "From 20,000 to 50,000 kronor."


def test_what_was_to_be_completed_is_handed_in_again(
    client: Client, cast: Cast, turn: Round
) -> None:
    application = written(client, turn)
    hand_in(client, application)
    application.refresh_from_db()
    number, sent_at = application.number, application.sent_at
    asked = Completion.objects.create(
        application=application, words="Hur många är ni?", due_on=timezone.localdate()
    )
    GrantApplication.objects.filter(pk=application.pk).update(state="incomplete")
    Round.objects.filter(pk=turn.pk).update(state=Round.State.ENDED)

    assert "Hur många är ni?" in client.get(application.own_url).content.decode()
    write(client, application, "texts", texts(who="Vi är tolv."))
    assert hand_in(client, application, answer="Tolv.").status_code == 302

    application.refresh_from_db()
    asked.refresh_from_db()
    assert (application.state, application.number) == ("sent", number)
    assert application.sent_at == sent_at  # the day of handing in is the first
    assert (asked.state, asked.answer) == ("answered", "Tolv.")
    assert application.papers.count() == 2


def test_it_is_withdrawn_and_taken_back(client: Client, turn: Round) -> None:
    application = written(client, turn)
    hand_in(client, application)

    client.post(f"{application.own_url}withdraw/")
    application.refresh_from_db()
    assert application.state == "withdrawn"

    client.post(f"{application.own_url}return/")
    application.refresh_from_db()
    assert application.state == "sent"


def test_an_officer_with_an_interest_gets_no_letter(
    client: Client, cast: Cast, turn: Round
) -> None:
    application = written(client, turn)
    hand_in(client, application)
    application.refresh_from_db()
    declare(application, cast.elsa, conflict=True)
    assert [*known_to(cast.elsa)] == []

    client.post(f"{application.own_url}withdraw/")

    subjects = Letter.objects.about(application).filter(to=cast.elsa.email)
    assert subjects.count() == 1  # the one from before


def test_who_is_signed_in_finds_it_on_their_desk(client: Client, cast: Cast, turn: Round) -> None:
    client.force_login(cast.kim)
    application = begun(client, turn)
    assert application.writer == cast.kim
    assert application.own_url in client.get("/sv/desk/").content.decode()


def test_a_draft_that_nobody_touches_is_forgotten_after_a_letter(
    client: Client, turn: Round
) -> None:
    application = begun(client, turn)
    now = timezone.now()

    assert mind_drafts(now=now + timedelta(days=75)) == 0
    assert mind_drafts(now=now + timedelta(days=77)) == 1
    assert mind_drafts(now=now + timedelta(days=80)) == 0
    [_first, warning] = Letter.objects.about(application)
    assert application.own_url in warning.body
    assert mind_drafts(now=now + timedelta(days=92)) == 1
    assert not GrantApplication.objects.filter(pk=application.pk).exists()
    assert not Letter.objects.about(application).filter(to=EMAIL).exists()


def test_whoever_saves_anything_keeps_the_draft(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    mind_drafts(now=timezone.now() + timedelta(days=77))
    write(client, application, "project", project())
    application.refresh_from_db()
    assert application.warned_at is None


def test_what_is_handed_in_is_never_forgotten_so(client: Client, turn: Round) -> None:
    application = written(client, turn)
    hand_in(client, application)
    assert mind_drafts(now=timezone.now() + timedelta(days=500)) == 0


def test_the_mark_of_the_network_is_kept_for_a_day(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    assert application.sender_mark
    GrantApplication.objects.update(begun_at=timezone.now() - timedelta(days=2))
    assert forget_marks() == 1


def test_while_writing_sums_are_renewed_and_kept(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    address = f"/en/grants/mine/{application.key}/write/budget/live/"

    answer = client.post(address, {"seen": application.version, **budget()}).content.decode()

    assert "SEK\N{NO-BREAK SPACE}80,260" in answer  # 40,000 and 122 hours at 330
    assert "data-kept" in answer
    application.refresh_from_db()
    assert application.asked == Decimal(40_000)


def test_half_an_address_gets_no_letter(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    live = f"/sv/grants/mine/{application.key}/write/who/live/"

    client.post(live, {"seen": application.version, **who(email="ny@odlarna.ex")})
    application.refresh_from_db()
    assert application.email == "ny@odlarna.ex"
    assert [one.to for one in Letter.objects.about(application)] == [EMAIL]

    for email in ("ny@odlarna.example", EMAIL, "ny@odlarna.example"):
        write(client, application, "who", who(email=email))
    assert [one.to for one in Letter.objects.about(application)] == [EMAIL, "ny@odlarna.example"]


def test_one_application_writes_to_so_many_and_no_more(client: Client, turn: Round) -> None:
    application = begun(client, turn)
    for n in range(LETTERS_AN_HOUR):
        write(client, application, "who", who(email=f"a{n}@odlarna.example"))

    answer = write(client, application, "who", who(email="en.till@odlarna.example"))

    assert answer.status_code == 422
    assert not Letter.objects.filter(to="en.till@odlarna.example").exists()


def test_many_from_one_network_are_asked_to_wait(
    client: Client, turn: Round, settings: LazySettings
) -> None:
    settings.GRANTS_PER_HOUR = 1
    begun(client, turn)
    facts = {"name": "Andra", "email": "", "writing": begin_writing()}
    answer = client.post(f"/sv/grants/{turn.slug}/apply/", facts)
    assert answer.status_code == 422


def test_a_round_says_when_it_pauses_as_the_calls_do(client: Client, cast: Cast) -> None:
    a_round(cast, paused_months=[12, 7])

    page = client.get("/sv/grants/tests-round/").content.decode()

    assert "Öppen hela året utom i juli och december" in page
    assert "<dd>Förening</dd>" in page
