"""Reference groups of the demonstration: one that goes on, one request that waits. All invented."""

import secrets
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from samverka.cast import Cast
from samverka.partnership.models import Organisation
from samverka.references.actions.asking import Wish, ask_for_reference
from samverka.references.models import (
    Engagement,
    EngagementMeeting,
    EngagementMember,
    MemberHours,
    ReferenceRequest,
    Statement,
)

A_VISITOR = "demo"  # stands for the network that somebody came from
BEGAN, MET, MEETS = 200, 40, 33  # days ago, days ago, in days
HOURS = Decimal("3.5")
WAITS = Wish(
    organisation="Kooperatiivi Kaari (example)",
    country="Finland",
    name="Aino Esimerkki",
    email="aino@example.org",
    languages="English, Swedish",
    title="Repair shops that lead to work (example)",
    summary=(
        "Young people who have left school repair bicycles and phones together with a master, and "
        "some go on to a job. We want to try the method in three countries and apply for money in "
        "spring. (Example)"
    ),
    programme="Erasmus+, cooperation partnerships",
    kind="group",
    wanted="Read our method twice a year and tell us what would not work with you. (Example)",
    meetings_a_year=2,
    hours_a_year=12,
)


def be_a_reference_group(cast: Cast) -> None:
    """The request has come today; the group began long ago, met once and gave a statement."""
    ask_for_reference(
        wish=WAITS,
        language="en",
        sending_key=secrets.token_hex(16),
        sender_mark=A_VISITOR,
        example=True,
    )
    group = _group()
    members = _members(cast, group)
    _meetings(group, members)
    Statement.objects.create(
        engagement=group,
        title="Om metoden: börja med en plats, inte en kurs (exempel)",
        text=(
            "Vi tror på verkstaden, men inte på att börja med sex veckors kurs. Låt de nya komma "
            "till platsen första dagen. (Exempel)"
        ),
        given_on=timezone.localdate() - timedelta(days=MET - 5),
        public=True,
        by=cast.amina,
    )


def _answered(began: date) -> ReferenceRequest:
    """With a yes two months before the work began."""
    answered = began - timedelta(days=60)
    return ReferenceRequest.objects.create(
        organisation="Instituto Novo (example)",
        country="Portugal",
        name="Inês Exemplo",
        email="ines@example.org",
        title="Gardens that give jobs (example)",
        summary="Women who are new in the country grow and sell vegetables together. (Example)",
        kind="group",
        wanted="Meet us twice a year and say what you think. (Example)",
        meetings_a_year=2,
        language="en",
        state=ReferenceRequest.State.ACCEPTED,
        sent_at=_moment(answered - timedelta(days=9), 9),
        due_on=answered + timedelta(days=5),
        ended_at=_moment(answered, 14),
        decision_words="Yes, with pleasure: two of us grow with the same people. (Example)",
        outcome=ReferenceRequest.Outcome.GRANTED,
        outcome_on=began,
        grant_number="EX-2026-101",
        example=True,
    )


def _group() -> Engagement:
    began = timezone.localdate() - timedelta(days=BEGAN)
    request = _answered(began)
    return Engagement.objects.create(
        request=request,
        title_sv="Odlingar som ger jobb (exempel)",
        title_en="Gardens that give jobs (example)",
        about_sv="Kvinnor som är nya i landet odlar och säljer grönsaker ihop. (Exempel)",
        about_en="Women who are new in the country grow and sell vegetables together. (Example)",
        organisation=request.organisation,
        country=request.country,
        kind=request.kind,
        programme="AMIF",
        grant_number=request.grant_number,
        starts_on=began,
        ends_on=began + timedelta(days=730),
        state=Engagement.State.RUNNING,
        public=True,
        example=True,
    )


def _members(cast: Cast, group: Engagement) -> list[EngagementMember]:
    people = {"foreningen-gronskan": cast.amina, "ideverkstaden": cast.rut}
    return [
        EngagementMember.objects.create(
            engagement=group,
            organisation=Organisation.objects.get(slug=slug),
            person=person,
            since=timezone.localdate() - timedelta(days=BEGAN),
        )
        for slug, person in people.items()
    ]


def _meetings(group: Engagement, members: list[EngagementMember]) -> None:
    today = timezone.localdate()
    held = EngagementMeeting.objects.create(
        engagement=group,
        starts_at=_moment(today - timedelta(days=MET), 10),
        ends_at=_moment(today - timedelta(days=MET), 12),
        place="Idéverkstaden",
        notes="Vi läste metoden i förväg. Nästa gång vill vi träffa deltagarna. (Exempel)",
    )
    EngagementMeeting.objects.create(
        engagement=group,
        starts_at=_moment(today + timedelta(days=MEETS), 10),
        ends_at=_moment(today + timedelta(days=MEETS), 12),
        link="https://example.org/odlingar",
    )
    for member in members:
        MemberHours.objects.create(meeting=held, member=member, hours=HOURS)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
