"""Letters of commitment: made, handed in signed, replaced, given out again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.applications import actions
from samverka.applications.models import Member, Pledge, SignedCopy
from samverka.applications.tests.written import PDF, partner_of, picture, written
from samverka.cast import Cast
from samverka.collaboration.tests.pages import shown, signed_in
from samverka.common.refusal import Refused
from samverka.common.signed import LARGEST_FILE
from samverka.partnership.models import Organisation
from samverka.record.models import History


def test_a_letter_is_made_signed_and_replaced(cast: Cast) -> None:
    application = written(cast)
    member = partner_of(application)

    made = actions.make_letter(member=member, by=cast.amina)
    first = actions.hand_in_signed(member=member, content=PDF, name="../a b.exe", by=cast.rut)
    second = actions.hand_in_signed(member=member, content=picture(), name="x", by=cast.rut)
    aside = actions.set_signed_aside(member=member, by=cast.rut)

    assert (made.state, made.made_by, aside.state) == ("made", cast.amina, "made")
    assert [(one.name, one.kind, one.by) for one in (first, second)] == [
        ("a b.pdf", "application/pdf", cast.rut),
        ("x.png", "image/png", cast.rut),
    ]
    assert list(SignedCopy.objects.current()) == []
    assert SignedCopy.objects.count() == 2
    told = History.objects.of(application).values_list("verb", flat=True)
    assert list(told) == [
        "begun",
        "letter_made",
        "letter_signed",
        "letter_signed",
        "letter_set_aside",
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><script>", b"PK\x03\x04", b"\x89PNG\r\n\x1a\nno", b"GIF89a", b"%PDF-" * 600_000],
    ids=["nothing", "page", "zip", "broken", "gif", "large"],
)
def test_only_papers_are_taken(cast: Cast, content: bytes) -> None:
    member = partner_of(written(cast))
    with pytest.raises(Refused):
        actions.hand_in_signed(member=member, content=content, name="a.pdf", by=cast.rut)
    assert not Pledge.objects.exists()


def test_only_its_own_staff_and_the_lead_handle_a_letter(cast: Cast) -> None:
    application = written(cast)
    lead = application.members.get(role=Member.Role.LEAD)
    for member, person in [(lead, cast.rut), (partner_of(application), cast.elsa)]:
        with pytest.raises(Refused):
            actions.make_letter(member=member, by=person)


def test_the_page_takes_a_file_and_gives_it_back_to_keep(cast: Cast) -> None:
    application = written(cast)
    member = partner_of(application)
    client = signed_in(cast.rut)
    here = f"/en/applications/{application.pk}"
    there = f"{here}/letters/{member.pk}"

    assert client.post(f"{there}/make/").status_code == 302
    wrong = client.post(f"{there}/signed/", {"file": SimpleUploadedFile("a.pdf", b"<b>")})
    assert (wrong.status_code, "We can read PDF, PNG and JPEG here" in shown(wrong)) == (422, True)
    done = client.post(f"{there}/signed/", {"file": SimpleUploadedFile("Signerat å.pdf", PDF)})
    assert done.status_code == 302
    copy = SignedCopy.objects.get()
    page = shown(client.get(f"{here}/letters/"))
    assert "Signerat å.pdf" in page
    answer = client.get(f"{here}/copies/{copy.pk}/")
    assert answer.content == PDF
    assert {name: answer[name] for name in ("X-Content-Type-Options", "Content-Type")} == {
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "application/pdf",
    }
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Signerat")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert signed_in(cast.kim).get(f"{here}/copies/{copy.pk}/").status_code == 404
    assert Client().get(f"{here}/copies/{copy.pk}/").status_code == 302
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"{there}/file/{kind}/").content.startswith(start)
    assert client.get(f"{there}/file/exe/").status_code == 404


def test_a_letter_that_says_less_than_is_promised_now_is_told(cast: Cast) -> None:
    application = written(cast)
    member = partner_of(application)
    actions.make_letter(member=member, by=cast.amina)
    address = f"/en/applications/{application.pk}/letters/"
    old = "What is promised has changed since the letter was made"

    before = shown(signed_in(cast.amina).get(address))
    Member.objects.filter(pk=member.pk).update(does="Something else")
    after = shown(signed_in(cast.amina).get(address))

    assert (old in before, old in after) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_take_part(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = written(cast)
    others = Organisation.objects.partners().exclude(applications__application=application)
    for organisation in others[: number - 1]:
        member = application.members.create(organisation=organisation)
        actions.hand_in_signed(member=member, content=PDF, name="a.pdf", by=cast.amina)
    client = signed_in(cast.amina)
    with django_assert_num_queries(11):
        assert client.get(f"/en/applications/{application.pk}/letters/").status_code == 200


def test_a_file_may_not_be_larger_than_a_request() -> None:
    from django.conf import settings

    assert LARGEST_FILE < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
