"""A letter of support: made from a template, signed on paper, there for who asked."""

from datetime import datetime

import pytest
from django.test import Client

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.documents import as_pdf
from samverka.record.models import Letter
from samverka.references.actions import asking, triage
from samverka.references.actions import letters as actions
from samverka.references.models import ReferenceRequest, SupportLetter
from samverka.references.papers import mark_of, proposed_text, support_paper
from samverka.references.tests.story import ASKER, PDF, accepted, requested, signed


def made(cast: Cast, request: ReferenceRequest, text: str = "We stand behind it.") -> SupportLetter:
    return actions.make_support_letter(
        request=request,
        text=text,
        language="sv",
        signatory=cast.nils,
        role="Sammankallande",
        by=cast.elsa,
    )


def test_the_template_is_filled_in_with_what_is_known(cast: Cast) -> None:
    request = accepted(cast)

    assert proposed_text(request, "en") == "\n\n".join(
        [
            "To Instituto Novo (example), Portugal",
            f"{cast.partnership.name_en} supports the project “Gardens that give jobs”.",
            "If it is granted we take part as: reference group. We meet the project 2 times a year"
            " and say what we think.",
            "Those of us who take part: Föreningen Grönskan.",
            "This holds if the project gets the money that it applies for.",
        ]
    )
    assert proposed_text(request, "sv").startswith("Till Instituto Novo (example), Portugal")


def test_each_version_stays_and_has_a_mark_of_its_own(cast: Cast) -> None:
    request = accepted(cast)
    first, second = made(cast, request), made(cast, request, "Other words.")

    numbers = list(request.letters.values_list("number", "signatory_name", "signatory_role"))
    assert numbers == [
        (2, "Nils Exempel", "Sammankallande"),
        (1, "Nils Exempel", "Sammankallande"),
    ]
    assert len({first.mark, second.mark}) == 2
    assert first.mark == mark_of(SupportLetter.objects.get(pk=first.pk))


def test_the_paper_names_who_signs_and_the_mark(cast: Cast) -> None:
    letter = made(cast, accepted(cast))
    paper = support_paper(letter, letter.made_at)

    said = repr(paper.parts)
    assert (paper.title, paper.language) == ("Stödbrev", "sv")
    assert "Nils Exempel, Sammankallande" in said
    assert letter.mark in said
    assert as_pdf(paper).content.startswith(b"%PDF-")
    assert support_paper(letter, datetime.min).parts == paper.parts


@pytest.mark.parametrize("who", ["nils", "amina", "kim", "olof"])
def test_only_coordinators_make_one(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="Only coordinators make a letter"):
        actions.make_support_letter(
            request=accepted(cast),
            text="Yes",
            language="sv",
            signatory=cast.nils,
            role="",
            by=getattr(cast, who),
        )


def test_somebody_without_a_role_cannot_sign(cast: Cast) -> None:
    with pytest.raises(Refused, match="cannot sign for the partnership"):
        actions.make_support_letter(
            request=accepted(cast),
            text="Yes",
            language="sv",
            signatory=cast.kim,
            role="",
            by=cast.elsa,
        )


def test_there_is_none_before_a_yes(cast: Cast) -> None:
    with pytest.raises(Refused, match="Say yes to the request first"):
        made(cast, requested())


def test_the_signed_copy_is_there_for_who_asked_until_it_is_put_aside(
    client: Client, cast: Cast
) -> None:
    request, copy = signed(cast)
    page = f"/en/references/follow/{request.key}/"

    assert Letter.objects.filter(to=ASKER).latest("pk").subject == (
        "Your letter of support is signed: Gardens that give jobs"
    )
    assert client.get(f"{page}letter/").content == PDF
    assert "Your letter of support, signed" in client.get(page).content.decode()

    actions.set_support_letter_aside(request=request, by=cast.nils)
    assert client.get(f"{page}letter/").status_code == 404
    copy.refresh_from_db()
    assert copy.replaced_at is not None
    with pytest.raises(Refused, match="nothing to take back"):
        actions.set_support_letter_aside(request=request, by=cast.nils)


def test_a_letter_is_given_out_as_long_as_the_yes_stands(client: Client, cast: Cast) -> None:
    """Whoever shows it to a funder says that we stand behind them."""
    request, _copy = signed(cast)
    page = f"/en/references/follow/{request.key}/"

    def given_out() -> tuple[int, bool]:
        shown = f"{page}letter/" in client.get(page).content.decode()
        return client.get(f"{page}letter/").status_code, shown

    assert given_out() == (200, True)
    triage.reopen_request(request=request, by=cast.elsa)
    assert given_out() == (404, False)
    triage.accept_request(request=request, words="Yes after all.", by=cast.elsa)
    assert given_out() == (200, True)
    asking.withdraw_request(request=request)
    assert given_out() == (404, False)
    asking.return_request(request=request)
    assert given_out() == (200, True)
    triage.reopen_request(request=request, by=cast.elsa)
    asking.withdraw_request(request=request)
    asking.return_request(request=request)
    assert given_out() == (404, False)
    triage.decline_request(request=request, words="We cannot.", by=cast.elsa)
    assert given_out() == (404, False)


def test_only_the_newest_version_is_signed(cast: Cast) -> None:
    request = accepted(cast)
    old = made(cast, request)
    made(cast, request, "Newer.")

    with pytest.raises(Refused, match="There is a newer version"):
        actions.hand_in_support_letter(letter=old, content=PDF, name="a.pdf", by=cast.nils)


def test_what_is_no_letter_is_refused_and_what_was_typed_is_kept(
    client: Client, cast: Cast
) -> None:
    request, _copy = signed(cast)
    client.force_login(cast.elsa)
    page = f"/en/references/requests/{request.pk}/letter/"
    empty = client.post(f"{page}make/", {"text": "Ours.", "role": "<b>Convener</b>"})
    no_file = client.post(f"{page}1/signed/")

    assert (empty.status_code, no_file.status_code) == (422, 422)
    assert "Choose who signs it." in empty.content.decode()
    assert "Ours." in empty.content.decode()
    assert "Choose the signed letter of support first." in no_file.content.decode()
    assert client.get(f"{page}1/odt/").status_code == 404
    assert client.get(f"{page}1/docx/")["Content-Disposition"].startswith("attachment")
