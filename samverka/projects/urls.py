"""Addresses of projects: all of them, one of them, and the work in it."""

from django.urls import path

from samverka.projects.views import exchange, partners, public, rows, work, writing

app_name = "projects"
urlpatterns = [
    path("", public.listing, name="list"),
    path("new/", writing.new, name="new"),
    path("table/<slug:form>/", exchange.table, name="table"),
    path("import/", exchange.read, name="import_file"),
    path("import/cordis/", exchange.cordis, name="cordis"),
    path("import/<int:pk>/", exchange.look, name="import"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/files/<int:document>/", public.file, name="file"),
    path("<slug:slug>/edit/", writing.edit, name="edit"),
    path("<slug:slug>/move/", writing.move, name="move"),
    path("<slug:slug>/who/", partners.page, name="who"),
    path("<slug:slug>/who/<int:taker>/", partners.taker, name="taker"),
    path("<slug:slug>/who/<int:taker>/remove/", partners.remove, name="remove_taker"),
    path(
        "<slug:slug>/who/outside/<int:outsider>/remove/",
        partners.remove_outsider,
        name="remove_outsider",
    ),
    path("<slug:slug>/inside/", work.page, name="work"),
    path("<slug:slug>/inside/hours/", work.hours, name="hours"),
    path("<slug:slug>/inside/reports/<int:row>/move/", work.report, name="move_report"),
    path("<slug:slug>/inside/milestone/<int:row>/reached/", work.milestone, name="reach"),
    path("<slug:slug>/inside/add/<slug:kind>/", rows.add, name="add_row"),
    path("<slug:slug>/inside/<slug:kind>/<int:row>/", rows.change, name="row"),
    path("<slug:slug>/inside/<slug:kind>/<int:row>/remove/", rows.remove, name="remove_row"),
    path("<slug:slug>/inside/<slug:kind>/<int:row>/restore/", rows.restore, name="restore_row"),
]
