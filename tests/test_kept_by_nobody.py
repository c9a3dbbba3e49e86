"""What somebody who is signed in reads stays out of caches; visitors' pages are kept as before."""

from typing import Any

import pytest
from django.test import Client

from samverka.cast import Cast
from tests.test_permissions import addresses, all_is_up, path_of, places

__all__ = ["all_is_up", "places"]  # used as fixtures

NOT_KEPT = "private, no-store"
# For everybody the same, and their views say how long they may be kept.
SAME_FOR_ALL = ("/api/", "/open-data/", ".atom", ".ics", "/logo/")


def kept(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.headers.get("Cache-Control", "")


@pytest.mark.django_db
def test_the_same_page_is_kept_for_a_visitor_and_not_for_who_is_signed_in(cast: Cast) -> None:
    page, visitor, elsa = "/en/talks/", Client(), Client()
    elsa.force_login(cast.elsa)

    assert kept(visitor, page) == (200, "")
    assert kept(elsa, page) == (200, NOT_KEPT)
    assert kept(elsa, "/en/nowhere/") == (404, NOT_KEPT)
    for own_words in ("/en/calls.atom", "/en/calendar.ics"):  # the view has said how it is kept
        first = visitor.get(own_words)
        assert first.headers["Cache-Control"] == "no-cache"
        assert elsa.get(own_words).headers["Cache-Control"] == "no-cache"
        mark = {"If-None-Match": first.headers["ETag"]}
        assert visitor.get(own_words, headers=mark).status_code == 304


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("all_is_up")
def test_nothing_that_only_some_may_read_is_kept(cast: Cast, places: dict[str, Any]) -> None:
    """Every address: what a visitor does not get, nobody on the way keeps for another."""
    visitor, elsa = Client(raise_request_exception=False), Client(raise_request_exception=False)
    elsa.force_login(cast.elsa)
    wrong = []
    for address in addresses():
        path = path_of(address, places)
        if "logout" in path or "sign-out" in path:
            continue
        status, told = kept(elsa, path)
        alike = any(part in path for part in SAME_FOR_ALL) and kept(visitor, path)[0] == status
        if not alike and not {"private", "no-store"} & set(told.split(", ")):
            wrong.append((path, status, told))
    assert wrong == []
