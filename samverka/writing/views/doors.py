"""Texts and what stands beside them, for those who may see them: to others they do not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from samverka.people.models import PersonRequest
from samverka.writing.models import SavedVersion, Suggestion, Thread
from samverka.writing.telling import Shown, shown_to


def find(request: PersonRequest, pk: int) -> Shown:
    shown = shown_to(request.user, pk)
    if shown is None:
        raise Http404
    return shown


def find_thread(request: PersonRequest, pk: int, thread: int) -> tuple[Shown, Thread]:
    shown = find(request, pk)
    return shown, get_object_or_404(Thread.objects.filter(text=shown.text), pk=thread)


def find_suggestion(request: PersonRequest, pk: int, number: int) -> tuple[Shown, Suggestion]:
    shown = find(request, pk)
    return shown, get_object_or_404(Suggestion.objects.filter(text=shown.text), pk=number)


def find_version(request: PersonRequest, pk: int, number: int) -> tuple[Shown, SavedVersion]:
    shown = find(request, pk)
    versions = SavedVersion.objects.filter(text=shown.text).select_related("by", "text")
    return shown, get_object_or_404(versions, pk=number)
