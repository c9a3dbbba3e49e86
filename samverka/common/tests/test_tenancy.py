"""Whose data is it? Without an answer no query is made."""

import threading

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from samverka.cast import Cast
from samverka.common.tenancy import (
    OutOfScope,
    Owned,
    current_partnership_id,
    owner_of_new_rows,
    scope,
    whole_address,
)
from samverka.partnership.models import Theme

OWNED = [model for model in apps.get_models() if issubclass(model, Owned)]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_table_is_read_outside_a_scope(cast: Cast, model: type[Owned]) -> None:
    with scope(None), pytest.raises(OutOfScope, match="Say whose data it is"):
        list(model._default_manager.all())


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_each_sees_its_own_rows_and_no_others(cast: Cast, model: type[Owned]) -> None:
    for partnership in (cast.partnership, cast.neighbour):
        with scope(partnership.pk):
            owners = {row.partnership_id for row in model._default_manager.all()}
        assert owners <= {partnership.pk}


def test_a_new_row_belongs_to_whoever_is_in_scope(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        theme = Theme.objects.create(slug="new", title_sv="Nytt")

    assert theme.partnership_id == cast.neighbour.pk
    assert not Theme.objects.filter(slug="new").exists()


def test_a_row_of_nobodys_is_refused_by_the_database(cast: Cast) -> None:
    with scope(None):
        assert owner_of_new_rows() is None
        with pytest.raises(IntegrityError), transaction.atomic():
            Theme(slug="lost", title_sv="Borta").save()


def test_scopes_lie_in_each_other_and_end_even_when_something_goes_wrong(cast: Cast) -> None:
    def stumble_next_door() -> None:
        with scope(cast.neighbour.pk):
            assert current_partnership_id() == cast.neighbour.pk
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble_next_door()

    assert current_partnership_id() == cast.partnership.pk


def test_a_thread_of_its_own_begins_without_one(cast: Cast) -> None:
    found: list[int | None] = []
    thread = threading.Thread(target=lambda: found.append(owner_of_new_rows()))
    thread.start()
    thread.join()

    assert found == [None]


def test_addresses_in_letters_are_whole(cast: Cast) -> None:
    assert whole_address("/sv/") == "http://127.0.0.1:8000/sv/"
    with scope(cast.neighbour.pk, site="https://grann.example"):
        assert whole_address("/sv/") == "https://grann.example/sv/"
