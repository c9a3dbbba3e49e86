"""A partner, for everybody. The list of them stands in `home`, with what they do together."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.partnership import rules
from samverka.partnership.models import Organisation
from samverka.partnership.telling import linked_data


def partner_detail(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(Organisation.objects.with_page(), slug=slug)
    if not rules.may_read(request.user, partner):
        raise Http404
    contacts = list(partner.contact_roles.all())
    public = [one for one in contacts if one.is_public]
    context = {
        "partner": partner,
        "contacts": contacts if rules.may_see_what_partners_see(request.user) else public,
        "services": partner.services.active(),
        "projects": partner.projects.all(),
        "searches": partner.searches.open().soonest_first(),
        "themes": partner.themes.all(),
        "earlier": partner.earlier_times.all(),
        "may_edit": rules.may_edit(request.user, partner),
        "looks_after": rules.may_look_after_partners(request.user),
        "facts": linked_data(partner, public),
        "shown_people": rules.shown_people_of(partner),
        "may_see_people": rules.may_see_people(request.user, partner),
    }
    return render(request, "partnership/partner.html", context)
