"""Addresses of collaboration: for everybody, for who looks, for who answers, for a team."""

from django.urls import path

from samverka.collaboration.views import answers, care, public, teams

app_name = "collaboration"
urlpatterns = [
    path("", public.listing, name="list"),
    path("ours/", public.ours, name="ours"),
    path("new/", care.begin, name="new"),
    path("<int:pk>/", public.detail, name="detail"),
    path("<int:pk>/interest/", answers.interest, name="interest"),
    path("<int:pk>/decline/", answers.decline, name="decline"),
    path("<int:pk>/withdraw/", answers.withdraw, name="withdraw"),
    path("<int:pk>/return/", answers.take_back, name="return"),
    path("care/<int:pk>/", care.page, name="care"),
    path("care/<int:pk>/edit/", care.edit, name="edit"),
    path("care/<int:pk>/ask/", care.ask, name="ask"),
    path("care/<int:pk>/publish/", care.publish, name="publish"),
    path("care/<int:pk>/close/", care.close, name="close"),
    path("care/<int:pk>/reopen/", care.reopen, name="reopen"),
    path("care/<int:pk>/reply/<int:answer>/", care.reply, name="reply"),
    path("teams/<int:pk>/", teams.page, name="team"),
    path("teams/<int:pk>/leave/<int:member>/", teams.leave, name="leave"),
]
