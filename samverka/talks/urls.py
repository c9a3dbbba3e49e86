"""Addresses of talks. A slug may be any word: what has a name of its own comes first."""

from django.urls import path

from samverka.talks.views import coming, preparing, public, registering, speaking

app_name = "talks"
for_who_comes = [
    path("registrations/<slug:key>/", registering.own, name="registration"),
    path("registrations/<slug:key>/cancel/", registering.cancel, name="not_coming"),
    path("registrations/<slug:key>/return/", registering.come_back, name="coming_back"),
    path("registrations/<slug:key>/calendar.ics", registering.own_calendar, name="own_calendar"),
]
for_who_speaks = [path("speakers/<slug:key>/", speaking.answer, name="speaker")]
for_who_prepares = [
    path("new/", preparing.new, name="new"),
    path("<slug:slug>/prepare/", preparing.prepare, name="prepare"),
    path("<slug:slug>/edit/", preparing.edit, name="edit"),
    path("<slug:slug>/publish/", preparing.publish, name="publish"),
    path("<slug:slug>/cancel/", preparing.cancel, name="cancel"),
    path("<slug:slug>/programme/", preparing.add_part, name="part_add"),
    path("<slug:slug>/programme/<int:pk>/remove/", preparing.remove_part, name="part_remove"),
    path("<slug:slug>/speakers/", preparing.add_speaker, name="speaker_add"),
    path("<slug:slug>/speakers/<int:pk>/consent/", preparing.note_consent, name="consent"),
    path("<slug:slug>/speakers/<int:pk>/remove/", preparing.remove_speaker, name="speaker_remove"),
    path("<slug:slug>/coming/", coming.listing, name="coming"),
    path("<slug:slug>/coming/<slug:form>/", coming.file, name="coming_file"),
]
for_everybody = [
    path("", public.listing, name="list"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path("<slug:slug>/register/", registering.register, name="register"),
    path("<slug:slug>/registered/", registering.registered, name="registered"),
]
urlpatterns = [*for_who_comes, *for_who_speaks, *for_who_prepares, *for_everybody]

to_follow = [path("calendar.ics", public.feed, name="feed")]
