"""The index keeps in step with the database, through crashes, and never across partnerships."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.ideas import actions
from samverka.ideas.models import Idea
from samverka.ideas.tests.story import sent
from samverka.partnership.models import Appointment, Municipality, Theme
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.suggest import index
from samverka.suggest.find import find

# Words that stand nowhere else in the cast.
TEXT = "Zebrafinkar flyger genom biblioteket och barnen räknar zebrafinkarna varje dag."

pytestmark = pytest.mark.usefixtures("indexed")


def published(cast: Cast, **facts: object) -> Idea:
    idea = sent(**{"title": "Fåglar", "text": TEXT, "language": "sv", "may_show": True, **facts})
    return actions.publish_idea(idea=idea, by=cast.elsa)


def in_index(idea: Idea) -> bool:
    matches = index.matcher().match("zebrafinkar", kinds=["idea"], limit=50)
    return f"idea:{idea.pk}" in {match.id for match in matches}


def suggested(idea: Idea) -> bool:
    return idea.pk in {
        one.pk for one in find("zebrafinkar i biblioteket", kinds=["idea"]).suggestions
    }


def all_ids() -> set[str]:
    return {document.id for document in index.documents()}


def test_an_idea_is_found_where_it_is(cast: Cast) -> None:
    nora = Municipality.objects.get(name="Nora")
    idea = published(cast, municipality=nora)
    index.follow()

    [near] = index.matcher().match("zebrafinkar", kinds=["idea"], place="Nora", limit=1)
    [far] = index.matcher().match("zebrafinkar", kinds=["idea"], place="Kumla", limit=1)

    assert {near.id, far.id} == {f"idea:{idea.pk}"}
    assert near.score > far.score


@pytest.mark.slow
def test_what_has_gone_does_not_take_up_room_for_ever(cast: Cast) -> None:
    [one, *_] = index.documents()
    index.matcher().add(one for _ in range(2_500))
    assert index.matcher().worn

    idea = published(cast)
    index.follow()

    assert not index.matcher().worn
    assert in_index(idea)


def test_a_published_idea_is_suggested_after_the_next_look(cast: Cast) -> None:
    idea = published(cast)
    assert not suggested(idea)

    assert index.follow() == 1

    assert suggested(idea)
    assert index.follow() == 0


@pytest.mark.parametrize("how", ["visibility", "unpublish", "withdraw", "erase"])
def test_what_may_no_longer_be_read_leaves(cast: Cast, how: str) -> None:
    idea = published(cast)
    index.follow()
    assert suggested(idea)

    if how == "visibility":
        actions.change_visibility(idea=idea, may_show=False)
    elif how == "unpublish":
        actions.unpublish_idea(idea=idea, by=cast.elsa)
    elif how == "withdraw":
        actions.withdraw_idea(idea=idea)
    else:
        actions.erase_idea(idea=idea)
    index.follow()

    assert (in_index(idea), suggested(idea)) == (False, False)


def test_what_was_never_published_never_comes_in(cast: Cast) -> None:
    idea = sent(text=TEXT, may_show=True)

    index.follow()

    assert not in_index(idea)
    assert f"idea:{idea.pk}" not in all_ids()


def test_a_withdrawn_idea_that_is_taken_back_is_found_again(cast: Cast) -> None:
    idea = published(cast)
    actions.withdraw_idea(idea=idea)
    index.follow()
    assert not in_index(idea)

    actions.return_idea(idea=idea)
    index.follow()

    assert in_index(idea)


def test_two_partnerships_never_mix(cast: Cast) -> None:
    here = published(cast)
    index.follow()
    with scope(cast.neighbour.pk):
        Appointment.objects.get_or_create(person=cast.elsa)
        there = published(cast)
        index.follow()
        assert (in_index(there), in_index(here)) == (True, False)
        assert all(one.card.title == "Fåglar" for one in find("zebrafinkar").suggestions)

    assert (in_index(here), in_index(there)) == (True, False)


def test_a_crash_between_index_and_mark_only_reads_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = published(cast)

    def stop(seen: set[int]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(index, "_remember", stop)
        with pytest.raises(KeyboardInterrupt):
            index.follow()
    assert in_index(idea)

    assert index.follow() == 1
    assert in_index(idea)
    matches = index.matcher().match("zebrafinkar", kinds=["idea"], limit=50)
    assert [match.id for match in matches].count(f"idea:{idea.pk}") == 1


def test_a_transaction_that_was_slow_to_commit_is_not_missed(cast: Cast) -> None:
    """Its history has an older number than what has already been followed."""
    slow = published(cast)
    late = History.objects.of(slow).latest("pk")
    History.objects.of(slow).delete()
    Theme.objects.all()[0].save()
    write_history(verb="touched", of=Theme.objects.all()[0], by=cast.elsa)
    index.follow()
    assert not in_index(slow)

    late.save()  # it commits now, with the number it had

    assert index.follow() == 1
    assert in_index(slow)
    assert index.follow() == 0


@pytest.mark.parametrize("mark", [None, "", "nonsense", "\x00"])
def test_without_a_mark_that_can_be_read_it_is_built_anew(cast: Cast, mark: str | None) -> None:
    idea = published(cast)
    path: Path = index.folder() / index.MARK
    if mark is None:
        path.unlink()
    else:
        path.write_text(mark)

    assert index.follow() == len(all_ids())

    assert in_index(idea)
    assert index.follow() == 0


def test_the_mark_stays_small_and_never_goes_back(cast: Cast) -> None:
    published(cast)
    long_ago = timezone.now() - timedelta(hours=1)
    History.objects.update(at=long_ago)
    index.follow()
    latest = History.objects.latest("pk").pk
    idea = published(cast)
    index.follow()

    kept = {int(number) for number in (index.folder() / index.MARK).read_text().split()}

    newest = set(History.objects.of(idea).values_list("pk", flat=True))
    assert kept == {latest, *newest}


def test_building_tells_how_far_it_is(cast: Cast) -> None:
    told: list[int] = []

    assert index.rebuild(told.append) == len(all_ids())

    assert told == list(range(1, len(all_ids()) + 1))


def test_things_that_are_no_more_leave(cast: Cast) -> None:
    idea = published(cast)
    index.follow()
    History.objects.create(verb="gone", kind="idea", object_id=idea.pk, role="system")
    pk = idea.pk
    idea.delete()

    index.follow()

    matches = index.matcher().match("zebrafinkar", kinds=["idea"], limit=50)
    assert f"idea:{pk}" not in {match.id for match in matches}


def test_a_sentence_model_has_an_index_of_its_own_and_may_be_down(
    cast: Cast, settings: LazySettings
) -> None:
    without = index.folder()
    settings.ENCODER = "http://127.0.0.1:9/v1#small"  # nobody is there
    assert index.folder() != without
    assert index.rebuild() > 0
    assert suggested(published(cast)) is False
    index.follow()
    assert suggested(Idea.objects.latest("pk"))


def test_a_folder_that_holds_no_model_is_named(settings: LazySettings, tmp_path: Path) -> None:
    settings.ENCODER = str(tmp_path)
    with pytest.raises(ImproperlyConfigured, match="SAMVERKA_ENCODER="):
        index.matcher()
