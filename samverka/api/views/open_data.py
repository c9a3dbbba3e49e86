"""Open data: what there is, and the files."""

import json
from hashlib import sha256

from django.core.cache import caches
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from samverka.api.giving import package
from samverka.api.hsds import Export
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.tenancy import current_partnership_id
from samverka.grants.models import Grant
from samverka.partnership.models import Organisation, Partnership, Theme
from samverka.support.models import Service

SECONDS = 60  # what changes without leaving a time, such as the name of a need, is seen by then


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page that says what may be taken, and where it is."""
    services, partners = Service.objects.public(), Organisation.objects.partners()
    latest = [rows.aggregate(at=Max("updated_at"))["at"] for rows in (services, partners)]
    context = {
        "service_count": services.count(),
        "partner_count": partners.count(),
        "grant_count": Grant.objects.count(),
        "changed_at": max((one for one in latest if one), default=None),
    }
    return render(request, "api/open_data.html", context)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def services(request: HttpRequest) -> HttpResponse:
    """Every service, as HSDS 3. In Swedish, or in English with `?language=en`."""
    language = ENGLISH if request.GET.get("language") == ENGLISH else SWEDISH
    key = f"open-data:{language}:{_as_it_stands(request)}"
    body = caches["process"].get(key)
    if body is None:
        body = _services(language)
        caches["process"].set(key, body, SECONDS)
    return _answer(body, language)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def grants(request: HttpRequest) -> HttpResponse:
    """Every grant of the host, as 360Giving 1.4. The standard has no package without grants: it is
    404 until something was granted. In Swedish, or in English with `?language=en`."""
    if not Grant.objects.exists():
        raise Http404
    language = ENGLISH if request.GET.get("language") == ENGLISH else SWEDISH
    return _answer(_grants(language), language)


def _answer(body: bytes, language: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json")
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response


def _grants(language: str) -> bytes:
    partnership = Partnership.objects.get(pk=current_partnership_id())
    with translation.override(language):
        return json.dumps(package(partnership), ensure_ascii=False).encode()


def _services(language: str) -> bytes:
    partnership = Partnership.objects.get(pk=current_partnership_id())
    with translation.override(language):
        return json.dumps(Export(partnership).page(), ensure_ascii=False).encode()


def _as_it_stands(request: HttpRequest) -> str:
    """Another text as soon as a service, an organisation or one of its contacts is another."""
    kinds = (
        Service.objects.public(),
        Organisation.objects.all(),
        Organisation.objects.partners(),
        Theme.objects.all(),
    )
    stamps = [tuple(rows.aggregate(Count("pk"), Max("updated_at")).values()) for rows in kinds]
    parts = (current_partnership_id(), request.get_host(), timezone.localdate(), *stamps)
    return sha256(repr(parts).encode()).hexdigest()
