"""Addresses of talks. A slug may be any word: what has a name of its own comes first."""

from django.urls import path

from samverka.talks.views import (
    afterwards,
    asking,
    at_door,
    coming,
    feedback,
    outcomes,
    preparing,
    public,
    questions,
    registering,
    speaking,
)

app_name = "talks"
for_who_comes = [
    path("registrations/<slug:key>/", registering.own, name="registration"),
    path("registrations/<slug:key>/cancel/", registering.cancel, name="not_coming"),
    path("registrations/<slug:key>/return/", registering.come_back, name="coming_back"),
    path("registrations/<slug:key>/calendar.ics", registering.own_calendar, name="own_calendar"),
    path("registrations/<slug:key>/afterwards/", feedback.answer, name="feedback"),
]
for_who_speaks = [path("speakers/<slug:key>/", speaking.answer, name="speaker")]
for_who_asks = [
    path("ask/", asking.door, name="ask_door"),
    path("ask/<int:pk>/<slug:key>/", asking.ask, name="ask"),
    path("ask/<int:pk>/<slug:key>/list/", asking.listing, name="ask_list"),
    path("ask/<int:pk>/<slug:key>/me-too/<int:question>/", asking.me_too, name="me_too"),
]
for_who_leads = [
    path("<slug:slug>/questions/", questions.page, name="questions"),
    path("<slug:slug>/questions/list/", questions.listing, name="questions_list"),
    path("<slug:slug>/questions/open/", questions.begin, name="questions_open"),
    path("<slug:slug>/questions/close/", questions.end, name="questions_close"),
    path("<slug:slug>/questions/screen/", questions.screen, name="question_screen"),
    path("<slug:slug>/questions/screen/list/", questions.screen_list, name="question_screen_list"),
    path("<slug:slug>/questions/<int:pk>/move/", questions.move, name="question_move"),
]
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
    path("<slug:slug>/coming/door/", at_door.door, name="door"),
    path("<slug:slug>/coming/door/add/", at_door.add, name="door_add"),
    path("<slug:slug>/coming/door/worker.js", at_door.worker, name="door_worker"),
    path("<slug:slug>/coming/<slug:form>/", coming.file, name="coming_file"),
]
after_it = [
    path("<slug:slug>/afterwards/", afterwards.page, name="afterwards"),
    path("<slug:slug>/afterwards/notes/", afterwards.notes, name="notes"),
    path("<slug:slug>/outcomes/", outcomes.add, name="outcome_add"),
    path("<slug:slug>/outcomes/<int:pk>/", outcomes.change, name="outcome"),
    path("<slug:slug>/outcomes/<int:pk>/remove/", outcomes.remove, name="outcome_remove"),
    path("<slug:slug>/outcomes/<int:pk>/put-back/", outcomes.put_back, name="outcome_put_back"),
    path("<slug:slug>/outcomes/<int:pk>/kept/", outcomes.keep, name="promise_kept"),
    path("<slug:slug>/outcomes/<int:pk>/given-up/", outcomes.give_up, name="promise_given_up"),
    path("<slug:slug>/outcomes/<int:pk>/reopen/", outcomes.reopen, name="promise_reopen"),
]
for_everybody = [
    path("", public.listing, name="list"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path("<slug:slug>/register/", registering.register, name="register"),
    path("<slug:slug>/registered/", registering.registered, name="registered"),
]
urlpatterns = [
    *for_who_comes,
    *for_who_speaks,
    *for_who_asks,
    *for_who_prepares,
    *for_who_leads,
    *after_it,
    *for_everybody,
]

to_follow = [path("talks.atom", public.atom, name="atom")]
