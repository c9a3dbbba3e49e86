"""Concepts: read, checked and found in texts."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from samverka.matching import VocabularyError
from samverka.matching.language import BOTH, Language, Passage
from samverka.matching.tests.conftest import VOCABULARY
from samverka.matching.vocabulary import GOALS, GROUPS, SHIPPED, Vocabulary, vocabulary_at
from samverka.matching.words import term, words_of

GOOD = '[[concept]]\nid = "work"\ngroup = "theme"\nsv = "arbete"\nen = "work"\n'


# What the UN calls its goals, in Swedish and in English.
GOAL_NAMES = {
    1: ("Ingen fattigdom", "No poverty"),
    2: ("Ingen hunger", "Zero hunger"),
    3: ("God hälsa och välbefinnande", "Good health and well-being"),
    4: ("God utbildning för alla", "Quality education"),
    5: ("Jämställdhet", "Gender equality"),
    6: ("Rent vatten och sanitet för alla", "Clean water and sanitation"),
    7: ("Hållbar energi för alla", "Affordable and clean energy"),
    8: ("Anständiga arbetsvillkor och ekonomisk tillväxt", "Decent work and economic growth"),
    9: (
        "Hållbar industri, innovationer och infrastruktur",
        "Industry, innovation and infrastructure",
    ),
    10: ("Minskad ojämlikhet", "Reduced inequalities"),
    11: ("Hållbara städer och samhällen", "Sustainable cities and communities"),
    12: ("Hållbar konsumtion och produktion", "Responsible consumption and production"),
    13: ("Bekämpa klimatförändringarna", "Climate action"),
    14: ("Hav och marina resurser", "Life below water"),
    15: ("Ekosystem och biologisk mångfald", "Life on land"),
    16: ("Fredliga och inkluderande samhällen", "Peace, justice and strong institutions"),
    17: ("Genomförande och globalt partnerskap", "Partnerships for the goals"),
}


def concepts(text: str, language: Language, path: Path = VOCABULARY) -> list[tuple[str, str]]:
    """The concepts in a text, each with the words that name it."""
    vocabulary = vocabulary_at(path)
    words = list(words_of(text, Passage(0, len(text), (language,))))
    return [
        (mention.concept, text[words[mention.first].start : words[mention.last].end])
        for mention in vocabulary.mentions(words, (language,))
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("sv", "Arbetslösa ungdomar!", [("young-without-work", "Arbetslösa ungdomar")]),
        ("sv", "odlar vi tillsammans", [("community-gardening", "odlar vi tillsammans")]),
        ("sv", "odlar grönsaker tillsammans", []),
        ("sv", "tillsammans odlar", []),
        ("sv", "våra kolonilotter", [("community-gardening", "kolonilotter")]),
        ("sv", "ett sommarjobb", [("work", "sommarjobb")]),
        # The longer wording says more: "arbete" is not told beside it.
        ("sv", "för unga utan arbete", [("young-without-work", "unga utan arbete")]),
        (
            "en",
            "The allotments, the jobs",
            [("community-gardening", "allotments"), ("work", "jobs")],
        ),
        ("en", "youth", []),
    ],
)
def test_concepts_in_a_text(language: Language, text: str, found: list[tuple[str, str]]) -> None:
    assert concepts(text, language) == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[concept]", "vocabulary"),
        (GOOD + GOOD, "concept 'work' stands twice"),
        (GOOD + 'broader = ["jobs"]', "concept 'work': broader 'jobs' does not exist"),
        (GOOD + 'broader = ["work"]', "concept 'work' cannot be broader than itself"),
        (GOOD + 'sv_forms = "jobb"', "concept 'work': sv_forms must be a list of texts"),
        (
            GOOD + 'broader = ["job"]\n' + GOOD.replace("work", "job") + 'broader = ["work"]',
            "concept 'work': its broader concepts lead back to it",
        ),
        (GOOD + "sdg = [18]", "concept 'work': sdg must be a list of numbers from 1 to 17"),
        (GOOD + 'sdg = ["8"]', "concept 'work': sdg must be a list of numbers from 1 to 17"),
        (GOOD + "sdg = [1, 2, 3, 4]", "concept 'work': sdg names at most 3 goals"),
        (GOOD + "sdg = [8, 8]", "concept 'work': sdg names at most 3 goals, each once"),
        (GOOD + 'icnp = ["D40", "D43"]', "concept 'work': icnp 'D43' is not a class of ICNP/TSO"),
        (GOOD.replace("theme", "topic"), "concept 'work': group 'topic' is not one of"),
        (GOOD.replace('en = "work"', ""), "concept 'work': there is no label in 'en'"),
        (GOOD.replace('"work"', '"the work"', 1), "concept 'the work': the id must be a word"),
    ],
)
def test_a_mistake_names_the_concept(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(VocabularyError, match=error):
        Vocabulary.read(path)


def test_a_concept_speaks_for_goals_and_stands_in_classes() -> None:
    vocabulary = Vocabulary.read(VOCABULARY)

    assert (vocabulary.sdg("young-without-work"), vocabulary.sdg("community-gardening")) == (
        (4, 8),
        (),
    )
    assert vocabulary.icnp("young-without-work") == ("D11", "D41")


def test_the_shipped_vocabulary_is_sound_and_read_once() -> None:
    assert vocabulary_at(SHIPPED) is vocabulary_at(SHIPPED)


def test_the_concepts_of_a_group() -> None:
    vocabulary = Vocabulary.read(VOCABULARY)

    assert [one.id for one in vocabulary.of_group("activity")] == ["community-gardening"]
    assert sum(len(vocabulary_at(SHIPPED).of_group(group)) for group in GROUPS) > 200


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("goal", GOALS)
def test_the_name_of_a_goal_leads_to_a_concept_that_speaks_for_it(
    goal: int, language: Language
) -> None:
    name = GOAL_NAMES[goal][BOTH.index(language)]

    speaking = [
        concept
        for concept, words in concepts(name, language, SHIPPED)
        if goal in vocabulary_at(SHIPPED).sdg(concept) and words == name
    ]

    assert len(speaking) == 1


def test_the_shipped_wordings_belong_to_one_concept_and_lose_nothing_when_read() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    numbers = []
    for row in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["concept"]:
        for language in BOTH:
            for form in (row[language], *row[f"{language}_forms"]):
                words = words_of(form, Passage(0, len(form), (language,)))
                owners[tuple(term(word.plain, language) for word in words)].add(row["id"])
                numbers += re.findall(r".*\d.*", form)

    assert {terms: ids for terms, ids in owners.items() if len(ids) > 1 or not terms} == {}
    assert numbers == []


def test_every_shipped_concept_has_its_place() -> None:
    for row in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["concept"]:
        assert row["broader"] or row["group"] == "theme", f"{row['id']} stands under no theme"
        assert row["sdg"], f"{row['id']} speaks for no goal"
        assert row["icnp"], f"{row['id']} stands in no class"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("sv", "Många gamla sitter ensamma om kvällarna", "lonely-older-people"),
        ("sv", "Det går inga bussar hit på helgen", "rural-transport"),
        ("sv", "Min mormor har inget bankid", "electronic-id"),
        ("sv", "ungdomarna hamnar i gäng", "young-people-and-gangs"),
        ("sv", "vi hittar ingen ny kassör", "association-finances"),
        ("sv", "tjejer vågar inte gå hem", "girls-safety"),
        ("sv", "vi söker pengar till projektet", "project-funding"),
        ("sv", "min man dog i våras", "grief"),
        ("sv", "Han kom ut från kåken i mars", "ex-prisoners"),
        ("sv", "ingen vill sitta bredvid min son, alla hackar på honom", "bullying"),
        ("sv", "min dotter har inte varit i skolan sen jul", "school-absence"),
        ("sv", "affären i byn stänger", "local-shop"),
        ("sv", "jag brände ut mig förra året", "long-term-sick-leave"),
        ("sv", "de slänger mat varje kväll", "food-waste"),
        ("sv", "alla på gatan har en egen borrmaskin", "sharing-economy"),
        ("en", "Lonely pensioners who eat alone", "lonely-older-people"),
        ("en", "teenagers have nothing to do here", "youth-leisure"),
        ("en", "she cannot log in", "electronic-id"),
        ("en", "We are looking for partners", "finding-partners"),
        ("en", "I lost my wife in March", "grief"),
        ("en", "he got out of jail with nothing", "ex-prisoners"),
        ("en", "drunk teenagers behind the shop", "young-people-and-drugs"),
        ("en", "the coach yelled all the time", "mental-health-in-sport"),
        ("en", "she uses a wheelchair", "physical-disability"),
        ("en", "children with autism", "parents-of-disabled-children"),
    ],
)
def test_what_residents_write(language: Language, text: str, found: str) -> None:
    assert found in [concept for concept, _ in concepts(text, language, SHIPPED)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Common words with the stem of a wording: men/mens, papper/pappor, naturligt/naturen,
        # inflytande/inflyttare, mind/mindfulness, felt/felting, based on age/ageing.
        ("sv", "Men papper är naturligt, och den som skriver och läser får ett betydande val."),
        ("sv", "Samma tid som mål och medel, rita ett tecken och ställ skåpet där."),
        (
            "en",
            "I felt in my mind that the minor box and the bet were a security of a certain age.",
        ),
    ],
)
def test_common_words_name_no_concept(language: Language, text: str) -> None:
    assert concepts(text, language, SHIPPED) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vi soker lagenhet", ["housing"]),
        ("ensamma aldre pa landsbygden", ["lonely-older-people", "rural-development"]),
        ("En ungdomsgard", ["youth-leisure"]),
        ("Sjalvmordstankar", ["suicide-prevention"]),
    ],
)
def test_what_is_typed_without_its_letters(text: str, found: list[str]) -> None:
    assert [concept for concept, _ in concepts(text, "sv", SHIPPED)] == found


def test_a_compound_that_is_a_wording_is_not_its_last_part_too() -> None:
    found = [concept for concept, _ in concepts("Arbetsträning och sportlov", "sv", SHIPPED)]

    assert found == ["work-training", "holiday-activities"]


def test_a_near_concept_must_exist(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_text(GOOD + 'near = ["play"]\n', encoding="utf-8")

    with pytest.raises(VocabularyError, match="'work': near 'play' is no other concept"):
        Vocabulary.read(path)
