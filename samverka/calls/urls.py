"""Addresses of calls: for everybody, for who looks after them, for their sources."""

from django.urls import URLPattern, path

from samverka.calls.views import editing, exchange, feeds, listing, proposals, public, sources

app_name = "calls"
for_everybody = [
    path("", listing.listing, name="list"),
    path("<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path("<slug:slug>/", public.detail, name="detail"),
]
# With the language first, and without: then in that of whoever asks.
to_follow = [
    path("calls.atom", feeds.atom, name="atom"),
    path("calls/deadlines.ics", feeds.deadlines, name="deadlines"),
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
of_sources: list[URLPattern] = [
    path("sources/", sources.listing, name="sources"),
    path("sources/new/", sources.choose, name="source_kinds"),
    path("sources/new/<slug:kind>/", sources.new, name="source_new"),
    path("sources/<slug:slug>/", sources.detail, name="source"),
    path("sources/<slug:slug>/now/", sources.now, name="source_now"),
    path("sources/<slug:slug>/edit/", sources.edit, name="source_edit"),
    path("sources/<slug:slug>/pause/", sources.pause, name="source_pause"),
    path("sources/<slug:slug>/resume/", sources.resume, name="source_resume"),
    path("sources/<slug:slug>/read/", sources.read_now, name="source_read"),
    path("sources/<slug:slug>/runs/<int:pk>/", sources.run, name="run"),
    path("proposed/", proposals.proposed, name="proposed"),
    path("proposed/<int:pk>/show/", proposals.show, name="proposed_show"),
    path("proposed/<int:pk>/leave-out/", proposals.leave_out, name="proposed_leave_out"),
    path("proposed/<int:pk>/take-back/", proposals.take_back, name="proposed_take_back"),
    path("twins/", proposals.twins, name="twins"),
    path("twins/<int:pk>/same/", proposals.same, name="twins_same"),
    path("twins/<int:pk>/different/", proposals.different, name="twins_different"),
    path("twins/<int:pk>/part/", proposals.part, name="twins_part"),
]
# A slug may be any word: what has a name of its own comes first.
urlpatterns = [*looking_after, *of_sources, *for_everybody]
