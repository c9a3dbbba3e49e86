"""What is written in one language alone says so on the pages of the other."""

import pytest
from django.test import Client

from samverka.calls.models import Call
from samverka.calls.tests.story import new
from samverka.cast import Cast
from samverka.ideas.tests.story import in_state
from samverka.trail.tests.story import a_project, an_idea

CALL, IDEA, PROJECT = "Pengar till odling", "Ett växthus på taket", "Projektet roof"


@pytest.mark.parametrize(("language", "said"), [("sv", ""), ("en", ' lang="sv"')])
def test_a_title_that_is_in_swedish_alone_says_so(
    client: Client, cast: Cast, language: str, said: str
) -> None:
    new("growing", title_sv=CALL, title_en="", state=Call.State.PUBLISHED)
    idea = an_idea(IDEA, language="sv")
    a_project(summary_sv="Alla ska kunna odla.", idea=idea)
    call, project = f"/{language}/calls/growing/", f"/{language}/projects/roof/"
    about = f"/{language}/ideas/{idea.pk}/"

    def read(path: str) -> str:
        return client.get(path).content.decode()

    assert f"<h1{said}>{CALL}</h1>" in read(call)
    assert f'<a href="{call}"{said}>{CALL}</a>' in read(f"/{language}/calls/")
    assert f"<h1{said}>{IDEA}</h1>" in read(about)
    assert f'<a href="{about}"{said}>{IDEA}</a>' in read(f"/{language}/ideas/")
    assert f'<a href="{project}"{said}>{PROJECT}</a>' in read(about)
    assert f'<a href="{project}"{said}>{PROJECT}</a>' in read(f"/{language}/projects/")
    page = read(project)
    assert f"<h1{said}>{PROJECT}</h1>" in page
    assert f'<div class="stack"{said}><p>Alla ska kunna odla.</p></div>' in page
    assert f'<a href="{about}"{said}>{IDEA}</a>' in page


@pytest.mark.parametrize(("language", "said"), [("sv", ' lang="en"'), ("en", "")])
def test_an_idea_in_english_says_so_to_those_who_care_for_it_in_swedish(
    client: Client, cast: Cast, language: str, said: str
) -> None:
    idea = in_state("new", title="A greenhouse", language="en")
    client.force_login(cast.elsa)

    there = f"/{language}/ideas/inbox/{idea.pk}/"
    inbox, care = (
        client.get(path).content.decode() for path in (f"/{language}/ideas/inbox/", there)
    )

    assert f"<h1{said}>A greenhouse</h1>" in care
    assert f'<a href="{there}"{said}>A greenhouse</a>' in inbox
