"""Open data: what there is, and the files."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from samverka.api.hsds import Export
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.tenancy import current_partnership_id
from samverka.partnership.models import Organisation, Partnership
from samverka.support.models import Service


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page that says what may be taken, and where it is."""
    services, partners = Service.objects.public(), Organisation.objects.partners()
    latest = [rows.aggregate(at=Max("updated_at"))["at"] for rows in (services, partners)]
    context = {
        "service_count": services.count(),
        "partner_count": partners.count(),
        "changed_at": max((one for one in latest if one), default=None),
    }
    return render(request, "api/open_data.html", context)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def services(request: HttpRequest) -> HttpResponse:
    """Every service, as HSDS 3. In Swedish, or in English with `?language=en`."""
    language = ENGLISH if request.GET.get("language") == ENGLISH else SWEDISH
    partnership = Partnership.objects.get(pk=current_partnership_id())
    with translation.override(language):
        page = Export(partnership).page()
    response = JsonResponse(page, json_dumps_params={"ensure_ascii": False})
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response
