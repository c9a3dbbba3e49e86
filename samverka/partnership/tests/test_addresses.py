"""Addresses of web sites, as people write them."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.common.refusal import Refused
from samverka.partnership.addresses import LONGEST, host_of, web_address


@pytest.mark.parametrize(
    ("written", "kept", "host"),
    [
        ("www.example.org", "https://www.example.org", "example.org"),
        ("example.org/om-oss?x=1", "https://example.org/om-oss?x=1", "example.org"),
        ("http://example.org", "http://example.org", "example.org"),
        ("HTTPS://Example.org/A", "https://Example.org/A", "example.org"),
        ("https://grönskan.example:8080/", "https://grönskan.example:8080/", "grönskan.example"),
    ],
)
def test_what_people_write_is_made_whole(written: str, kept: str, host: str) -> None:
    assert web_address(written) == kept
    assert host_of(kept) == host


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "https://",
        "https://example",
        "example",
        "two words.org",
        "https://example.org\\@evil.example",
        "https://user:word@example.org",
        "user@example.org",
        "https://exa\nmple.org",
        f"https://example.org/{'x' * LONGEST}",
        "https://[::1",
    ],
)
def test_other_things_are_refused(written: str) -> None:
    with pytest.raises(Refused):
        web_address(written)


@given(st.text(max_size=60) | st.from_regex(r"(https?://)?[a-z0-9.@:/\\-]{1,40}", fullmatch=True))
def test_whatever_is_kept_leads_to_a_web_site(text: str) -> None:
    try:
        kept = web_address(text)
    except Refused:
        return
    parts = urlsplit(kept)
    assert parts.scheme in ("http", "https")
    assert host_of(kept)
    assert "@" not in parts.netloc
    assert not any(character.isspace() for character in kept)
    assert web_address(kept) == kept
