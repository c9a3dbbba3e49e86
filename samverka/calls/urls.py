"""Addresses of calls: for everybody, for who looks after them, for their sources."""

from django.urls import URLPattern, path

from samverka.calls.views import listing, public

app_name = "calls"
for_everybody = [
    path("", listing.listing, name="list"),
    path("<slug:slug>/", public.detail, name="detail"),
]
looking_after: list[URLPattern] = []
of_sources: list[URLPattern] = []
# A slug may be any word: what has a name of its own comes first.
urlpatterns = [*looking_after, *of_sources, *for_everybody]
