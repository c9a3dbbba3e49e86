"""Addresses of rounds, their public pages, and of whoever applies."""

from django.urls import path

from samverka.grants.views import joint, mine, public, rounds, writing

for_who_applies = [
    path("", public.listing, name="list"),
    path("mine/<slug:key>/", mine.page, name="mine"),
    path("mine/<slug:key>/files/", mine.files, name="mine_files"),
    path("mine/<slug:key>/files/<int:pk>/", mine.file, name="mine_file"),
    path("mine/<slug:key>/files/<int:pk>/remove/", mine.take_out, name="mine_file_remove"),
    path("mine/<slug:key>/hand-in/", mine.hand_in, name="mine_hand_in"),
    path("mine/<slug:key>/withdraw/", mine.withdraw, name="mine_withdraw"),
    path("mine/<slug:key>/return/", mine.take_back, name="mine_return"),
    path("mine/<slug:key>/paper/<slug:form>/", mine.paper, name="mine_paper"),
    path("mine/<slug:key>/write/<slug:step>/", writing.step, name="mine_step"),
    path("mine/<slug:key>/write/<slug:step>/live/", writing.live, name="mine_live"),
    path("joint/<int:pk>/<slug:slug>/", joint.take_over, name="joint"),
]
for_who_prepares = [
    path("new/", rounds.new, name="new"),
    path("<slug:slug>/prepare/", rounds.prepare, name="prepare"),
    path("<slug:slug>/edit/", rounds.edit, name="edit"),
    path("<slug:slug>/publish/", rounds.publish, name="publish"),
    path("<slug:slug>/end/", rounds.end, name="end"),
    path("<slug:slug>/unpublish/", rounds.unpublish, name="unpublish"),
    path("<slug:slug>/copy/", rounds.copy, name="copy"),
    path("<slug:slug>/criteria/", rounds.add_criterion, name="criterion_add"),
    path("<slug:slug>/criteria/<int:pk>/", rounds.criterion, name="criterion"),
    path("<slug:slug>/criteria/<int:pk>/move/", rounds.move_criterion, name="criterion_move"),
    path("<slug:slug>/criteria/<int:pk>/remove/", rounds.remove_criterion, name="criterion_remove"),
    path("<slug:slug>/seats/", rounds.seat, name="seat"),
    path("<slug:slug>/seats/<int:pk>/remove/", rounds.unseat, name="seat_remove"),
    path("<slug:slug>/seats/<int:pk>/return/", rounds.seat_again, name="seat_return"),
]
for_everybody = [
    path("<slug:slug>/", public.detail, name="round"),
    path("<slug:slug>/apply/", public.apply, name="apply"),
]
