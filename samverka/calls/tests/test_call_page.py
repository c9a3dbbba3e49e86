"""Somebody reads about one call: when, how much, who, and where it comes from."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call, CallSource, CutOff, Record
from samverka.calls.telling.cutoffs import cutoff_in_words, windows_in_words
from samverka.calls.views.public import detail
from samverka.cast import Cast
from samverka.partnership.models import Membership, Organisation
from samverka.partnership.tests.test_page import data_in
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

AT_FIVE = {"on": "2027-03-17", "at": "17:00"}


@pytest.fixture
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 24 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 24))


def call(**fields: object) -> Call:
    told = {"slug": "ny", "title_sv": "Ny", "funder": "Fonden", "level": "national", **fields}
    return Call.objects.create(**told)


def told_by(source: str, of: Call, **told: object) -> Record:
    made = CallSource.objects.create(
        slug=source,
        name=source,
        kind="table",
        succeeded_at=datetime(2026, 11, 24, 5, 10, tzinfo=UTC),
    )
    return Record.objects.create(source=made, call=of, identifier=f"{of.pk}", told=told)


def page_of(client: Client, language: str = "en", slug: str = "ny") -> str:
    return client.get(f"/{language}/calls/{slug}/").content.decode()


@pytest.mark.parametrize(
    ("zone", "sv", "en"),
    [
        ("", "17 mars 2027 kl. 17.00", "17 March 2027 at 17.00"),
        ("No/Where", "17 mars 2027 kl. 17.00", "17 March 2027 at 17.00"),
        (
            "Europe/Brussels",
            "17 mars 2027 kl. 17.00 svensk tid",
            "17 March 2027 at 17.00 Swedish time",
        ),
        (
            "America/New_York",
            "17 mars 2027 kl. 17.00 i New York, här är klockan då 22.00",
            "17 March 2027 at 17.00 in New York, which is 22.00 here",
        ),
        (
            "Pacific/Honolulu",
            "17 mars 2027 kl. 17.00 i Honolulu, här är det då 18 mars 2027 kl. 04.00",
            "17 March 2027 at 17.00 in Honolulu, which is 18 March 2027 at 04.00 here",
        ),
    ],
)
@pytest.mark.usefixtures("november")
def test_a_last_day_is_told_by_the_clock_of_the_funder_and_by_ours(
    zone: str, sv: str, en: str
) -> None:
    cutoff = CutOff.read({**AT_FIVE, "zone": zone})

    for language, said in (("sv", sv), ("en", en)):
        with translation.override(language):
            assert cutoff_in_words(cutoff) == said


@pytest.mark.usefixtures("november")
def test_every_last_day_goes_into_the_calendar_by_the_funders_clock(
    client: Client, cast: Cast
) -> None:
    row = call(
        closes_on=date(2027, 9, 15),
        cutoffs=[{**AT_FIVE, "zone": "Europe/Brussels"}, {"on": "2027-09-15"}],
        paused_months=[7],
    )

    answer = client.get("/sv/calls/ny/calendar.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    at_five = datetime(2027, 3, 17, 17, tzinfo=ZoneInfo("Europe/Brussels"))
    assert [(one["UID"], one.decoded("DTSTART")) for one in events] == [
        (f"call-{row.pk}-20270317@127.0.0.1", at_five),
        (f"call-{row.pk}-20270630@127.0.0.1", date(2027, 6, 30)),
        (f"call-{row.pk}-20270915@127.0.0.1", date(2027, 9, 15)),
    ]
    assert "TZID:Europe/Brussels" in answer.content.decode()
    assert "Sista dag: Ny" in answer.content.decode()


def test_search_engines_read_what_everybody_reads(client: Client, cast: Cast) -> None:
    call(
        summary_en="Money </script>.",
        reference="R-1",
        url="https://x.test/",
        amount_max=400_000,
        closes_on=date(2027, 3, 17),
        cutoffs=[{**AT_FIVE, "zone": "Europe/Brussels"}],
    )

    assert data_in(page_of(client)) == {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": "Ny",
        "description": "Money </script>.",
        "url": "http://127.0.0.1:8000/en/calls/ny/",
        "sameAs": "https://x.test/",
        "identifier": "R-1",
        "funder": {"@type": "Organization", "name": "Fonden"},
        "amount": {"@type": "MonetaryAmount", "currency": "SEK", "maxValue": 400000},
        "subjectOf": [
            {"@type": "Event", "name": "Deadline: Ny", "startDate": "2027-03-17T17:00:00+01:00"}
        ],
    }


def test_times_of_the_year_are_told_without_a_year() -> None:
    with translation.override("en"):
        assert windows_in_words([["03-01", "05-31"], ["02-29", "12-24"]]) == [
            "1 March to 31 May",
            "29 February to 24 December",
        ]


@pytest.mark.usefixtures("november")
def test_everything_that_is_known_stands_in_short(client: Client, cast: Cast) -> None:
    call(
        closes_on=date(2027, 9, 15),
        cutoffs=[{"on": "2027-09-15"}, AT_FIVE],
        windows=[["03-01", "05-31"]],
        paused_months=[7, 12],
        budget=12_000_000,
        amount_min=100_000,
        amount_max=400_000,
        currency="EUR",
        share=Decimal("72.50"),
        programme="Programmet",
        reference="ABC-2027",
    )

    page = page_of(client)

    for said in (
        "17 March 2027 at 17.00<br>15 September 2027",
        "1 March to 31 May",
        "July and December",
        "EUR\N{NO-BREAK SPACE}100,000–400,000",
        "EUR\N{NO-BREAK SPACE}12,000,000",
        "at most 72.5 per cent of the cost",
        "Programmet",
        "ABC-2027",
    ):
        assert f"<dd>{said}</dd>" in page


def test_each_of_the_readers_organisations_gets_its_own_answer(client: Client, cast: Cast) -> None:
    call(applicants=["association"], needed_kinds=["municipality"])
    other = Organisation.objects.filter(kind="municipality").order_by("pk")[0]
    Membership.objects.create(person=cast.amina, organisation=other)
    client.force_login(cast.amina)

    answers = {
        organisation.slug: verdict.answer
        for organisation, verdict in client.get("/en/calls/ny/").context["verdicts"]
    }

    assert answers == {"foreningen-gronskan": "almost", other.slug: "almost"}
    assert "Almost: a municipality needs to take part" in page_of(client)


def test_who_belongs_nowhere_reads_what_is_asked(client: Client, cast: Cast) -> None:
    call(
        applicants=["association", "foundation"],
        needed_kinds=["municipality"],
        partners_min=3,
        countries_min=2,
        countries=["NO", "SE", "QX"],
        place="Norden",
        amount_max=50_000,
        share=Decimal(80),
        applicants_text_en="Those who dare.",
    )
    number = Organisation.objects.partners().filter(kind="municipality").count()
    asked = [
        "May lead an application: association, foundation.",
        "A municipality has to take part.",
        "At least 3 organisations apply together.",
        "They come from at least 2 countries.",
        "For organisations in these countries: Sweden, Norway, QX.",
        "Meant for: Norden.",
        "For SEK\u00a050,000 you put in at least SEK\u00a012,500 yourselves.",
    ]

    page = page_of(client)

    assert number > 1
    assert all(f"<li>{sentence}</li>" in page for sentence in asked)
    assert "The funder says: <span>Those who dare.</span>" in page
    assert f"{number} municipalities are partners here" in page


def test_nobody_knows_who_may_apply(client: Client, cast: Cast) -> None:
    call()

    assert "The source says nothing about who may apply." in page_of(client)

    client.force_login(cast.amina)
    assert "We do not know who may apply. Ask the funder" in page_of(client)


def test_what_a_person_wrote_stands_first_and_the_source_beside_it(
    client: Client, cast: Cast
) -> None:
    row = call(summary_en="Money to try things.", curated=["summary_en"])
    told_by("Fonden", row, summaries={"en": "Grants <b>for</b> pilots"}, address="https://x.test/1")

    page = page_of(client)

    assert "<p>Money to try things.</p>" in page
    assert "<blockquote><p>Grants &lt;b&gt;for&lt;/b&gt; pilots</p></blockquote>" in page
    assert 'href="https://x.test/1" rel="external nofollow noopener">Fonden</a>' in page
    assert "Last read 24 November at 06.10." in page

    Call.objects.update(curated=[])
    assert "<blockquote>" not in page_of(client)


def test_a_call_that_its_source_has_dropped_says_so(client: Client, cast: Cast) -> None:
    row = call(gone_on=date(2026, 11, 20))
    write_history(verb="gone", of=row, role=History.Role.SYSTEM)
    write_history(verb="hidden", of=row, by=cast.elsa)

    page = page_of(client)

    assert "The source no longer lists it, since 20 November" in page
    told = client.get("/en/calls/ny/").context["changes"]
    assert [one.sentences for one in told] == [["The source no longer lists it."]]


@pytest.mark.parametrize("state", ["proposed", "hidden", "merged"])
def test_what_is_not_published_exists_for_coordinators_only(
    client: Client, cast: Cast, state: str
) -> None:
    call(state=state)
    readers: list[Person | None] = [None, cast.kim, cast.amina, cast.nils, cast.olof, cast.elsa]

    seen = []
    for reader in readers:
        client.logout()
        if reader:
            client.force_login(reader)
        seen.append(client.get("/sv/calls/ny/").status_code)

    assert seen == [404, 404, 404, 404, 404, 200]


def test_a_merged_call_leads_to_the_one_that_was_kept(client: Client, cast: Cast) -> None:
    kept = call(slug="kept")
    call(state="merged", merged_into=kept)

    answer = client.get("/sv/calls/ny/")
    assert (answer.status_code, answer["Location"]) == (302, "/sv/calls/kept/")

    Call.objects.filter(pk=kept.pk).update(state="hidden")
    assert client.get("/sv/calls/ny/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_sources_changes_and_organisations(
    rf: RequestFactory,
    cast: Cast,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = call(applicants=["association"], needed_kinds=["municipality", "region"])
    for n in range(number):
        told_by(f"source-{n}", row)
        write_history(verb="changed", of=row, role=History.Role.SYSTEM)
        organisation = Organisation.objects.filter(kind="municipality").order_by("pk")[n]
        Membership.objects.create(person=cast.amina, organisation=organisation)
    request = rf.get("/sv/calls/ny/")
    request.user = cast.amina

    with django_assert_num_queries(16):
        detail(request, "ny")
