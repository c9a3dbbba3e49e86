"""Addresses of meetings that go on and of what they decided, below meetings/."""

from django.urls import path

from samverka.minutes.views import (
    checking,
    leading,
    minutes,
    register,
    steps,
    taking_part,
    voting,
)

app_name = "minutes"
for_leaders = [
    path("<int:pk>/now/", leading.now, name="now"),
    path("<int:pk>/now/live/", leading.live, name="live"),
    path("<int:pk>/now/open/", steps.open_, name="open"),
    path("<int:pk>/now/close/", steps.close, name="close"),
    path("<int:pk>/now/reopen/", steps.reopen, name="reopen"),
    path("<int:pk>/now/items/", steps.new_item, name="new_item"),
    path("<int:pk>/now/items/<int:item>/", steps.take_up, name="take_up"),
    path("<int:pk>/now/paragraphs/<int:paragraph>/end/", steps.end, name="end"),
    path("<int:pk>/now/paragraphs/<int:paragraph>/write/", steps.write, name="write"),
    path("<int:pk>/now/paragraphs/<int:paragraph>/decide/", steps.decide, name="decide"),
    path("<int:pk>/now/decisions/<int:decision>/strike/", steps.strike, name="strike"),
    path("<int:pk>/now/motions/<int:motion>/", steps.motion, name="motion"),
    path("<int:pk>/now/notes/", steps.note, name="note"),
    path("<int:pk>/now/notes/<slug:kind>/<int:pk_of>/", steps.unnote, name="unnote"),
    path("<int:pk>/now/speakers/", steps.speaker, name="speaker"),
    path("<int:pk>/now/speakers/<int:turn>/", steps.turn, name="turn"),
    path("<int:pk>/now/attendees/<int:attendee>/", steps.person, name="person"),
    path("<int:pk>/now/guests/", steps.guest, name="guest"),
    path("<int:pk>/now/officers/", steps.officer, name="officer"),
    path("<int:pk>/now/officers/<int:officer>/remove/", steps.unchoose, name="unchoose"),
]
for_those_who_take_part = [
    path("<int:pk>/come-in/", taking_part.come_in, name="come_in"),
    path("answer/<slug:key>/now/", taking_part.mine, name="mine"),
    path("answer/<slug:key>/now/live/", taking_part.live, name="mine_live"),
    path("answer/<slug:key>/now/here/", taking_part.here, name="here"),
    path("answer/<slug:key>/now/gone/", taking_part.gone, name="gone"),
    path("answer/<slug:key>/now/speak/", taking_part.speak, name="speak"),
    path("answer/<slug:key>/now/propose/", taking_part.propose, name="propose"),
    path("answer/<slug:key>/now/motions/<int:motion>/", taking_part.motion, name="my_motion"),
    path("answer/<slug:key>/now/decisions/<int:decision>/", taking_part.reserve, name="reserve"),
    path("answer/<slug:key>/now/aside/", taking_part.stand_aside, name="aside"),
]
for_voters = [
    path("vote/", voting.vote, name="vote"),
    path("vote/done/", voting.voted, name="voted"),
    path("<int:pk>/ballots/open/", voting.open_ballot, name="ballot_open"),
    path("<int:pk>/ballots/<int:ballot>/", voting.ballot, name="ballot"),
    path("<int:pk>/ballots/<int:ballot>/count/", voting.count, name="ballot_count"),
    path("<int:pk>/ballots/<int:ballot>/stop/", voting.stop, name="ballot_stop"),
    path("<int:pk>/ballots/<int:ballot>/slips/", voting.slips, name="ballot_slips"),
    path("answer/<slug:key>/ballots/<int:ballot>/", voting.my_ballot, name="my_ballot"),
    path("answer/<slug:key>/ballots/<int:ballot>/code/", voting.code, name="ballot_code"),
]
for_readers = [
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes/file/<slug:kind>/", minutes.file, name="minutes_file"),
    path("<int:pk>/minutes/versions/<int:number>/", minutes.version, name="minutes_version"),
    path("<int:pk>/minutes/send/", minutes.send, name="minutes_send"),
    path("<int:pk>/minutes/take-back/", minutes.take_back, name="minutes_take_back"),
    path("<int:pk>/minutes/officers/<int:officer>/", minutes.address, name="officer_address"),
    path("answer/<slug:key>/minutes/", checking.minutes, name="of_attendee"),
    path("answer/<slug:key>/minutes/file/<slug:kind>/", checking.file, name="file_of_attendee"),
    path("answer/<slug:key>/minutes/approve/", checking.approve, name="approve"),
    path("answer/<slug:key>/minutes/wrong/", checking.wrong, name="wrong"),
]
for_the_register = [
    path("decisions/", register.listing, name="register"),
    path("decisions/table/<slug:form>/", register.file, name="register_file"),
    path("decisions/<int:pk>/", register.decision, name="decision"),
    path("decisions/<int:pk>/follow/", register.follow, name="follow"),
    path("decisions/<int:pk>/end/", register.end, name="end_decision"),
    path("decisions/<int:pk>/reopen/", register.reopen, name="reopen_decision"),
    path("<int:pk>/decisions/<int:decision>/", register.go_through, name="go_through"),
    path("corrections/<int:paragraph>/", register.correct, name="correct"),
]
urlpatterns = [
    *for_leaders,
    *for_those_who_take_part,
    *for_voters,
    *for_readers,
    *for_the_register,
]
