"""A source is read step by step: what is kept, what stands in its way, who goes on."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from samverka.calls.actions.leasing import LONG_AGO, Lost, begin_run
from samverka.calls.actions.running import read_source
from samverka.calls.actions.steps import keep_step
from samverka.calls.models import Call, CallSource, Run
from samverka.calls.tests.reading import a_source, at_funder, csv, numbers, of, read, record, writes
from samverka.cast import Cast
from samverka.sources import Memory, PageChange, Reading, Refusal, Trouble
from samverka.sources.kinds import KINDS
from samverka.sources.tests.replay import Replay, Told, html_told, polite
from samverka.tasks.models import Task

NEVER = datetime.max
ONE, TWO, THREE = "1;One;;2027-03-03;5", "2;Two;;2027-04-04;", "3;Three;;;"


def told_by(monkeypatch: pytest.MonkeyPatch, *steps: Reading | Exception) -> type[Any]:
    """A source that takes these steps, and goes on behind the last that was remembered."""

    class Steps:
        kind, publishes, lists_all = "table", True, True

        @classmethod
        def from_options(cls, options: Mapping[str, str]) -> "Steps":
            return cls()

        def read(self, web: Any, memory: Memory) -> Iterator[Reading]:
            for number in range(int(memory.get("step", "0")), len(steps)):
                step = steps[number]
                if isinstance(step, Exception):
                    raise step
                yield step

    monkeypatch.setitem(KINDS, "table", Steps)
    return Steps


def step(number: int, *names: int, **other: Any) -> Reading:
    return Reading(tuple(record(name) for name in names), memory={"step": str(number)}, **other)


def test_a_reading_keeps_its_calls_its_place_and_its_numbers(cast: Cast, funder: Replay) -> None:
    odd = "9;;;2027-01-01;"
    source = at_funder(funder, Told(csv("\n".join([ONE, TWO, odd])).body, headers={"ETag": "a"}))

    run = read(source)

    assert (run.state, numbers(run), run.total) == ("done", {"new": 2, "refused": 1}, 3)
    assert run.refusals == [{"what": "9", "why": "no_title", "detail": {"row": "4"}}]
    assert (source.memory, source.named, source.failures) == ({"etag": "a"}, [], 0)
    assert source.succeeded_at == run.ended_at
    assert source.next_at == (run.ended_at or NEVER) + timedelta(hours=24)


def test_the_second_reading_of_the_same_writes_no_call(cast: Cast, funder: Replay) -> None:
    source = at_funder(funder, f"{ONE}\n{TWO}")
    read(source)

    with writes() as written:
        run = read(source)

    assert (numbers(run), written) == ({"unchanged": 2}, [])


def test_what_changes_goes_and_returns_is_told_in_each_run(cast: Cast, funder: Replay) -> None:
    changed = ONE.replace("03-03", "03-17")
    source = at_funder(funder, f"{ONE}\n{TWO}", f"{changed}\n{THREE}", f"{changed}\n{TWO}")

    runs = [numbers(read(source)) for _ in range(3)]

    assert runs == [
        {"new": 2},
        {"new": 1, "changed": 1, "gone": 1},
        {"changed": 1, "unchanged": 1, "gone": 1},
    ]
    assert of(source, "2").gone_on is None
    assert of(source, "3").gone_on == timezone.localdate()


def test_not_modified_leaves_everything_where_it_is(cast: Cast, funder: Replay) -> None:
    first = Told(csv(ONE).body, headers={"ETag": '"a"'})
    source = at_funder(funder, first, Told(status=304))
    read(source)

    run = read(source)

    assert (run.state, numbers(run), of(source, "1").gone_on) == ("done", {}, None)


def test_an_entry_that_makes_no_sense_today_has_not_gone(cast: Cast, funder: Replay) -> None:
    source = at_funder(funder, ONE, ONE.replace("2027-03-03", "9999-99-99"))
    read(source)

    run = read(source)

    assert (numbers(run), of(source, "1").gone_on) == ({"refused": 1}, None)


def test_trouble_ends_the_run_and_the_next_try_comes_later_each_time(
    cast: Cast, funder: Replay
) -> None:
    source = at_funder(funder, Told(status=404))

    pauses = []
    for _ in range(9):
        run = read(source)
        assert source.next_at
        assert run.ended_at
        pauses.append((source.next_at - run.ended_at) / timedelta(minutes=1))

    assert (run.state, run.trouble, run.detail) == ("failed", "status", {"status": 404})
    assert pauses == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert (source.failures, source.succeeded_at) == (9, None)


def test_a_server_that_asks_us_to_wait_is_waited_for(cast: Cast, funder: Replay) -> None:
    source = at_funder(funder, Told(status=429, headers={"Retry-After": "7200"}))

    run = read(source)

    assert run.trouble == "too_many"
    assert source.next_at == (run.ended_at or NEVER) + timedelta(hours=2)


def test_an_error_of_ours_ends_the_run_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told_by(monkeypatch, step(1, 1), ZeroDivisionError("ours"))

    run = read(a_source())

    assert (run.state, run.trouble, numbers(run)) == ("failed", "unexpected", {"new": 1})
    assert "Kitchens could not be read" in caplog.text


@pytest.mark.parametrize(
    ("kind", "options", "option"), [("table", {}, "address"), ("gdp", {"key": "x"}, "address")]
)
def test_options_that_make_no_sense_are_told(
    cast: Cast, kind: str, options: dict[str, str], option: str
) -> None:
    run = read(a_source(kind=kind, options=options))

    assert (run.trouble, run.detail) == ("options", {"option": option})


def test_a_reading_that_failed_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source()
    told_by(monkeypatch, step(1, 1, 2), Trouble("unreachable"), step(3, 4))
    first = read(source)
    told_by(monkeypatch, step(1, 8, 9), step(2, 3), step(3, 4))

    second = read(source)

    assert (first.state, first.resumed, numbers(first)) == ("failed", False, {"new": 2})
    assert (second.state, second.resumed, numbers(second)) == ("done", True, {"new": 2})
    assert Call.objects.exclude(gone_on=None).count() == 0


def test_one_reads_at_a_time_and_a_dead_one_is_taken_over(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source()
    told_by(monkeypatch, step(1, 1), step(2, 2))
    dead = begin_run(source=source)
    assert dead
    keep_step(lease=dead, reading=step(1, 1), state=Call.State.PUBLISHED)

    with polite() as web:
        assert read_source(source=source, web=web) is None

    Run.objects.update(alive_at=timezone.now() - timedelta(minutes=6))
    run = read(source)

    assert (run.pk, run.resumed, run.lease) == (dead.run, True, 2)
    assert (run.state, numbers(run)) == ("done", {"new": 2})
    with pytest.raises(Lost):
        keep_step(lease=dead, reading=step(2, 7), state=Call.State.PUBLISHED)
    assert Call.objects.filter(records__source=source).count() == 2


def test_what_another_one_has_read_meanwhile_is_not_read_again(cast: Cast, funder: Replay) -> None:
    looked_at = at_funder(funder, ONE)
    read(CallSource.objects.get())

    assert begin_run(source=looked_at) is None
    assert funder.times("/calls.csv") == 1


def test_told_to_stop_it_stops_between_two_steps_and_the_next_goes_on_at_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source()
    told_by(monkeypatch, step(1, 1), step(2, 2))

    stopped = read(source, stopping=lambda: True)
    assert (stopped.state, stopped.alive_at) == ("running", LONG_AGO)
    run = read(source)

    assert (run.pk, run.state, numbers(run)) == (stopped.pk, "done", {"new": 2})


def test_after_three_failures_half_way_it_begins_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source()
    told_by(monkeypatch, step(1, 1), Trouble("repeats"))

    for _ in range(3):
        read(source)

    assert (source.memory, source.named) == ({}, [])


def test_a_long_step_is_kept_in_parts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverka.calls.actions.steps.AT_ONCE", 2)
    source = a_source()
    told_by(monkeypatch, step(1, 1, 2, 3, 4, 5))

    run = read(source)

    assert (numbers(run), Call.objects.filter(records__source=source).count()) == ({"new": 5}, 5)


def test_a_page_that_has_changed_is_a_task_for_the_coordinators(cast: Cast, funder: Replay) -> None:
    page = "<main><p>Grants</p><p>{}</p></main>"
    funder.at("/page", html_told(page.format("None")), html_told(page.format("A call for choirs")))
    source = a_source("Choirs", kind="watch", options={"address": f"{funder.address}/page"})
    first, second = read(source), read(source)

    [task] = Task.objects.open().about(source, Task.Kind.CALL_PAGE)
    assert (first.pages, second.pages) == (
        [],
        [{"address": f"{funder.address}/page", "after": "A call for choirs"}],
    )
    assert task.what_en == "Look at “Choirs”: something new on the page: “A call for choirs”"
    assert (task.role, task.address) == ("coordinators", f"calls/sources/choirs/runs/{second.pk}/")


def test_the_third_failure_is_a_task_that_closes_by_itself(cast: Cast, funder: Replay) -> None:
    source = at_funder(funder, *[Told(status=404)] * 4, csv(ONE))

    counts = []
    for _ in range(5):
        read(source)
        counts.append(Task.objects.open().about(source, Task.Kind.CALL_SOURCE).count())

    assert counts == [0, 0, 1, 1, 0]
    [task] = Task.objects.about(source)
    assert (task.state, task.what_en) == (
        "done",
        "“Kitchens” could not be read 3 times in a row",
    )


def test_refusals_are_counted_in_full_and_kept_in_part(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = tuple(
        Refusal(f"a\x00\u202e{number}" * 200, "odd_date", {"said": "\x00" * 500 + "9999"})
        for number in range(300)
    )
    told_by(monkeypatch, step(1, 1, refused=refused))

    run = read(a_source())

    assert (run.refused, len(run.refusals)) == (300, 100)
    assert run.refusals[0] == {
        "what": ("a0" * 200)[:300],
        "why": "odd_date",
        "detail": {"said": "9999"},
    }


def test_a_source_that_is_taken_away_meanwhile_is_left(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source()
    told_by(monkeypatch, step(1, 1), step(2, 2))

    def take_away(run: Run) -> None:
        CallSource.objects.all().delete()

    with polite() as web:
        assert read_source(source=source, web=web, show=take_away) is None


def test_the_sources_that_are_due(cast: Cast) -> None:
    now: datetime = timezone.now()
    a_source("Never")
    a_source("Later", next_at=now + timedelta(hours=1))
    a_source("Paused", active=False)
    a_source("Due", next_at=now)

    assert [one.name for one in CallSource.objects.due(now)] == ["Due", "Never"]
    assert [one.name for one in CallSource.objects.asked_for()] == ["Never"]


def test_a_page_change_holds_nothing_unseen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told_by(monkeypatch, step(1, pages=(PageChange("https://x.example", "new\x00\u202e"),)))

    assert read(a_source()).pages == [{"address": "https://x.example", "after": "new"}]
