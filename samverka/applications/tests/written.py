"""An application with partners, texts and promises, ready to be sent or nearly."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image

from samverka.applications import actions
from samverka.applications.models import Application, Commitment, Member, Section, Submission
from samverka.applications.papers import parcel_of
from samverka.applications.tests.story import begun
from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.partnership.models import Organisation
from samverka.writing.actions.storing import edit
from samverka.writing.models import Pulse, SharedText
from samverka.writing.prose import make_say

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
NEED = "Women born abroad grow vegetables here, and lack a kitchen."


def picture(kind: str = "PNG") -> bytes:
    held = BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, kind)
    return held.getvalue()


def section(
    application: Application, number: int, title: str, limit: int | None = None, **facts: object
) -> Section:
    text = SharedText.objects.create(kind="section", title=title, limit=limit)
    Pulse.objects.create(text=text)
    return Section.objects.create(
        application=application,
        key=f"part-{number}",
        number=number,
        title=title,
        text=text,
        limit=limit,
        **facts,
    )


def say(cast: Cast, where: Section, *blocks: str) -> None:
    """Somebody writes these paragraphs."""
    said = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in blocks]
    assert where.text is not None
    wanted = {"type": "doc", "content": said}
    where.text = edit(text=where.text, by=cast.amina, change=lambda doc: make_say(doc, wanted))


def written(cast: Cast, call: Call | None = None) -> Application:
    """Two partners, two sections, one of them done; the other is empty and no letter is signed."""
    application = begun(cast, call)
    Application.objects.filter(pk=application.pk).update(
        starts_on=date(2027, 2, 1), ends_on=date(2028, 1, 31), summary="We grow and cook."
    )
    application.refresh_from_db()
    workshop = Organisation.objects.get(slug="ideverkstaden")
    member = application.members.create(organisation=workshop, does="Advice on starting up")
    member.places.create(person=cast.rut)
    Commitment.objects.create(
        member=member, kind="hours", what="Advice", hours=Decimal(40), hour_value=Decimal(330)
    )
    need = section(application, 1, "The need", limit=100, guidance="Say whom it is for.")
    say(cast, need, NEED)
    Section.objects.filter(pk=need.pk).update(state=Section.State.DONE)
    section(application, 2, "The idea")
    return application


def partner_of(application: Application) -> Member:
    return application.members.get(role=Member.Role.PARTNER)


def sent(cast: Cast, application: Application) -> Submission:
    """In spite of all that is missing."""
    return actions.send_application(
        application=application,
        parcel=parcel_of(application, timezone.now()),
        what=actions.Sending("The Fund", despite="The day is here."),
        by=cast.amina,
    )
