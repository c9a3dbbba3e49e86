"""The contact page: choose a role or a partner, and write. No account, no cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.languages import reader_language
from samverka.common.refusal import Refused
from samverka.common.text import clean_line
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often, mark_of
from samverka.contact.actions import ask_question
from samverka.contact.forms import QuestionForm
from samverka.contact.models import Addressee
from samverka.partnership.models import Organisation
from samverka.partnership.views.committee import sitting

LONGEST_ABOUT = 200  # characters


@csrf_exempt  # it only shows the form
def contact(request: HttpRequest) -> HttpResponse:
    """`?to=` and the slug of a partner writes to that partner, `?about=` says of what."""
    partner = _partner(request.GET.get("to", ""))
    about = clean_line(request.GET.get("about", ""))[:LONGEST_ABOUT]
    return _page(request, _form(None, partner, about), partner)


@csrf_exempt  # it acts for nobody who is signed in; the sealed `writing` field lets it in once
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    if is_too_often(request, what="write", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    partner = _partner(request.POST.get("partner", ""))
    form = _form(request, partner)
    if form.is_valid():
        told = form.cleaned_data
        try:
            question = ask_question(
                text=told["text"],
                language=reader_language(),
                sending_key=form.sending_key,
                sender_mark=mark_of(request),
                addressee=told.get("addressee"),
                organisation=partner,
                name=told["name"],
                email=told["email"],
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(f"{question.follow_url}?sent")
    return _page(request, form, partner, status=422)


def _partner(slug: str) -> Organisation | None:
    """404 for a partner that is not there, rather than a letter to somebody else."""
    return get_object_or_404(Organisation.objects.partners(), slug=slug) if slug else None


def _form(
    request: HttpRequest | None, partner: Organisation | None, about: str = ""
) -> QuestionForm:
    roles = Addressee.objects.filter(active=True)
    addressees = roles.none() if partner else roles
    begun = _("About “%(title)s”:") % {"title": about} + "\n\n" if about else ""
    posted = request.POST if request else None
    return QuestionForm(posted, addressees=addressees, initial={"text": begun})


def _page(
    request: HttpRequest, form: QuestionForm, partner: Organisation | None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "partner": partner,
        "seats": [] if partner else sitting(timezone.localdate()),
    }
    return render(request, "contact/contact.html", context, status=status)
