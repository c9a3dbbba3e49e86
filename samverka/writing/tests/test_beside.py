"""Comments, suggestions and versions, as people meet them on the pages."""

import base64

import pytest
from django.test import Client
from pycrdt import Doc
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.record.models import History
from samverka.writing import actions
from samverka.writing.actions.storing import edit, load
from samverka.writing.models import Pulse, SavedVersion, SharedText, Suggestion, Thread, Update
from samverka.writing.prose import document_of, make_say, opened, plain_of
from samverka.writing.tests.story import a_text, paragraph, position


@pytest.fixture
def text(cast: Cast) -> SharedText:
    """elsa writes, nils comments, rut reads."""
    found = a_text(**{cast.elsa.email: "write", cast.nils.email: "comment", cast.rut.email: "read"})
    return says(found, cast, "Tolv kvinnor odlar.", "Å, vad gott 🍅 det är.")


def says(text: SharedText, cast: Cast, *paragraphs: str) -> SharedText:
    wanted = {"type": "doc", "content": [paragraph(words) for words in paragraphs]}
    return edit(text=text, by=cast.elsa, change=lambda doc: make_say(doc, wanted))


def doc_of(text: SharedText) -> Doc:
    held, _ = load(text.pk)
    return opened(*held)


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_a_conversation_beside_the_text(text: SharedText, cast: Cast) -> None:
    nils, elsa = signed_in(cast.nils), signed_in(cast.elsa)
    page = f"/en/writing/{text.pk}/"

    sent = nils.post(f"{page}comments/", {"words": "Är det inte sex?", "quote": "Tolv kvinnor"})
    assert (sent.status_code, sent["Location"]) == (302, f"{page}#beside")
    thread = Thread.objects.get()
    fragment = elsa.post(
        f"{page}comments/{thread.pk}/", {"words": "Jo."}, headers={"X-Requested-With": "fetch"}
    )
    assert "Är det inte sex?" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    elsa.post(f"{page}comments/{thread.pk}/resolve/")
    elsa.post(f"{page}comments/{thread.pk}/resolve/")

    thread.refresh_from_db()
    said = [(comment.by, comment.words) for comment in thread.comments.all()]
    assert said == [(cast.nils, "Är det inte sex?"), (cast.elsa, "Jo.")]
    assert (thread.state, thread.resolved_by) == ("resolved", cast.elsa)
    assert [row.verb for row in History.objects.of(thread)] == ["begun", "answered", "resolved"]
    assert Pulse.objects.get(text=text).beside == 3

    nils.post(f"{page}comments/{thread.pk}/", {"words": "Eller sju?"})
    thread.refresh_from_db()
    assert thread.is_open


def test_who_may_only_read_is_refused_and_a_stranger_finds_nothing(
    text: SharedText, cast: Cast
) -> None:
    page = f"/en/writing/{text.pk}/"
    rut, kim = signed_in(cast.rut), signed_in(cast.kim)

    refused = rut.post(f"{page}comments/", {"words": "Jag också."})
    assert refused.status_code == 422
    assert "You may read this text, not change it." in refused.content.decode()
    assert "Jag också." in refused.content.decode()
    assert "Å, vad gott 🍅 det är." in rut.get(f"{page}reading/").content.decode()
    assert [kim.get(page).status_code, kim.get(f"{page}versions/").status_code] == [404, 404]
    assert not Thread.objects.exists()


def test_a_suggestion_changes_the_text_when_somebody_takes_it(text: SharedText, cast: Cast) -> None:
    start = position(doc_of(text), "gott")
    found = actions.suggest(
        text=text,
        by=cast.nils,
        anchor={"from": start},
        instead_of="gott 🍅",
        wanted="ljuvligt",
    )
    before = says(text, cast, "Först ett stycke.", "Tolv kvinnor odlar.", "Å, vad gott 🍅 det är.")
    assert "gott" in before.plain
    with pytest.raises(Refused, match="read this text"):
        actions.take_suggestion(suggestion=found, by=cast.nils)

    signed_in(cast.elsa).post(f"/en/writing/{text.pk}/suggestions/{found.pk}/take/")

    text.refresh_from_db()
    assert text.plain == "Först ett stycke.\nTolv kvinnor odlar.\nÅ, vad ljuvligt det är."
    assert plain_of(document_of(doc_of(text))) == text.plain
    found.refresh_from_db()
    assert (found.state, found.answered_by) == ("taken", cast.elsa)
    assert Pulse.objects.get(text=text).latest == Update.objects.of(text.pk).last().pk  # type: ignore[union-attr]
    with pytest.raises(Refused, match="quicker"):
        actions.decline_suggestion(suggestion=found, by=cast.elsa)


