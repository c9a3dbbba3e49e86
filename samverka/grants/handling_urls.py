"""Addresses of those who handle applications, from the first look to the proposal."""

from django.urls import path

from samverka.grants.views import (
    assessing,
    case,
    checking,
    declaring,
    meeting,
    overview,
    taking_out,
)

for_the_panel = [
    path("handling/", overview.rounds, name="rounds_handled"),
    path("handling/<slug:slug>/", overview.overview, name="handling"),
    path("handling/<slug:slug>/declare/", declaring.declare, name="declare"),
    path("handling/<slug:slug>/declare/none/", declaring.none, name="declare_none"),
    path("handling/<slug:slug>/declare/interest/", declaring.some, name="declare_interest"),
]
for_one_case = [
    path("cases/<slug:number>/", case.case, name="case"),
    path("cases/<slug:number>/paper/<slug:form>/", case.paper, name="case_paper"),
    path("cases/<slug:number>/enclosures/<slug:mark>/", case.enclosure, name="case_enclosure"),
    path("cases/<slug:number>/interest/", declaring.interest, name="interest"),
    path("cases/<slug:number>/aside/", declaring.set_aside, name="set_aside"),
    path("cases/<slug:number>/aside/lift/", declaring.lift, name="aside_lift"),
    path("cases/<slug:number>/aside/take-back/", declaring.take_back, name="aside_take_back"),
]
to_judge_it = [
    path("cases/<slug:number>/assessment/", assessing.assess, name="assess"),
    path("cases/<slug:number>/assessment/reopen/", assessing.reopen, name="assess_reopen"),
    path("cases/<slug:number>/assessing/close/", assessing.close, name="assessing_close"),
    path("cases/<slug:number>/assessing/open/", assessing.open_again, name="assessing_open"),
    path("cases/<slug:number>/proposal/", assessing.propose, name="propose"),
    path("cases/<slug:number>/proposal/take-back/", assessing.take_back, name="proposal_take_back"),
]
to_check_it = [
    path("cases/<slug:number>/complete/", checking.complete, name="complete"),
    path("cases/<slug:number>/completion/", checking.ask, name="completion_ask"),
    path("cases/<slug:number>/completion/stop/", checking.stop, name="completion_stop"),
]
to_meet = [
    path("handling/<slug:slug>/times/", meeting.times, name="times"),
    path("handling/<slug:slug>/times/take-away/", meeting.take_away, name="times_take_away"),
    path("cases/<slug:number>/meeting/call-off/", meeting.call_off, name="meeting_call_off"),
    path("cases/<slug:number>/meeting/notes/", meeting.notes, name="meeting_notes"),
    path("mine/<slug:key>/meeting/book/", meeting.book, name="mine_meeting_book"),
    path("mine/<slug:key>/meeting/cancel/", meeting.cancel, name="mine_meeting_cancel"),
    path("mine/<slug:key>/meeting.ics", meeting.calendar, name="mine_meeting_calendar"),
]
to_take_out = [
    path("handling/<slug:slug>/archive/", taking_out.page, name="archive"),
    path("handling/<slug:slug>/archive/now/", taking_out.now, name="archive_now"),
    path("handling/<slug:slug>/archive/ask/", taking_out.ask, name="archive_ask"),
    path("handling/<slug:slug>/archive/file/", taking_out.fetch, name="archive_fetch"),
]
handling_urls = [*for_the_panel, *for_one_case, *to_check_it, *to_judge_it, *to_meet, *to_take_out]
