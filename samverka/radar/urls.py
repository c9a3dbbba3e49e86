"""Addresses of the radar; they stand among those of calls, in the same namespace."""

from django.urls import path

from samverka.radar.views import call, decide, for_us, listing, mine, searches

for_somebody = [
    # In the place of the plain list of calls, at the same name.
    path("", listing.listing, name="list"),
    path("for-us/", for_us.first, name="for_us_first"),
    path("for-us/<slug:organisation>/", for_us.page, name="for_us"),
    path("for-us/<slug:organisation>/width/", for_us.tune, name="tune"),
    path("for-us/<slug:organisation>/forget/", for_us.forget, name="forget_lessons"),
    path("for-us/<slug:organisation>/remember/", for_us.remember, name="remember_lessons"),
    path("mine/", mine.page, name="mine"),
    path("searches/save/", searches.save, name="save_search"),
    path("searches/<int:pk>/", searches.change, name="change_search"),
    path("searches/<int:pk>/remove/", searches.remove, name="remove_search"),
    path("searches/<int:pk>/take-back/", searches.take_back, name="take_back_search"),
]
of_one_call = [
    path("<slug:slug>/follow/", call.follow, name="follow"),
    path("<slug:slug>/unfollow/", call.unfollow, name="unfollow"),
    path("<slug:slug>/not-for-us/", call.dismiss, name="dismiss"),
    path("<slug:slug>/for-us-after-all/", call.take_back, name="take_back"),
    path("<slug:slug>/decide/", decide.page, name="decide"),
    path("<slug:slug>/decide/undo/", decide.undo, name="undo_decision"),
    path("<slug:slug>/decide/days/", decide.days, name="plan_days"),
    path("<slug:slug>/decide/begin/", decide.begin, name="begin_application"),
    # In the place of the plain page of calls, at the same name.
    path("<slug:slug>/", call.detail, name="detail"),
]
