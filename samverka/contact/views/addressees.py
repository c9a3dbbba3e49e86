"""Coordinators say whom one can write to, and who answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.common.access import only_for
from samverka.contact.actions import save_addressee
from samverka.contact.forms import AddresseeForm
from samverka.contact.models import ANSWER_DAYS, Addressee
from samverka.partnership.rules import carers, is_coordinator
from samverka.people.models import Person, PersonRequest

FACTS = ("title_sv", "title_en", "what_for_sv", "what_for_en", "answer_days", "active")


@only_for(is_coordinator)
def listing(request: PersonRequest) -> HttpResponse:
    addressees = Addressee.objects.prefetch_related("people")
    return render(request, "contact/addressees.html", {"addressees": addressees})


@only_for(is_coordinator)
def new(request: PersonRequest) -> HttpResponse:
    return _edit(request, None)


@only_for(is_coordinator)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(Addressee, pk=pk))


def _edit(request: PersonRequest, addressee: Addressee | None) -> HttpResponse:
    initial = (
        {name: getattr(addressee, name) for name in FACTS} | {"people": addressee.people.all()}
        if addressee
        else {"answer_days": ANSWER_DAYS, "active": True}
    )
    people = carers()
    if addressee:
        people = (people | Person.objects.filter(addressees=addressee)).distinct()
    form = AddresseeForm(
        request.POST if request.method == "POST" else None, people=people, initial=initial
    )
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in FACTS}
        save_addressee(
            addressee=addressee, facts=facts, people=form.cleaned_data["people"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("contact:addressees")
    context = {"form": form, "addressee": addressee}
    return render(request, "contact/addressee.html", context, status=422 if form.errors else 200)
