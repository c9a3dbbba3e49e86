"""Addresses of calls: for everybody, for who looks after them, for their sources."""

from django.urls import URLPattern, path

from samverka.calls.views import editing, exchange, listing, public

app_name = "calls"
for_everybody = [
    path("", listing.listing, name="list"),
    path("<slug:slug>/", public.detail, name="detail"),
]
looking_after: list[URLPattern] = [
    path("new/", editing.new, name="new"),
    path("table/<slug:form>/", exchange.table, name="table"),
    path("import/", exchange.read, name="import_file"),
    path("import/<int:pk>/", exchange.look, name="import"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/hide/", editing.hide, name="hide"),
    path("<slug:slug>/show/", editing.show, name="show"),
    path("<slug:slug>/history/", editing.history, name="history"),
]
of_sources: list[URLPattern] = []
# A slug may be any word: what has a name of its own comes first.
urlpatterns = [*looking_after, *of_sources, *for_everybody]
