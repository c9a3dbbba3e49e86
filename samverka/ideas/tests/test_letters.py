"""Every letter there is, in both languages: short, whole, and in the receiver's language."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from samverka.cast import Cast
from samverka.ideas import actions
from samverka.ideas.tests.story import ADVISOR, OWNER, sent, unreachable, workshop
from samverka.matching import language_of
from samverka.people.models import Person
from samverka.record import actions as record
from samverka.record.models import Letter

FOLDER = Path(settings.PACKAGE) / "ideas/templates/ideas/letters"
FRAMES = {"owner_letter", "team_letter"}
TEMPLATES = {path.stem for path in FOLDER.glob("*.txt")} - FRAMES
ADDRESS = re.compile(r"https?://\S+")
MISSING = "«missing»"
# An advisor chooses among three answers; who carries a question by hand gets its address too.
ADDRESSES = {"advisor_asked": 3, "advisor_reminded": 3, "carry_by_hand": 2}
MOST_WORDS, QUOTED_WORDS = 120, 80

# As awkward as a title may be: it looks like HTML, like a template and like a header.
TITLE = 'Åsa & Bo\'s "café" <b>for {{ all }}</b> %(name)s: Bcc: a@b.se'
LONG = "We met in spring and talked about it. " * 60


@dataclass
class Written:
    template: str
    made_in: str  # the language that was spoken when it was made
    letter: Letter

    @property
    def lines(self) -> list[str]:
        return self.letter.body.splitlines()

    @property
    def own_words(self) -> list[str]:
        """What we write ourselves: without quotes and addresses."""
        own = "\n".join(line for line in self.lines if not line.startswith(">"))
        return ADDRESS.sub("", own).split()


def tell_a_long_story(language: str, elsa: Person, nils: Person) -> None:
    """Everything happens, so that each letter is written at least once."""
    first, second = workshop()
    far: dict[str, Any] = {"title": TITLE, "text": LONG, "language": language, "may_show": True}
    idea = actions.assign_idea(idea=sent(**far), to=elsa, by=nils)
    one, two = actions.route_idea(idea=idea, to=[first], then=[unreachable()], by=elsa, words=LONG)
    days = timedelta(days=settings.ADVISOR_REMINDER_DAYS, minutes=1)
    actions.remind_advisors(now=timezone.now() + days)
    actions.answer_routing(routing=one, answer="suggested", words=LONG, suggested=second)
    actions.answer_routing(routing=two, answer="declined", words=LONG)
    [three] = actions.route_idea(idea=idea, to=[second], by=elsa)
    actions.answer_routing(routing=three, answer="accepted", words=LONG)
    actions.write_as_advisor(routing=three, text=LONG)
    actions.ask_owner(idea=idea, text=LONG, by=elsa, asks=True)
    actions.ask_owner(idea=idea, text="Yes.", by=elsa, asks=False)
    actions.answer_us(idea=idea, text=LONG)
    actions.publish_idea(idea=idea, by=elsa)
    actions.unpublish_idea(idea=idea, by=elsa)
    actions.move_idea(idea=idea, to="seeking_partners", by=elsa, reason=LONG)
    actions.tell_of_company(idea=idea, who=first.organisation, by=elsa)
    actions.move_idea(idea=idea, to="advised", by=elsa)
    actions.withdraw_idea(idea=idea)
    actions.return_idea(idea=idea)
    actions.merge_idea(idea=idea, into=sent(**far), by=elsa, reason=LONG)
    actions.assign_idea(idea=sent(**far), to=nils, by=nils)
    actions.hand_over_ideas(of=nils, to=elsa, by=nils)


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def letters(
    language: str, cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> list[Written]:
    """All the letters of the story; owner and coordinator read `language`."""
    cast.elsa.language = language
    cast.elsa.save()
    [templates] = settings.TEMPLATES
    options: Any = templates["OPTIONS"]
    shows_what_is_missing = {**options, "string_if_invalid": MISSING}
    settings.TEMPLATES = [{**templates, "OPTIONS": shows_what_is_missing}]
    made: list[tuple[str, str]] = []

    def watched(template: str, context: dict[str, Any]) -> str:
        made.append((Path(template).stem, get_language() or ""))
        return render_to_string(template, context)

    monkeypatch.setattr(record, "render_to_string", watched)
    tell_a_long_story(language, cast.elsa, cast.nils)
    written = Letter.objects.order_by("pk")
    return [Written(*one, letter) for one, letter in zip(made, written, strict=True)]


def test_every_letter_is_in_the_story(letters: list[Written]) -> None:
    assert {one.template for one in letters} == TEMPLATES


def test_each_is_written_in_the_language_of_its_receiver(
    letters: list[Written], language: str
) -> None:
    reads = {OWNER: language, "elsa@example.org": language, ADVISOR: "sv"}

    for one in letters:
        expected = reads[one.letter.to]
        assert (one.letter.language, one.made_in) == (expected, expected), one.template
        assert language_of(" ".join(one.own_words).replace(TITLE, "")) == expected, one.template


def test_each_says_in_its_subject_what_happened(letters: list[Written]) -> None:
    for one in letters:
        subject = one.letter.subject
        assert 10 <= len(subject) <= 200, one.template
        assert subject == " ".join(subject.split()), one.template


def test_each_is_short_and_our_own_words_few(letters: list[Written]) -> None:
    for one in letters:
        assert len(one.own_words) <= MOST_WORDS, one.template
        for line in one.lines:
            if line.startswith(">"):
                assert 0 < len(line.strip("> …").split()) <= QUOTED_WORDS, one.template


def test_nothing_is_missing_and_nothing_is_escaped(letters: list[Written]) -> None:
    for one in letters:
        text = f"{one.letter.subject}\n{one.letter.body}"
        assert MISSING not in text, one.template
        assert not re.search(r"&(amp|lt|gt|quot|#x?\d+);", text), one.template
        assert not re.search(r"\{\{|\{%|%\(", text.replace(TITLE, "")), one.template


def test_each_names_the_idea_leads_to_its_pages_and_is_signed(letters: list[Written]) -> None:
    for one in letters:
        body = one.letter.body
        assert TITLE in f"{one.letter.subject}\n{body}", one.template
        addresses = ADDRESS.findall(body)
        assert len(addresses) == ADDRESSES.get(one.template, 1), one.template
        for address in addresses:
            assert address.startswith(f"{settings.PUBLIC_URL}/{one.made_in}/ideas/"), one.template
        assert getattr(one.letter.partnership, f"name_{one.made_in}") in body, one.template


def test_a_letter_to_an_advisor_never_carries_the_owners_address(letters: list[Written]) -> None:
    keys = {one.letter.about_id for one in letters}
    assert len(keys) == 3
    for one in letters:
        if one.letter.to == ADVISOR:
            assert OWNER not in one.letter.body
            assert "/follow/" not in one.letter.body
