"""An application that is handled, for the table of who reaches what."""

from typing import Any

from samverka.cast import Cast
from samverka.grants.models import Panelist
from samverka.grants.tests.story import a_round, declare, handed_in

MARK = "ab" * 32


def handling_places(cast: Cast) -> dict[str, Any]:
    """Elsa is the officer; Nils and Ruth assess; all have said that they have no interest in it.

    Nobody who is merely signed in sits in the panel.
    """
    turn = a_round(cast, slug="handled")
    Panelist.objects.filter(round=turn, person=cast.petra).delete()
    application = handed_in(turn)
    for who in (cast.elsa, cast.nils, cast.rut):
        declare(application, who)
    application.enclosures.create(
        name="plan.pdf", kind="application/pdf", content=b"%PDF", size=4, sha256=MARK
    )
    application.papers.create(pdf=b"%PDF", docx=b"PK", sha256=MARK)
    return {
        "handling": turn.slug,
        "cases": application.number,
        "enclosures": MARK,
        f"grants/cases/{application.number}/paper/<slug:form>": "pdf",
    }
