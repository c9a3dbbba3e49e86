"""Addresses of joint applications."""

from django.urls import path

from samverka.applications.views import files, letters, pages, plan, plan_beside, reuse, sending

app_name = "applications"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("<int:pk>/", pages.detail, name="detail"),
    path("<int:pk>/file/<slug:kind>/", files.paper, name="paper"),
    path("<int:pk>/letters/", letters.page, name="letters"),
    path("<int:pk>/letters/<int:member>/make/", letters.make, name="make_letter"),
    path("<int:pk>/letters/<int:member>/signed/", letters.hand_in, name="hand_in_letter"),
    path("<int:pk>/letters/<int:member>/aside/", letters.set_aside, name="set_letter_aside"),
    path("<int:pk>/letters/<int:member>/file/<slug:kind>/", letters.paper, name="letter"),
    path("<int:pk>/copies/<int:copy>/", letters.signed, name="signed_copy"),
    path("<int:pk>/plan/", plan.page, name="plan"),
    path("<int:pk>/plan/quick/", plan.quick, name="plan_quick"),
    path("<int:pk>/plan/efforts/", plan_beside.efforts, name="efforts"),
    path("<int:pk>/plan/theory/", plan_beside.theory, name="theory"),
    path("<int:pk>/plan/copy/", plan_beside.copy, name="copy_plan"),
    path("<int:pk>/plan/add/<slug:kind>/", plan.add, name="plan_add"),
    path("<int:pk>/plan/<slug:kind>/<int:row>/", plan.change, name="plan_line"),
    path("<int:pk>/plan/<slug:kind>/<int:row>/move/", plan.move, name="plan_move"),
    path("<int:pk>/plan/<slug:kind>/<int:row>/remove/", plan.remove, name="plan_remove"),
    path("<int:pk>/plan/<slug:kind>/<int:row>/restore/", plan.restore, name="plan_restore"),
    path("<int:pk>/reuse/", reuse.page, name="reuse"),
    path("<int:pk>/sending/", sending.page, name="sending"),
    path("<int:pk>/send/", sending.send, name="send"),
    path("<int:pk>/sent/<int:submission>/", sending.archive, name="sent_archive"),
    path("<int:pk>/sent/<int:submission>/take-back/", sending.take_back, name="take_back"),
    path("<int:pk>/sent/<int:submission>/decide/", sending.decide, name="decide"),
    path("<int:pk>/sent/<int:submission>/undecide/", sending.undecide, name="undecide"),
]
