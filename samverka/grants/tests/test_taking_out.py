"""All of a round is taken out as one file, which holds only what the person may open."""

import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from samverka.cast import Cast
from samverka.documents.archive import checked
from samverka.grants.actions import taking_out
from samverka.grants.actions.declaring import set_aside
from samverka.grants.actions.taking_out import ask_for_archive, forget_archives, go_on_with_archives
from samverka.grants.models import ArchivePart, Panelist, Round, RoundArchive
from samverka.grants.tests.story import a_round, declare, handed_in, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(cast: Cast) -> Round:
    """Three applications; Elsa may open two of them."""
    found = a_round(cast, name_en="Our round")
    for name in ("Alfa", "Beta"):
        one = handed_in(found, name=name, title=f"Om {name}", state="assessed")
        for who in (cast.elsa, cast.nils, cast.rut):
            declare(one, who)
        scored(one, cast.nils, 4, 2)
        scored(one, cast.rut, 5, 5)
        one.enclosures.create(
            name="plan.pdf", kind="application/pdf", content=b"%PDF", size=4, sha256="ab" * 32
        )
    declare(handed_in(found, name="Gamma"), cast.elsa, conflict=True)
    return found


def test_it_is_made_step_by_step_and_holds_what_one_may_open(
    cast: Cast, turn: Round, client: Client
) -> None:
    client.force_login(cast.elsa)
    page = f"/en/grants/handling/{turn.slug}/archive/"
    assert "There is no file now." in client.get(page).content.decode()
    assert client.get(f"{page}file/").status_code == 404
    client.post(f"{page}ask/")
    client.post(f"{page}ask/")  # pressed twice
    archive = RoundArchive.objects.get()
    assert (archive.done, archive.of) == (0, 2)
    mark = client.get(f"{page}now/").headers["ETag"]
    assert client.get(f"{page}now/", headers={"If-None-Match": mark}).status_code == 304

    assert go_on_with_archives() == 3
    assert "2 applications" in client.get(page).content.decode()
    answer = client.get(f"{page}file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="our-round.zip"'
    names = sorted(name.split(" ", 1)[-1] for name in checked(answer.content))
    for said in ("alfa/", "beta/"):
        assert [name for name in names if name.startswith(said)]
    assert len(names) == 7  # three files of each, and the table
    assert not [name for name in names if "gamma" in name]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        table = next(name for name in packed.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(packed.read(table))) as book:
            cells = "".join(
                book.read(name).decode() for name in book.namelist() if name.endswith(".xml")
            )
    assert "Om Alfa" in cells
    assert "Gamma" not in cells
    assert not ArchivePart.objects.exists()


def test_what_was_made_is_kept_when_the_process_is_killed(
    cast: Cast, turn: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = ask_for_archive(turn=turn, by=cast.elsa)
    monkeypatch.setattr(taking_out, "AT_ONCE", 1)
    go_on_with_archives()
    archive.refresh_from_db()
    assert (archive.state, archive.done) == ("making", 1)

    def killed(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(taking_out, "case_paper", killed)
        with pytest.raises(KeyboardInterrupt):
            go_on_with_archives()
    archive.refresh_from_db()
    assert (archive.done, archive.parts.count()) == (1, 3)
    for _n in range(2):
        go_on_with_archives()
    archive.refresh_from_db()
    assert archive.state == "ready"


def test_what_cannot_be_made_is_told(
    cast: Cast, turn: Round, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_archive(turn=turn, by=cast.elsa)
    monkeypatch.setattr(taking_out, "MOST_BYTES", 10)
    go_on_with_archives()
    assert RoundArchive.objects.get().state == "failed"
    assert not ArchivePart.objects.exists()
    client.force_login(cast.elsa)
    page = client.get(f"/en/grants/handling/{turn.slug}/archive/").content.decode()
    assert "The file could not be made" in page


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_conflict_takes_the_file_away(
    cast: Cast, turn: Round, client: Client, steps: int
) -> None:
    one = turn.applications.get(name="Alfa")
    archive = ask_for_archive(turn=turn, by=cast.nils)
    for _n in range(steps):
        taking_out._step(RoundArchive.objects.defer("content").get(pk=archive.pk))
    place = Panelist.objects.get(round=turn, person=cast.nils)
    set_aside(application=one, place=place, words="Hans bror", by=cast.elsa)
    assert not RoundArchive.objects.exists()
    client.force_login(cast.nils)
    assert client.get(f"/en/grants/handling/{turn.slug}/archive/file/").status_code == 404


def test_a_tie_that_turns_up_takes_the_file_away_too(
    cast: Cast, turn: Round, client: Client
) -> None:
    one = turn.applications.get(name="Alfa")
    ask_for_archive(turn=turn, by=cast.nils)
    go_on_with_archives()
    client.force_login(cast.nils)
    file = f"/en/grants/handling/{turn.slug}/archive/file/"
    assert client.get(file).status_code == 200
    one.email = cast.nils.email
    one.save()
    assert client.get(file).status_code == 404


def test_it_is_ones_own_and_is_forgotten(cast: Cast, turn: Round, client: Client) -> None:
    ask_for_archive(turn=turn, by=cast.elsa)
    go_on_with_archives()
    client.force_login(cast.rut)
    assert client.get(f"/en/grants/handling/{turn.slug}/archive/file/").status_code == 404
    now = timezone.now()
    assert forget_archives(now=now) == 0
    assert forget_archives(now=now + taking_out.KEPT * 2) == 1
