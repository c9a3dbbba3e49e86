"""Addresses of talks. A slug may be any word: what has a name of its own comes first."""

from django.urls import path

from samverka.talks.views import public, registering

app_name = "talks"
for_who_comes = [
    path("registrations/<slug:key>/", registering.own, name="registration"),
    path("registrations/<slug:key>/cancel/", registering.cancel, name="not_coming"),
    path("registrations/<slug:key>/return/", registering.come_back, name="coming_back"),
    path("registrations/<slug:key>/calendar.ics", registering.own_calendar, name="own_calendar"),
]
for_everybody = [
    path("", public.listing, name="list"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path("<slug:slug>/register/", registering.register, name="register"),
    path("<slug:slug>/registered/", registering.registered, name="registered"),
]
urlpatterns = [*for_who_comes, *for_everybody]

to_follow = [path("calendar.ics", public.feed, name="feed")]
