"""Comments and suggestions: what stands beside a text and is not in it."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pycrdt import Doc

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.writing.actions.storing import edit
from samverka.writing.models import Comment, Pulse, SharedText, Suggestion, Thread
from samverka.writing.places import place_of, replace, words_at
from samverka.writing.rules import Right, right_of

Anchor = dict[str, str]  # `from` and `to`: relative positions in base64; empty for the whole text


# ---- Comments ----


@transaction.atomic
def begin_thread(
    *, text: SharedText, by: Person, words: str, quote: str = "", anchor: Anchor | None = None
) -> Thread:
    """Say something about a place in a text, or about all of it."""
    _need(text, by, Right.COMMENT)
    thread = Thread.objects.create(text=text, quote=quote, anchor=anchor or {})
    Comment.objects.create(thread=thread, words=words, by=by)
    _tell(thread, text, "begun", by)
    return thread


@transaction.atomic
def answer_thread(*, thread: Thread, by: Person, words: str) -> Comment:
    """Say something more; a thread that was done with is open again."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    _need(thread.text, by, Right.COMMENT)
    comment = Comment.objects.create(thread=thread, words=words, by=by)
    if not thread.is_open:
        _move_thread(thread, Thread.State.OPEN, by)
    _tell(thread, thread.text, "answered", by)
    return comment


@transaction.atomic
def resolve_thread(*, thread: Thread, by: Person) -> Thread:
    """It is done with."""
    return _end_thread(thread, Thread.State.RESOLVED, by)


@transaction.atomic
def reopen_thread(*, thread: Thread, by: Person) -> Thread:
    """It is not done with after all."""
    return _end_thread(thread, Thread.State.OPEN, by)


def _end_thread(thread: Thread, to: Thread.State, by: Person) -> Thread:
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    _need(thread.text, by, Right.COMMENT)
    if thread.can_move(to):
        _move_thread(thread, to, by)
        _tell(thread, thread.text, str(to.value), by)
    return thread


def _move_thread(thread: Thread, to: Thread.State, by: Person) -> None:
    ended = to == Thread.State.RESOLVED
    thread.state = to
    thread.resolved_at = timezone.now() if ended else None
    thread.resolved_by = by if ended else None
    thread.save()


# ---- Suggestions ----


@transaction.atomic
def suggest(
    *,
    text: SharedText,
    by: Person,
    anchor: Anchor,
    instead_of: str,
    wanted: str,
    why: str = "",
) -> Suggestion:
    """Other words for a place. Nothing changes before somebody who may write takes them."""
    _need(text, by, Right.COMMENT)
    if instead_of == wanted:
        raise Refused(_("The words are the same as before. Change them, or leave them."))
    if not anchor.get("from"):
        raise Refused(_("Mark the words in the text that you want to change."))
    found = Suggestion.objects.create(
        text=text, by=by, anchor=anchor, instead_of=instead_of, wanted=wanted, why=why
    )
    _tell(found, text, "proposed", by)
    return found


@transaction.atomic
def take_suggestion(*, suggestion: Suggestion, by: Person) -> Suggestion:
    """Edit the text as suggested; everybody who has it open sees it at once."""
    suggestion = _lock_proposed(suggestion)
    _need(suggestion.text, by, Right.WRITE)
    edit(text=suggestion.text, by=by, change=lambda doc: _put_in(doc, suggestion))
    return _answer(suggestion, Suggestion.State.TAKEN, by)


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, by: Person) -> Suggestion:
    """The text stays as it is. Whoever suggested it may take it back in the same way."""
    suggestion = _lock_proposed(suggestion)
    _need(suggestion.text, by, Right.COMMENT if suggestion.by_id == by.pk else Right.WRITE)
    return _answer(suggestion, Suggestion.State.DECLINED, by)


def _put_in(doc: Doc, suggestion: Suggestion) -> None:
    place = place_of(doc, suggestion.anchor.get("from", ""))
    old = suggestion.instead_of
    try:
        found = words_at(doc, place, len(old.encode())) if place else None
    except UnicodeDecodeError:
        found = None
    if place is None or found != old:
        raise Refused(
            _("The text there has changed since. Look at it, and write what you want by hand.")
        )
    replace(doc, place, old, suggestion.wanted)


def _lock_proposed(suggestion: Suggestion) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.state != Suggestion.State.PROPOSED:
        state = suggestion.get_state_display()
        raise Refused(_("Somebody else was quicker: %(state)s.") % {"state": state})
    return suggestion


def _answer(suggestion: Suggestion, state: Suggestion.State, by: Person) -> Suggestion:
    suggestion.state = state
    suggestion.answered_by, suggestion.answered_at = by, timezone.now()
    suggestion.save()
    _tell(suggestion, suggestion.text, str(state.value), by)
    return suggestion


def _need(text: SharedText, person: Person, right: Right) -> None:
    if right_of(person, text) < right:
        raise Refused(_("You may read this text, not change it."))


def _tell(row: models.Model, text: SharedText, verb: str, by: Person) -> None:
    detail: dict[str, Any] = {"text": text.pk}
    write_history(verb=verb, of=row, by=by, **detail)
    Pulse.objects.beside(text)
