"""Addresses of joint applications."""

from django.urls import include, path

from samverka.applications.views import files, letters, pages, reuse, sending

app_name = "applications"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("<int:pk>/", pages.detail, name="detail"),
    path("<int:pk>/budget/", include("samverka.applications.budget_urls")),
    path("<int:pk>/file/<slug:kind>/", files.paper, name="paper"),
    path("<int:pk>/letters/", letters.page, name="letters"),
    path("<int:pk>/letters/<int:member>/make/", letters.make, name="make_letter"),
    path("<int:pk>/letters/<int:member>/signed/", letters.hand_in, name="hand_in_letter"),
    path("<int:pk>/letters/<int:member>/aside/", letters.set_aside, name="set_letter_aside"),
    path("<int:pk>/letters/<int:member>/file/<slug:kind>/", letters.paper, name="letter"),
    path("<int:pk>/copies/<int:copy>/", letters.signed, name="signed_copy"),
    path("<int:pk>/reuse/", reuse.page, name="reuse"),
    path("<int:pk>/sending/", sending.page, name="sending"),
    path("<int:pk>/send/", sending.send, name="send"),
    path("<int:pk>/sent/<int:submission>/", sending.archive, name="sent_archive"),
    path("<int:pk>/sent/<int:submission>/take-back/", sending.take_back, name="take_back"),
    path("<int:pk>/sent/<int:submission>/decide/", sending.decide, name="decide"),
    path("<int:pk>/sent/<int:submission>/undecide/", sending.undecide, name="undecide"),
]
