"""Several files as one."""

import io
import zipfile
from hashlib import sha256

import pytest

from samverka.documents import DocumentError, archived, checked

FILES = {"Ansökan.pdf": b"%PDF", "Letters/A: home?.docx": b"PK", "x" * 200 + ".pdf": b""}


def test_an_archive_tells_what_is_in_it_and_is_always_the_same() -> None:
    made = archived(FILES)
    held = checked(made)
    assert list(held) == ["Ansökan.pdf", "Letters/A- home-.docx", "x" * 116 + ".pdf"]
    assert held["Letters/A- home-.docx"] == (sha256(b"PK").hexdigest())
    assert archived(FILES) == made
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.testzip() is None


def test_a_file_that_was_changed_is_found() -> None:
    with pytest.raises(ValueError, match="manifest"):
        checked(archived({"a.txt": b"as it was sent"}).replace(b"as it was", b"as it is!"))
    with pytest.raises(ValueError, match="manifest"):
        checked(archived({"a.txt": b""}).replace(b"a.txt", b"b.txt", 1))


@pytest.mark.parametrize("name", ["../a", "a//b", "", "a/..", "...", "manifest-sha256.txt"])
def test_no_name_leads_elsewhere(name: str) -> None:
    with pytest.raises(DocumentError):
        archived({name: b""})


def test_no_two_files_have_one_name() -> None:
    with pytest.raises(DocumentError):
        archived({"a?.txt": b"", "A*.txt": b""})
