"""The page that the yearly letter opens. The address itself is the key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from samverka.common.access import closed_door
from samverka.partnership.actions.pages import confirm_page
from samverka.partnership.models import Organisation


@csrf_exempt  # whoever has the address may act: there is no cookie whose authority is borrowed
def still_right(request: HttpRequest, key: str) -> HttpResponse:
    """Opening changes nothing: mail scanners open every link. One press on the page confirms."""
    partners = Organisation.objects.partners().with_page().prefetch_related("themes")
    partner = get_object_or_404(partners, review_key=key)
    if request.method == "POST":
        partner = confirm_page(organisation=partner)
    context = {
        "partner": partner,
        "contacts": partner.contact_roles.public(),
        "done": not partner.awaits_confirmation,
    }
    return closed_door(render(request, "partnership/still_right.html", context))
