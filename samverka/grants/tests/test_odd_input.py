"""Whatever is sent to an applicant's pages is answered with a page, and breaks nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from samverka.cast import Cast
from samverka.grants.models import GrantApplication
from samverka.grants.tests.story import a_round
from samverka.grants.tests.writing import begun, budget, project, texts, who
from tests.patience import examples

pytestmark = pytest.mark.django_db

ODD = some.one_of(
    some.sampled_from(
        [
            *("", "0", "-1", "9" * 400, "1e9", "NaN", "12 000,50", "330,505", "1,2,3", "on"),
            *("2027-13-01", "0001-01-01", "9999-12-31", "<script>", "\0", "a@b", "ABCDEFGH"),
            *("\N{COMBINING TILDE}" * 200, "x" * 21_000, "850101-1234"),
        ]
    ),
    some.text(some.characters(codec="utf-8"), max_size=40),
)
PAGES: dict[str, Any] = {"who": who, "project": project, "texts": texts, "budget": budget}


@pytest.fixture
def application(cast: Cast, client: Client, settings: Any) -> GrantApplication:
    settings.MATCHES_PER_MINUTE = 1_000_000
    return begun(client, a_round(cast))


@pytest.mark.slow
@pytest.mark.parametrize("step", PAGES)
@given(data=some.data())
@examples(25)
def test_whatever_is_written(
    application: GrantApplication, step: str, data: some.DataObject
) -> None:
    sent = {name: data.draw(ODD, label=name) for name in [*PAGES[step](), "seen"]}
    client = Client(raise_request_exception=False)
    address = f"/en/grants/mine/{application.key}/write/{step}/"
    with transaction.atomic():
        answers = [client.post(address, sent), client.post(f"{address}live/", sent)]
        answers.append(client.get(application.own_url))
        transaction.set_rollback(True)
    assert {one.status_code for one in answers} <= {200, 302, 422}
    assert all("<script>" not in one.content.decode().partition("<main")[2] for one in answers)


@pytest.mark.parametrize("step", PAGES)
def test_nothing_at_all_changes_nothing(
    application: GrantApplication, client: Client, step: str
) -> None:
    before = (application.name, application.email)
    assert client.post(f"{application.own_url}write/{step}/").status_code in (302, 422)
    application.refresh_from_db()
    assert (application.name, application.email) == before


@pytest.mark.parametrize("name", ["plan.pdf", "../../etc/passwd", "bild.svg", "a" * 400])
@pytest.mark.parametrize(
    ("content", "status"), [(b"%PDF-1.7", 302), (b"<svg onload=x>", 422), (b"", 422)]
)
def test_a_file_is_known_by_what_it_holds(
    application: GrantApplication, client: Client, name: str, content: bytes, status: int
) -> None:
    address = f"{application.own_url}files/"
    answer = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == status
    for file in application.enclosures.all():
        given_back = client.get(f"{address}{file.pk}/")
        assert given_back["Content-Disposition"].startswith("attachment")
        assert given_back["X-Content-Type-Options"] == "nosniff"
        assert "/" not in file.name
