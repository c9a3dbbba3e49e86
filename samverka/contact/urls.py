"""Addresses below contact/: the page itself stands among the pages of home."""

from django.urls import path

from samverka.contact.views import addressees, answering, asking, following

app_name = "contact"
urlpatterns = [
    path("send/", asking.send, name="send"),
    path("follow/<slug:key>/", following.follow, name="follow"),
    path("follow/<slug:key>/write/", following.write, name="follow_write"),
    path("follow/<slug:key>/erase/", following.erase, name="follow_erase"),
    path("questions/", answering.listing, name="questions"),
    path("questions/<int:pk>/", answering.detail, name="question"),
    path("questions/<int:pk>/answer/", answering.answer, name="answer"),
    path("questions/<int:pk>/hand-over/", answering.hand_over, name="hand_over"),
    path("questions/<int:pk>/close/", answering.close, name="close"),
    path("questions/<int:pk>/reopen/", answering.reopen, name="reopen"),
    path("addressees/", addressees.listing, name="addressees"),
    path("addressees/new/", addressees.new, name="addressee_new"),
    path("addressees/<int:pk>/", addressees.edit, name="addressee"),
]
