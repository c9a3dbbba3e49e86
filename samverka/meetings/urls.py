"""Addresses below meetings/."""

from django.urls import path

from samverka.meetings.views import (
    agenda,
    answering,
    calling,
    listing,
    papers,
    preparing,
    rides,
    statutes,
)

app_name = "meetings"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", preparing.new, name="new"),
    path("statutes/", statutes.statutes, name="statutes"),
    path("<int:pk>/", listing.meeting, name="meeting"),
    path("answer/<slug:key>/", answering.reply, name="reply"),
    path("answer/<slug:key>/deputy/", answering.deputy, name="deputy"),
    path("answer/<slug:key>/ask/<int:driver>/", rides.ask, name="ride_ask"),
    path("answer/<slug:key>/rides/<int:ride>/", rides.answer, name="ride_answer"),
    path("answer/<slug:key>/rides/<int:ride>/end/", rides.end, name="ride_end"),
    path("<int:pk>/edit/", preparing.edit, name="edit"),
    path("<int:pk>/copy/", preparing.copy, name="copy"),
    path("<int:pk>/notice/", calling.notice, name="notice"),
    path("<int:pk>/cancel/", calling.cancel, name="cancel"),
    path("<int:pk>/answer/", answering.answer, name="answer"),
    path("<int:pk>/answers/", answering.answers, name="answers"),
    path("<int:pk>/answers/remind/", answering.remind, name="remind"),
    path("<int:pk>/rides/", rides.rides, name="rides"),
    path("<int:pk>/papers/", papers.add, name="papers"),
    path("<int:pk>/papers/<int:paper>/", papers.file, name="paper"),
    path("<int:pk>/papers/<int:paper>/remove/", papers.remove, name="paper_remove"),
    path("<int:pk>/items/add/", agenda.add, name="item_add"),
    path("<int:pk>/items/<int:item>/", agenda.edit, name="item"),
    path("<int:pk>/items/<int:item>/move/", agenda.move, name="item_move"),
    path("<int:pk>/items/<int:item>/remove/", agenda.remove, name="item_remove"),
]
