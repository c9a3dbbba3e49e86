"""Addresses of ideas: for everybody, for the owner, for the advisor, for those who take care."""

from django.urls import path

from samverka.ideas.views import advisor, care, owner, public, sending

app_name = "ideas"
urlpatterns = [
    path("", public.idea_list, name="list"),
    path("new/", sending.write, name="new"),
    path("new/send/", sending.send, name="send"),
    path("<int:pk>/", public.idea_detail, name="detail"),
    path("follow/<slug:key>/", owner.follow, name="follow"),
    path("follow/<slug:key>/write/", owner.write, name="follow_write"),
    path("follow/<slug:key>/visibility/", owner.visibility, name="follow_visibility"),
    path("follow/<slug:key>/withdraw/", owner.withdraw, name="follow_withdraw"),
    path("follow/<slug:key>/return/", owner.take_back, name="follow_return"),
    path("follow/<slug:key>/erase/", owner.erase, name="follow_erase"),
    path("answer/<slug:key>/", advisor.answer, name="answer"),
    path("answer/<slug:key>/write/", advisor.write, name="answer_write"),
    path("answer/<slug:key>/capacity/", advisor.capacity, name="answer_capacity"),
    path("inbox/", care.inbox, name="inbox"),
    path("inbox/<int:pk>/", care.detail, name="care"),
    path("inbox/<int:pk>/assign/", care.assign, name="care_assign"),
    path("inbox/<int:pk>/move/", care.move, name="care_move"),
    path("inbox/<int:pk>/write/", care.write, name="care_write"),
    path("inbox/<int:pk>/note/", care.note, name="care_note"),
    path("inbox/<int:pk>/route/", care.route, name="care_route"),
    path("inbox/<int:pk>/drop/<int:routing>/", care.drop, name="care_drop"),
    path("inbox/<int:pk>/publish/", care.publish, name="care_publish"),
    path("inbox/<int:pk>/merge/", care.merge, name="care_merge"),
]
