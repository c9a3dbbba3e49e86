"""Minutes of the example meeting that was held: three paragraphs, and two decisions.

One is done. The other is late, so that the register and the next meeting have something to ask for.
"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from samverka.cast import Cast
from samverka.meetings.models import Meeting
from samverka.minutes.actions.following import add_task_of, end_decision
from samverka.minutes.models import Minutes, Officer, Paragraph, Presence, Resolution
from samverka.tasks.models import Task

LATE = 9  # days since the last day
LASTED = timedelta(minutes=20)
WRITTEN = (
    "Nils Exempel hälsar välkommen och öppnar mötet. (Exempel)",
    "Samtal i tre grupper om vad som gör det svårt att komma in, och vad som har hjälpt. (Exempel)",
    "Nils Exempel tackar och avslutar mötet. (Exempel)",
)
VISIT = "Föreningen Grönskan bjuder in övriga parter att se hur odlingen tar emot nya. (Exempel)"
LIST = (
    "Arbetsutskottet gör en lista över vilka som tar emot nybörjare, och skickar ut den. (Exempel)"
)


def keep_example_minutes(cast: Cast) -> Minutes:
    """The meeting is over and its minutes are being written."""
    meeting = Meeting.objects.held().get(example=True)
    minutes = Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.WRITING,
        opened_at=meeting.starts_at,
        closed_at=meeting.ends_at,
    )
    _were_there(minutes, cast)
    paragraphs = [_paragraph(minutes, n, text) for n, text in enumerate(WRITTEN, start=1)]
    visit = _decided(paragraphs[1], VISIT)
    made = _decided(paragraphs[1], LIST)
    greenery = meeting.attendees.get(person=cast.amina).organisation
    due_on = timezone.localdate() - timedelta(days=LATE)
    add_task_of(resolution=visit, organisation=greenery, due_on=due_on, by=cast.elsa)
    add_task_of(resolution=made, role=Task.Role.COMMITTEE, by=cast.elsa)
    end_decision(
        resolution=made,
        state="done",
        words="Listan gick ut till alla parter. (Exempel)",
        by=cast.nils,
    )
    return minutes


def _were_there(minutes: Minutes, cast: Cast) -> None:
    offices = {cast.nils: Officer.Role.CHAIR, cast.elsa: Officer.Role.SECRETARY}
    offices |= dict.fromkeys((cast.amina, cast.rut), Officer.Role.ADJUSTER)
    for one in minutes.meeting.attendees.select_related("person", "organisation"):
        Presence.objects.create(
            minutes=minutes,
            attendee=one,
            organisation=one.organisation,
            votes=one.organisation is not None,
            arrived_at=minutes.opened_at,
        )
        if one.person in offices:
            Officer.objects.create(minutes=minutes, attendee=one, role=offices[one.person])


def _paragraph(minutes: Minutes, number: int, written: str) -> Paragraph:
    begins = minutes.opened_at + (number - 1) * LASTED
    body, year = minutes.meeting.body, timezone.localtime(minutes.opened_at).year
    others = Paragraph.objects.filter(body=body, year=year)
    return Paragraph.objects.create(
        minutes=minutes,
        item=minutes.meeting.items.all()[number - 1],
        body=body,
        year=year,
        number=(others.aggregate(last=Max("number"))["last"] or 0) + 1,
        state=Paragraph.State.DONE,
        started_at=begins,
        ended_at=begins + LASTED,
        written=written,
    )


def _decided(paragraph: Paragraph, words: str) -> Resolution:
    return Resolution.objects.create(
        paragraph=paragraph, words=words, decided_at=paragraph.ended_at or timezone.now()
    )
