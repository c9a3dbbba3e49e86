"""A secret vote leaves nothing from which anybody could tell who voted how.

Everything that the database holds is compared: when two voters swap what they choose, it is the
same; and what one vote changes is told whole.
"""

import logging
import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from samverka.cast import Cast
from samverka.meetings.models import Attendee
from samverka.minutes.actions.voting import count_ballot, get_code, vote_secretly
from samverka.minutes.models import Ballot, BallotCode
from samverka.minutes.tests.ballot_story import IN_SECRET, begun, codes, crowd, option, put

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
Changes = dict[str, dict[str, list[Row]]]
CODE = re.compile(r'<p class="code">([^<]+)</p>')
NEW, TIME = "new", "time"


def everything() -> Rows:
    """Every row of every table, by its key; of all partnerships, sessions and caches too."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [one[0] for one in cursor.description]
            rows = [dict(zip(names, map(_told, row), strict=True)) for row in cursor.fetchall()]
            found[table] = {str(row[key]): row for row in rows}
            assert len(found[table]) == len(rows)
    return found


def changes(before: Rows, after: Rows) -> Changes:
    """What is other than before, by table and key: what each column was and is.

    A row that is new has no key to compare, and of times it is told that they are there.
    """
    found: Changes = {}
    for table, rows in after.items():
        old = before[table]
        for key in sorted({*old, *rows}):
            was, now = old.get(key, {}), rows.get(key, {})
            changed = {
                name: (_no_time(was.get(name)), _no_time(now.get(name)))
                for name in {**was, **now}
                if was.get(name) != now.get(name) and (was or name != "id")
            }
            if changed:
                found.setdefault(table, {}).setdefault(key if was else NEW, []).append(changed)
    return found


def test_when_two_swap_their_votes_the_database_is_the_same(cast: Cast) -> None:
    """They vote over the web, one of them signed in; one time the one is first, then the other."""
    meeting = begun(cast)
    people = crowd(meeting, 4)
    ballot = put(meeting, cast, IN_SECRET)
    phones = {one.pk: Client() for one in people}
    phones[people[0].pk].force_login(cast.amina)
    before = everything()

    def after(choices: list[tuple[Attendee, str]]) -> Changes:
        with transaction.atomic():
            for one, words in choices:
                _vote(phones[one.pk], one, ballot, words)
            count_ballot(ballot=ballot, by=cast.nils)
            left = everything()
            transaction.set_rollback(True)
        return changes(before, left)

    ada, bo, cleo, dan = people
    first = after([(ada, "Ada"), (bo, "Bo"), (cleo, "Ada"), (dan, "Ada")])
    swapped = after([(cleo, "Ada"), (bo, "Ada"), (dan, "Ada"), (ada, "Bo")])

    assert first == swapped
    one, other = (str(row.pk) for row in ballot.options.all())
    rights = [str(row.pk) for row in ballot.rights.all()]
    given = {"code_given": (False, True)}
    assert set(first) == {
        *("minutes_minutes", "minutes_ballot", "minutes_ballotoption", "minutes_ballotright"),
        "record_history",
    }
    assert first["minutes_ballotoption"] == {
        one: [{"number": (0, 3)}],
        other: [{"number": (0, 1)}],
    }
    assert first["minutes_ballotright"] == {key: [given] for key in rights}
    [of_minutes] = first["minutes_minutes"].values()
    [[of_ballot]] = first["minutes_ballot"].values()
    assert [set(one) for one in of_minutes] == [{"changes"}]
    assert of_ballot == {"state": ("open", "closed"), "closed_at": (None, TIME)}
    assert [row["verb"] for row in first["record_history"][NEW]] == [(None, "counted")]


def test_one_vote_takes_a_code_away_and_makes_a_number_higher_and_nothing_else(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    code, *_others = codes(ballot, people)
    before, client = everything(), Client()
    bo = option(ballot, "Bo")

    with caplog.at_level(logging.DEBUG):
        sent = client.post("/sv/meetings/vote/", {"code": code, "option": bo.pk})

    assert sent.status_code == 302
    told = changes(before, everything())
    [[gone]] = told.pop("minutes_ballotcode").values()
    assert {name: now for name, (_was, now) in gone.items()} == dict.fromkeys(gone)
    assert told == {"minutes_ballotoption": {str(bo.pk): [{"number": (0, 1)}]}}
    assert [record for record in caplog.records if record.name != "asyncio"] == []


def test_the_codes_that_wait_do_not_lie_in_the_order_in_which_they_were_given(cast: Cast) -> None:
    """Each time one is given all are written anew, under keys that are random."""
    meeting = begun(cast)
    people = crowd(meeting, 4)
    ballot = put(meeting, cast, IN_SECRET)
    codes(ballot, people[:3])
    before = set(BallotCode.objects.values_list("pk", flat=True))

    get_code(attendee=people[3], ballot=ballot)

    after = set(BallotCode.objects.values_list("pk", flat=True))
    assert (len(before), len(after), len(before & after)) == (3, 4, 0)


def test_a_code_is_gone_or_the_number_has_grown_but_never_one_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = begun(cast)
    people = crowd(meeting, 3)
    ballot = put(meeting, cast, IN_SECRET)
    code, *_others = codes(ballot, people)

    def break_down(*_anything: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("samverka.minutes.actions.voting.F", break_down)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        vote_secretly(code=code, option=option(ballot, "Bo"))

    assert ballot.codes.count() == 3
    assert set(ballot.options.values_list("number", flat=True)) == {0}


def _vote(phone: Client, one: Attendee, ballot: Ballot, words: str) -> None:
    page = phone.post(f"/sv/meetings/answer/{one.key}/ballots/{ballot.pk}/code/")
    [code] = CODE.findall(page.content.decode())
    sent = phone.post("/sv/meetings/vote/", {"code": code, "option": option(ballot, words).pk})
    assert sent.status_code == 302


def _told(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _no_time(value: Any) -> Any:
    """SQLite tells times as text."""
    written = isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d \d\d:", value)
    return TIME if written or isinstance(value, datetime) else value
