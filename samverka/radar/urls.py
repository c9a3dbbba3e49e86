"""Addresses of the radar; they stand among those of calls, in the same namespace."""

from django.urls import path

from samverka.radar.views import call

of_one_call = [
    path("<slug:slug>/follow/", call.follow, name="follow"),
    path("<slug:slug>/unfollow/", call.unfollow, name="unfollow"),
    path("<slug:slug>/not-for-us/", call.dismiss, name="dismiss"),
    path("<slug:slug>/for-us-after-all/", call.take_back, name="take_back"),
    # In the place of the plain page of calls, at the same name.
    path("<slug:slug>/", call.detail, name="detail"),
]
