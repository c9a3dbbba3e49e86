"""Addresses of calendars: for everybody, for each person, and as files to follow."""

from django.urls import path

from samverka.calendars.views import files, own, public

app_name = "calendars"
urlpatterns = [
    path("calendar/", public.month, name="month"),
    path("calendar/<slug:key>.ics", own.private, name="private"),
    path("desk/calendar/", own.month, name="own"),
    path("desk/calendar/address/", own.address, name="address"),
    path("desk/calendar/address/replace/", own.replace, name="address_replace"),
    path("desk/calendar/address/end/", own.end, name="address_end"),
]
# With the language first, and without: then in that of whoever asks.
to_follow = [path("calendar.ics", files.feed, name="feed")]
