"""Who sends this, as far as limits need to know."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from samverka.common.secrets import fingerprint, unguessable
from samverka.common.visitors import address_of, is_too_often, mark_of

HERE = "192.0.2.7"


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, None, HERE),
        (False, "198.51.100.1", HERE),  # anybody can write this header
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # only the last is the proxy's own word
        (True, "", HERE),
        (True, None, HERE),
    ],
)
def test_the_address_is_the_one_that_can_be_trusted(
    settings: LazySettings, behind_proxy: bool, forwarded: str | None, address: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}

    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=HERE).META) == address


def test_what_is_kept_of_an_address_does_not_tell_it(settings: LazySettings) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=HERE)

    mark = mark_of(request)
    assert mark == fingerprint(HERE)
    assert HERE not in mark
    settings.SECRET_KEY = "another"
    assert mark_of(request) != mark


def test_so_often_and_no_more_for_each_thing_and_each_address() -> None:
    one = RequestFactory().get("/", REMOTE_ADDR=HERE)
    other = RequestFactory().get("/", REMOTE_ADDR="192.0.2.8")

    tries = [is_too_often(one, what="ask", a_minute=2) for _ in range(3)]

    assert tries == [False, False, True]
    assert not is_too_often(other, what="ask", a_minute=2)
    assert not is_too_often(one, what="tell", a_minute=2)


def test_keys_cannot_be_guessed() -> None:
    keys = {unguessable() for _ in range(1000)}

    assert len(keys) == 1000
    assert {len(key) for key in keys} == {32}
