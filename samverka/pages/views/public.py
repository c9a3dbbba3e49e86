"""The partnership's own texts, for everybody."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samverka.pages.models import Text, Version
from samverka.pages.rules import may_edit_texts
from samverka.pages.telling import shown
from samverka.partnership.actions.belonging import FORGOTTEN_AFTER
from samverka.partnership.middleware import PartnershipRequest
from samverka.partnership.models import Theme
from samverka.people.models import PRIVACY_VERSION

# What the accessibility statement says was true on this day; a new assessment moves it.
ASSESSED_ON = date(2026, 11, 24)
STATEMENT_CHANGED_ON = date(2026, 11, 24)


def about(request: PartnershipRequest) -> HttpResponse:
    context = {
        "text": shown(Text.Slug.ABOUT, request.partnership),
        "themes": Theme.objects.current(),
        "more": Text.objects.filter(slug__in=Text.PAGES, versions__in=Version.objects.all())
        .distinct()
        .order_by("id"),
    }
    return render(request, "pages/about.html", context)


def text(request: PartnershipRequest, slug: str) -> HttpResponse:
    """A text that is a page of its own; those that stand on other pages are not found here."""
    found = shown(slug, request.partnership) if slug in Text.PAGES else None
    if found is None:
        raise Http404
    context = {"text": found, "slug": slug, "may_edit": may_edit_texts(request.user)}
    return render(request, "pages/text.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"assessed_on": ASSESSED_ON, "changed_on": STATEMENT_CHANGED_ON}
    return render(request, "pages/accessibility.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "session_days": settings.SESSION_COOKIE_AGE // (60 * 60 * 24),
        "erasure_days": settings.ERASURE_DAYS,
        "invitation_days": FORGOTTEN_AFTER.days,
        "version": PRIVACY_VERSION,
    }
    return render(request, "pages/privacy.html", context)
