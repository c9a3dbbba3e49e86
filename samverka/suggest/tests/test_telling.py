"""Every suggestion says why, in plain words of the page's language."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.matching import Reason
from samverka.projects.models import Project
from samverka.suggest import index
from samverka.suggest.find import Suggestion, find
from samverka.suggest.sources import Card
from samverka.suggest.telling import explains, in_words, wordings_of

WOMEN = "Vi vill hjälpa kvinnor födda utomlands till sitt första jobb."
NAMES = {"project:1": "Odla ihop", "partner:7": "Studieförbundet Vuxenskolan"}
TRANSLATED = Reason("translation", "mat", 0.3, ("food",))
MISSPELT = Reason("spelling", "rådgivnning", 0.2, ("rådgivning",))


def suggestion(*reasons: Reason, written_in: str = "sv") -> Suggestion:
    card = Card("Meals together", "/en/calls/meals/")
    return Suggestion("call", "call:1", 0.5, card, reasons, NAMES, written_in)


def shown(one: Suggestion, **context: object) -> str:
    """The line of reasons as HTML, spaces made one."""
    page = render_to_string("suggest/suggestion.html", {"one": one, **context})
    [why] = re.findall(r'<p class="why">(.*)</p>', page)
    return " ".join(unescape(why).split())


@pytest.mark.parametrize(
    ("reason", "swedish", "english"),
    [
        (Reason("words", "odla mat", 0.5), "odla mat", "odla mat"),
        (Reason("concept", "odling", 0.5, ("odla",)), "odling", "odling"),
        (TRANSLATED, "mat (på engelska: food)", "mat (in English: food)"),
        (MISSPELT, "rådgivnning (rådgivning)", "rådgivnning (rådgivning)"),
        (Reason("spelling", "Odling", 0.2, ("odling",)), "Odling", "Odling"),
        (
            Reason("project", "project:1", 0.4, ("mat",)),
            "Ett liknande projekt fick pengar härifrån: Odla ihop",
            "A similar project got money here: Odla ihop",
        ),
        (
            Reason("project", "project:2", 0.4),
            "Ett liknande projekt fick pengar härifrån",
            "A similar project got money here",
        ),
        (Reason("place", "Nora", 0.1), "I samma kommun: Nora", "In the same municipality: Nora"),
        (Reason("place", "Nora", -0.2), "I en annan kommun: Nora", "In another municipality: Nora"),
        (
            Reason("applicant", "association, church", 0.1),
            "Den här sortens organisation får söka",
            "This kind of organisation may apply",
        ),
        (
            Reason("applicant", "association, school", -0.5),
            "Bara andra får söka: förening, school",
            "Only others may apply: association, school",
        ),
        (
            Reason("together", "partner:7", 0.3),
            "Har arbetat med Studieförbundet Vuxenskolan",
            "Has worked with Studieförbundet Vuxenskolan",
        ),
        (
            Reason("together", "partner:8", 0.3),
            "Har arbetat med någon av dem som är med",
            "Has worked with one of those who take part",
        ),
        (Reason("named", "Activa", 0.3), "Nämns i texten: Activa", "Named in the text: Activa"),
        (Reason("country", "Finland", 0.3), "Finns i Finland", "Is in Finland"),
        (
            Reason("meaning", "Vi vill …", 0.3),
            "Texterna liknar varandra i stort",
            "The two texts are alike as a whole",
        ),
        (Reason("of tomorrow", "as it is", 0.3), "as it is", "as it is"),
    ],
)
def test_every_type_of_reason_can_be_read(reason: Reason, swedish: str, english: str) -> None:
    with translation.override("sv"):
        assert in_words(reason, NAMES, "sv") == swedish
    with translation.override("en"):
        assert in_words(reason, NAMES, "sv") == english


def test_what_suits_nobody_in_particular_explains_nothing() -> None:
    suits = Reason("place", "Nora", 0.1)

    assert not explains([])
    assert not explains([suits, Reason("applicant", "church", -0.5)])
    assert explains([suits, Reason("words", "odla", 0.4)])


def test_each_wording_stands_once_and_not_within_a_longer_one() -> None:
    reasons = [
        Reason("words", "odla mat", 0.4),
        Reason("concept", "odling", 0.3, ("Odla", "odla mat")),
        TRANSLATED,
    ]

    with translation.override("en"):
        told = [str(one) for one in wordings_of(reasons, "")]

    assert told == ["odla mat", "mat (there called: food)"]


def test_another_word_is_said_aloud_in_its_own_language() -> None:
    one = suggestion(Reason("words", "odla", 0.4), TRANSLATED, MISSPELT)
    arrow = '<span aria-hidden="true">↔</span>'

    with translation.override("sv"):
        assert shown(one) == (
            f"Du skrev <q><mark>odla</mark></q>, <q><mark>mat</mark></q> {arrow}"
            '<span class="visually-hidden"> på engelska </span>'
            ' <span lang="en"><q>food</q></span> och <q><mark>rådgivnning</mark></q> (rådgivning).'
        )
    with translation.override("en"):
        assert shown(suggestion(TRANSLATED), said_by="idea") == (
            f'The idea says <span lang="sv"><q>mat</q></span> {arrow}'
            '<span class="visually-hidden"> in English </span> <q>food</q>.'
        )
    assert one.words == ["odla", "mat", "rådgivnning"]


def test_sentences_follow_the_words() -> None:
    one = suggestion(
        Reason("concept", "mat och måltider", 0.4, ("mat",)),
        Reason("project", "project:1", 0.3, ("mat",)),
        Reason("place", "Nora", -0.2),
    )

    with translation.override("sv"):
        assert shown(one) == (
            "Båda handlar om mat och måltider. Du skrev <q><mark>mat</mark></q>."
            " Ett liknande projekt fick pengar härifrån: Odla ihop. I en annan kommun: Nora."
        )


def test_what_documents_say_is_escaped() -> None:
    page = render_to_string(
        "suggest/suggestion.html",
        {"one": suggestion(Reason("translation", "<b>", 0.3, ("<i>",)))},
    )

    assert "<b>" not in page
    assert "<i>" not in page


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("text", [WOMEN, "rådgivnning om socialt förtagande", "We eat alone here"])
def test_nothing_is_suggested_without_a_reason(text: str, language: str) -> None:
    with translation.override(language):
        found = find(text).suggestions

        assert found
        assert all(one.concepts or one.words or one.sentences for one in found)
        assert all(said for one in found for _, said in one.whys)


def funded_project(call: Call) -> Project:
    made = Project.objects.create(
        slug="bees",
        title_sv="Bin på taken",
        summary_sv="Skolbarn sköter bikupor på hustaken och slungar honung med biodlare.",
        call=call,
    )
    index.rebuild()
    return made


@pytest.mark.usefixtures("indexed")
def test_a_call_tells_which_project_got_money_there_while_it_may_be_seen(cast: Cast) -> None:
    call = Call.objects.not_closed().filter(takes_any_idea=False)[0]
    project = funded_project(call)
    text = "Jag vill att skolbarn ska sköta bikupor och slunga honung."

    def told() -> list[str]:
        with translation.override("sv"):
            found = find(text, kinds=["call"], each=5).suggestions
            return [line for one in found if one.pk == call.pk for line in one.sentences]

    with_title = told()
    project.delete()
    index.matcher().remove(["idea:0"])  # another state of the index: cards are read again

    assert with_title == ["Ett liknande projekt fick pengar härifrån: Bin på taken"]
    assert told() == ["Ett liknande projekt fick pengar härifrån"]


@pytest.mark.usefixtures("indexed")
def test_who_asks_and_where_is_told() -> None:
    call = Call.objects.get(slug="example-women-born-abroad")

    def whys(applicant: str) -> list[str]:
        found = find(WOMEN, kinds=["call"], each=5, applicant=applicant).suggestions
        return [text for one in found if one.pk == call.pk for _, text in one.whys]

    with translation.override("en"):
        assert "This kind of organisation may apply" in whys("church")
        assert any(one.startswith("Only others may apply: ") for one in whys("university"))
        assert not any("apply" in one for one in whys(""))
