"""Amina puts up the logo of her association."""

from io import BytesIO
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.partnership.models import Logo
from samverka.partnership.pictures import LARGEST_FILE, small_picture
from samverka.partnership.tests.story import a_picture, greenery

ADDRESS = "/en/partners/foreningen-gronskan/logo/"


def hand_in(client: Client, content: bytes, name: str = "logo.png") -> str:
    """Returns what the page says of the file, empty when it is taken."""
    answer = client.post(ADDRESS, {"picture": SimpleUploadedFile(name, content)})
    if answer.status_code == 302:
        return ""
    assert answer.status_code == 422
    [error] = answer.context["form"].errors["picture"]
    return str(error)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_is_known_by_what_it_holds_and_made_small(client: Client, cast: Cast, kind: str) -> None:
    client.force_login(cast.amina)

    assert hand_in(client, a_picture(kind, (960, 480)), name="anything.exe") == ""

    logo = Logo.objects.get(organisation=greenery())
    with Image.open(BytesIO(bytes(logo.content))) as made:
        assert (made.format, made.size) == ("WEBP", (480, 240))
    assert (logo.width, logo.height) == (480, 240)
    page = client.get("/en/partners/foreningen-gronskan/").content.decode()
    assert f'src="/en/partners/foreningen-gronskan/logo/{logo.mark}/"' in page
    assert 'alt="The logo of Föreningen Grönskan"' in page


def test_everybody_gets_it_as_a_picture_and_nothing_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    hand_in(client, a_picture())
    logo = Logo.objects.get()

    answer = Client().get(logo.get_absolute_url())

    assert answer.content == bytes(logo.content)
    assert {name: answer[name] for name in ("Content-Type", "Cache-Control")} == {
        "Content-Type": "image/webp",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Client().get(f"/sv/partners/coompanion/logo/{logo.mark}/").status_code == 404
    assert Client().get("/sv/partners/foreningen-gronskan/logo/0000/").status_code == 404


def test_another_picture_has_another_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    hand_in(client, a_picture())
    first = Logo.objects.get().get_absolute_url()
    hand_in(client, a_picture(size=(41, 20)))
    second = Logo.objects.get().get_absolute_url()

    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)

    client.post(f"{ADDRESS}remove/")
    assert not Logo.objects.exists()
    assert 'class="logo"' not in client.get("/en/partners/foreningen-gronskan/").content.decode()


def test_what_the_camera_wrote_beside_it_is_gone() -> None:
    marks = Image.Exif()
    marks[0x010E] = "a secret place"
    marks[0x0112] = 6  # taken with the camera on its side

    made = small_picture(a_picture("JPEG", (40, 20), exif=marks, comment=b"a secret place"))

    assert b"secret" not in made.content
    assert (made.width, made.height) == (20, 40)
    with Image.open(BytesIO(made.content)) as picture:
        assert "exif" not in picture.info


def test_glass_stays_glass() -> None:
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")

    with Image.open(BytesIO(small_picture(written.getvalue()).content)) as picture:
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a picture we can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture we can read"),
        (b"<html><script>alert(1)</script>", "not a picture we can read"),
        (a_picture("GIF"), "not a picture we can read"),
        (a_picture("BMP"), "not a picture we can read"),
        (a_picture()[:60], "not a picture we can read"),
        (a_picture() + b"x" * LARGEST_FILE, "500 kB at most"),
        (a_picture(size=(5000, 5000)), "too many points"),
    ],
    ids=["nothing", "svg", "page", "gif", "bmp", "half", "large", "bomb"],
)
def test_what_cannot_be_a_logo_is_refused_in_words(
    client: Client, cast: Cast, content: bytes, why: str
) -> None:
    client.force_login(cast.amina)

    assert why in hand_in(client, content)
    assert not Logo.objects.exists()


def test_a_bomb_is_not_let_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that say they are a picture as large as a town: nothing of it is decoded."""
    head = bytearray(a_picture())
    head[16:24] = (60_000).to_bytes(4, "big") * 2
    head[29:33] = crc32(head[12:29]).to_bytes(4, "big")
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("it was decoded"))

    with translation.override("en"), pytest.raises(Refused, match="too many points"):
        small_picture(bytes(head))


@given(st.binary(max_size=400), st.integers(0, 60))
def test_no_bytes_stop_the_page(noise: bytes, kept: int) -> None:
    """Also those that begin as a picture."""
    for content in (noise, a_picture()[:kept] + noise):
        try:
            made = small_picture(content)
        except Refused:
            continue
        assert made.width > 0


def test_a_partner_that_has_left_takes_its_logo_along(client: Client, cast: Cast) -> None:
    client.force_login(cast.amina)
    hand_in(client, a_picture())
    partner = greenery()
    partner.left_on = timezone.localdate()
    partner.save()
    address = Logo.objects.get().get_absolute_url()

    assert client.get(address).status_code == 404
    client.force_login(cast.elsa)
    assert client.get(address)["Cache-Control"].startswith("private")


def test_notes_of_the_camera_that_make_no_sense_stop_nothing(client: Client, cast: Cast) -> None:
    """Its resolution is written in letters."""
    upright, letters = "0112 0003 00000001 00060000", "011a 0002 00000002 61620000"
    notes = b"Exif\0\0MM" + bytes.fromhex(f"002a 00000008 0002 {upright} {letters} 00000000")
    written = BytesIO()
    Image.new("RGB", (9, 9)).save(written, "JPEG", exif=notes)
    client.force_login(cast.amina)
    file = SimpleUploadedFile("logo.jpg", written.getvalue())

    answer = client.post("/en/partners/foreningen-gronskan/logo/", {"picture": file})

    assert answer.status_code in (302, 422)
