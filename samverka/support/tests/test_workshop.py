"""A meeting fills in the map, each on their own phone."""

from datetime import timedelta

import pytest
from django.core.cache.backends import db
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.spoken import CODE_WORDS, plain_code
from samverka.common.visitors import WRONG_AN_HOUR
from samverka.support.actions import entries, workshops
from samverka.support.cells import workshop_table
from samverka.support.models import Entry, Participant, Proposal, Workshop
from samverka.support.models.workshops import MOST_A_MINUTE
from samverka.support.tests.story import closed, need, opened, pen, written

DOOR = "/en/support/workshop/"


def test_kim_comes_in_with_the_code_and_writes(client: Client, cast: Cast) -> None:
    opened()

    came = client.post(DOOR, {"code": "gran 42"})
    address = came["Location"]
    fields = {"need": "advice", "stage": "idea", "kind": "missing", "words": "Ingen på kvällen"}
    wrote = client.post(f"{address}write/", fields)

    assert wrote["Location"] == f"{address}?need=advice&stage=idea"
    page = client.get(address)
    assert "Ingen på kvällen" in page.content.decode()
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert [(one.words, one.kind) for one in Entry.objects.all()] == [
        ("Ingen på kvällen", "missing")
    ]


@given(
    word=st.sampled_from(CODE_WORDS),
    number=st.integers(10, 99),
    between=st.sampled_from(["-", " ", "", " – ", "_", ". "]),
    lower=st.booleans(),
)
def test_a_code_is_understood_however_it_is_written(
    word: str, number: int, between: str, lower: bool
) -> None:
    said = f" {word}{between}{number} "

    assert plain_code(said.lower() if lower else said) == f"{word}-{number}"


@given(st.text(max_size=30))
def test_anything_may_be_written_as_a_code(text: str) -> None:
    assert plain_code(text).count("-") == 1


@pytest.mark.parametrize("state", ["planned", "closed", "saved"])
def test_the_code_lives_only_while_the_workshop_is_open(
    client: Client, cast: Cast, state: str
) -> None:
    Workshop.objects.update(state=state)

    answer = client.post(DOOR, {"code": "GRAN-42"})

    assert answer.status_code == 422
    assert "No workshop is open with this code." in answer.content.decode()


@pytest.mark.slow
def test_whoever_guesses_codes_is_stopped_and_a_room_of_phones_is_not(
    client: Client, cast: Cast
) -> None:
    opened()
    for _phone in range(WRONG_AN_HOUR + 5):
        assert client.post(DOOR, {"code": "GRAN-42"}).status_code == 302

    tried = [client.post(DOOR, {"code": f"EK-{n}"}).status_code for n in range(WRONG_AN_HOUR + 1)]

    assert tried == [422] * WRONG_AN_HOUR + [429]
    assert client.post(DOOR, {"code": "GRAN-42"}).status_code == 429


