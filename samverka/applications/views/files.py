"""Files that are given away: always to keep, never to be shown as a page of ours."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from samverka.applications.models import Application
from samverka.applications.papers import (
    File,
    application_paper,
    as_file,
    parcel_of,
)
from samverka.applications.views.doors import for_readers
from samverka.common.files import given
from samverka.people.models import PersonRequest

PAPERS = ("docx", "pdf")


def given_file(file: File) -> HttpResponse:
    return given(file.content, name=file.name, media_type=file.media_type)


@for_readers
def paper(request: PersonRequest, application: Application, kind: str) -> HttpResponse:
    """The application as it is now: `docx`, `pdf`, or `zip` with everything that goes with it."""
    now = timezone.now()
    if kind in PAPERS:
        return given_file(as_file(application_paper(application, now), kind))
    if kind == "zip":
        return given_file(parcel_of(application, now).file)
    raise Http404
