"""The log tells what happened without the keys that open pages."""

import logging

import pytest

from samverka.common.logs import WithoutKeys
from samverka.common.secrets import unguessable


@pytest.mark.parametrize("after", ["", "/", "/erase/", "?sent"])
def test_a_key_in_an_address_is_not_written(after: str) -> None:
    key = unguessable()
    path = f"/sv/ideas/follow/{key}{after}"
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s: %s", ("Gone", path), None)

    WithoutKeys().filter(record)

    assert record.getMessage() == f"Gone: /sv/ideas/follow/…{after}"


@pytest.mark.parametrize("last", ["a", "-", "_"])
def test_nor_is_one_that_is_a_file(last: str) -> None:
    path = f"/sv/calendar/{'k' * 31}{last}.ics"
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Gone: %s", (path,), None)

    WithoutKeys().filter(record)

    assert record.getMessage() == "Gone: /sv/calendar/….ics"


def test_other_addresses_stay() -> None:
    said = "Not Found: /sv/partners/x/"
    record = logging.LogRecord("x", logging.WARNING, "", 1, said, None, None)

    WithoutKeys().filter(record)

    assert record.getMessage() == said