@pytest.mark.slow
def test_the_hour_is_an_hour(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opened()
    for n in range(WRONG_AN_HOUR):
        client.post(DOOR, {"code": f"EK-{n}"})
    now, statuses = timezone.now(), []

    for minutes in (55, 65):
        monkeypatch.setattr(db, "tz_now", lambda minutes=minutes: now + timedelta(minutes=minutes))
        statuses.append(client.post(DOOR, {"code": "GRAN-42"}).status_code)

    assert statuses == [429, 302]


def test_an_entry_is_changed_taken_back_and_put_back(client: Client, cast: Cast) -> None:
    [entry] = written("Lokl")
    workshop, address = entry.workshop, entry.participant.address

    client.post(f"{address}change/{entry.pk}/", {"kind": "adapt", "words": "Lokal"})
    client.post(f"{address}take-back/{entry.pk}/")
    assert workshop_table(workshop).number == 0
    client.post(f"{address}put-back/{entry.pk}/")

    entry.refresh_from_db()
    assert (entry.kind, entry.words, entry.taken_back_at) == ("adapt", "Lokal", None)
    assert workshop_table(workshop).number == 1


def test_nobody_changes_what_another_wrote(client: Client, cast: Cast) -> None:
    [entry] = written("Lokal")
    other = pen(entry.workshop)

    assert client.post(f"{other.address}take-back/{entry.pk}/").status_code == 404
    assert Entry.objects.standing().count() == 1


def test_a_phone_that_sends_again_counts_once_and_one_that_floods_is_stopped(cast: Cast) -> None:
    writer = pen(opened())

    def write(words: str) -> Entry:
        return entries.write_entry(
            participant=writer, need=need(), stage="idea", kind="missing", words=words
        )

    assert write("samma") == write("samma")
    for n in range(MOST_A_MINUTE - 1):
        write(str(n))
    with pytest.raises(Refused):
        write("en till")
    assert Entry.objects.count() == MOST_A_MINUTE


def test_one_phone_cannot_take_all_pens(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pen that lay unused for some minutes goes to who comes; one that has written stays."""
    monkeypatch.setattr(entries, "MOST_PARTICIPANTS", 3)
    [entry] = written("Lokal")
    taken = [pen(entry.workshop), pen(entry.workshop)]
    with pytest.raises(Refused, match="är full"):
        pen(entry.workshop)

    Participant.objects.update(joined_at=timezone.now() - timedelta(minutes=4))
    came = [pen(entry.workshop), pen(entry.workshop)]

    assert list(Participant.objects.all()) == [entry.participant, *came]
    assert not set(taken) & set(came)
    with pytest.raises(Refused, match="är full"):
        pen(entry.workshop)


def test_the_table_is_sent_only_when_something_is_new(
    client: Client, cast: Cast, django_assert_num_queries: object
) -> None:
    [entry] = written("Lokal")
    address = f"{entry.participant.address}table/"
    first = client.get(address)
    assert "Lokal" in first.content.decode()

    with django_assert_num_queries(2):  # type: ignore[operator]
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304

    entries.write_entry(
        participant=entry.participant, need=need("law"), stage="run", kind="missing"
    )
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_closed_workshop_takes_no_more_words_and_loses_none(client: Client, cast: Cast) -> None:
    [entry] = written("Lokal")
    closed(entry.workshop)

    answer = client.post(
        f"{entry.participant.address}write/",
        {"need": "law", "stage": "run", "kind": "missing", "words": "Sent ute"},
    )

    assert answer.status_code == 422
    assert "Sent ute" in answer.content.decode()
    assert Entry.objects.count() == 1


def test_elsa_merges_doubles_and_makes_proposals(client: Client, cast: Cast) -> None:
    lokal, rum, _bil = written("Lokal", "Ett rum", "Bil")
    client.force_login(cast.elsa)
    address = f"/en/support/workshops/{lokal.workshop_id}/"
    both = {"entries": [lokal.pk, rum.pk]}
    assert client.post(f"{address}merge/", both).status_code == 422  # it is still open
    closed(lokal.workshop)

    client.post(f"{address}merge/", both)
    client.post(f"{address}propose/", {"entries": [lokal.pk]})

    [proposal] = Proposal.objects.all()
    assert (proposal.why, proposal.kind, proposal.workshop) == (
        "Lokal\nEtt rum",
        "missing",
        lokal.workshop,
    )
    assert [one.words for one in Entry.objects.counted()] == ["Lokal", "Bil"]
    assert workshop_table(lokal.workshop).number == 3  # still three who said so
    assert client.post(f"{address}propose/", {"entries": [lokal.pk]}).status_code == 422


def test_names_stay_only_of_those_who_chose_so(client: Client, cast: Cast) -> None:
    workshop = opened()
    for name, shows in (("Synliga Siv", True), ("Tysta Tor", False)):
        writer = pen(workshop, name, shows)
        entries.write_entry(
            participant=writer, need=need(), stage="idea", kind="missing", words=f"Av {name[:3]}"
        )
    closed(workshop)
    address = f"/en/support/workshops/{workshop.pk}/result/"
    assert client.get(address).status_code == 404

    workshops.move_workshop(workshop=workshop, to="saved", by=cast.elsa)

    assert [one.name for one in Participant.objects.all()] == ["Synliga Siv", ""]
    open_page = client.get(address).content.decode()
    assert "2 participants filled in" in open_page
    assert "Av Syn" not in open_page
    client.force_login(cast.amina)
    page = client.get(address).content.decode()
    assert "Av Syn" in page
    assert "Av Tys" in page
    assert "Synliga Siv" in page


def test_a_workshop_goes_its_way(cast: Cast) -> None:
    assert set(Workshop.MOVES) == set(Workshop.State)
    workshop = Workshop.objects.get()
    with pytest.raises(Refused):
        workshops.move_workshop(workshop=workshop, to="saved", by=cast.elsa)
    with pytest.raises(Refused):
        workshops.move_workshop(workshop=workshop, to="open", by=cast.amina)


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_pages_cost_the_same_however_much_is_written(
    client: Client, cast: Cast, number: int, django_assert_num_queries: object
) -> None:
    [entry, *_others] = written(*map(str, range(number)))

    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(entry.participant.address)
    client.force_login(cast.elsa)
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(f"/en/support/workshops/{entry.workshop_id}/")