def test_a_suggestion_whose_words_are_gone_is_refused(text: SharedText, cast: Cast) -> None:
    start = position(doc_of(text), "Tolv")
    found = actions.suggest(
        text=text, by=cast.nils, anchor={"from": start}, instead_of="Tolv", wanted="Sex"
    )
    says(text, cast, "Något helt annat.")

    for anchor in ({"from": start}, {"from": "AAAA"}, {"from": "å"}, {}):
        Suggestion.objects.update(anchor=anchor)
        with pytest.raises(Refused, match="has changed since"):
            actions.take_suggestion(suggestion=found, by=cast.elsa)

    actions.decline_suggestion(suggestion=found, by=cast.nils)
    assert Suggestion.objects.get().state == "declined"


def test_versions_are_kept_compared_and_brought_back(text: SharedText, cast: Cast) -> None:
    elsa = signed_in(cast.elsa)
    page = f"/en/writing/{text.pk}/versions/"
    assert elsa.post(page, {"name": ""}).status_code == 422
    elsa.post(page, {"name": "Till parterna"})
    kept = SavedVersion.objects.get()
    says(text, cast, "Sex kvinnor odlar.", "Å, vad gott 🍅 det är.")

    shown = elsa.get(f"{page}{kept.pk}/").content.decode()
    assert "<del>Tolv</del><ins>Sex</ins>" in shown
    numbers = Pulse.objects.get(text=text).latest
    elsa.post(f"{page}{kept.pk}/restore/")

    text.refresh_from_db()
    assert text.plain == kept.plain == "Tolv kvinnor odlar.\nÅ, vad gott 🍅 det är."
    assert Pulse.objects.get(text=text).latest > numbers
    versions = [(one.why, one.plain[:4]) for one in SavedVersion.objects.all()]
    assert versions == [("restoring", "Sex "), ("named", "Tolv")]
    assert "Till parterna" in elsa.get(page).content.decode()


def test_much_that_is_taken_away_is_kept_by_itself(text: SharedText, cast: Cast) -> None:
    says(text, cast, "Ett långt stycke. " * 60)
    says(text, cast, "Kort.")

    assert [one.why for one in SavedVersion.objects.all()] == ["deletion"]


def test_many_threads_ask_the_database_as_often_as_one(
    text: SharedText, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.elsa)

    def added(number: int) -> None:
        for _ in range(number):
            actions.begin_thread(text=text, by=cast.nils, words="Hej")
            actions.suggest(
                text=text, by=cast.nils, anchor={"from": "x"}, instead_of="a", wanted="b"
            )
            actions.keep_version(text=text, by=cast.elsa, name="En till")

    added(1)
    client.get(f"/en/writing/{text.pk}/")
    for path, queries in ((f"/en/writing/{text.pk}/", 9), (f"/en/writing/{text.pk}/versions/", 7)):
        with django_assert_num_queries(queries):
            client.get(path)
    added(2)
    for path, queries in ((f"/en/writing/{text.pk}/", 9), (f"/en/writing/{text.pk}/versions/", 7)):
        with django_assert_num_queries(queries):
            client.get(path)


def test_a_position_is_what_a_browser_makes() -> None:
    """As Yjs encodes it: an item of a client, at a clock."""
    assert base64.b64decode(position(_one("Hej"), "j"))[0] == 0


def _one(words: str) -> Doc:
    doc = opened()
    make_say(doc, {"type": "doc", "content": [paragraph(words)]})
    return doc
