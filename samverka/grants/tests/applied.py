"""A round and an application that is written, for the table of who reaches what."""

from typing import Any

from samverka.applications.models import Application
from samverka.cast import Cast
from samverka.grants.models import GrantApplication, Panelist
from samverka.grants.tests.story import a_round, take_place

KEY = "a-key-that-nobody-can-guess"


def applying_places(cast: Cast) -> dict[str, Any]:
    """The address of the application opens it to everybody; only Elsa handles the round."""
    turn = a_round(cast, slug="applied")
    turn.panelists.all().delete()
    take_place(turn, cast.elsa, Panelist.Role.OFFICER)
    place = take_place(turn, cast.rut, Panelist.Role.ASSESSOR)
    application = GrantApplication.objects.create(round=turn, key=KEY, name="Odlarna (exempel)")
    file = application.enclosures.create(
        name="plan.pdf", kind="application/pdf", content=b"%PDF", size=4, sha256="cd" * 32
    )
    application.papers.create(pdf=b"%PDF", docx=b"PK", sha256="cd" * 32)
    joint = Application.objects.order_by("pk")[0]
    mine = f"grants/mine/{KEY}"
    return {
        "grants": turn.slug,
        "grants/mine/<slug:key>": KEY,
        f"{mine}/files/<int:pk>": file.pk,
        f"{mine}/paper/<slug:form>": "pdf",
        f"{mine}/write/<slug:step>": "who",
        "grants/joint/<int:pk>": joint.pk,
        f"grants/joint/{joint.pk}/<slug:slug>": turn.slug,
        f"grants/{turn.slug}/criteria/<int:pk>": turn.criteria.all()[0].pk,
        f"grants/{turn.slug}/seats/<int:pk>": place.pk,
    }
