"""Pages for when something stands in the way."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import ResolverMatch

from samverka.cast import Cast
from samverka.home import views


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("trouble", "status"), [(Http404, 404), (PermissionDenied, 403), (SuspiciousOperation, 400)]
)
def test_whatever_stands_in_the_way_has_a_page_and_a_way_on(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[Exception],
    status: int,
    language: str,
) -> None:
    def stumble(request: HttpRequest) -> HttpResponse:
        raise trouble

    monkeypatch.setattr(
        "django.urls.resolvers.URLResolver.resolve",
        lambda self, path: ResolverMatch(stumble, (), {}),
    )
    answer = Client(raise_request_exception=False).get(f"/{language}/")

    page = answer.content.decode()
    assert answer.status_code == status
    assert page.count("<h1") == 1
    assert f'href="/{language}/"' in page


def test_trouble_of_ours_is_told_even_when_nothing_else_works(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(views, "how_far", stumble)
    answer = Client(raise_request_exception=False).get("/sv/")

    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()


def test_too_much_at_once_is_told(client: Client, cast: Cast) -> None:
    answer = client.post("/en/ideas/new/", {"text": "x" * (3 * 1024 * 1024 + 1)})

    assert answer.status_code == 400
    assert "shorter text" in answer.content.decode()


def test_a_file_that_was_too_large_to_be_read_is_told(cast: Cast) -> None:
    """The server hands over nothing of it, so there is no mark of ours in it either."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.amina)

    answer = client.post(
        "/en/partners/foreningen-gronskan/logo/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1),
    )

    assert answer.status_code == 413
    assert (
        "A picture may have 500 kB at most, a table 3 MB, a signed letter 2.5 MB."
        in answer.content.decode()
    )


def test_an_address_that_never_was(client: Client, cast: Cast) -> None:
    for path in ("/sv/nowhere/", "/en/ideas/0/", f"/sv/ideas/{'9' * 40}/", "/sv/%00/", "/sv/%ff/"):
        assert client.get(path).status_code == 404, path


def test_another_sites_words_never_get_a_button_of_ours(cast: Cast) -> None:
    """Our page that offers to send again must not lend its token to whoever posts at us."""
    client = Client(enforce_csrf_checks=True)
    words = {"name": "words of another site"}

    ours = client.post("/en/account/", words, headers={"Origin": "http://testserver"})
    theirs = client.post("/en/account/", words, headers={"Origin": "https://evil.example"})
    quiet = client.post("/en/account/", words, headers={"Sec-Fetch-Site": "cross-site"})

    assert "words of another site" in ours.content.decode()
    assert "words of another site" not in theirs.content.decode()
    assert "words of another site" not in quiet.content.decode()
    assert {ours.status_code, theirs.status_code, quiet.status_code} == {403}
