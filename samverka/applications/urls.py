"""Addresses of joint applications: all of them, one of them, its form, who applies, its steps."""

from django.urls import path

from samverka.applications.views import (
    asked,
    beginning,
    consortium,
    form,
    members,
    pages,
    status,
    templates,
)

app_name = "applications"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("new/", beginning.begin, name="new"),
    path("forms/", templates.listing, name="templates"),
    path("forms/new/", templates.make, name="new_template"),
    path("forms/<int:pk>/", templates.change, name="template"),
    path("asked/<slug:key>/", asked.page, name="asked"),
    path("asked/<slug:key>/decline/", asked.decline, name="asked_decline"),
    path("<int:pk>/", pages.detail, name="detail"),
    path("<int:pk>/edit/", pages.edit, name="edit"),
    path("<int:pk>/drop/", pages.drop, name="drop"),
    path("<int:pk>/take-up/", pages.take_up, name="take_up"),
    path("<int:pk>/sections/<int:section>/", pages.section, name="section"),
    path("<int:pk>/sections/<int:section>/move/", pages.move_section, name="move_section"),
    path("<int:pk>/sections/<int:section>/words/", pages.take_words, name="take_words"),
    path("<int:pk>/form/", form.page, name="form"),
    path("<int:pk>/form/add/", form.add, name="add_section"),
    path("<int:pk>/form/edition/", form.edition, name="edition"),
    path("<int:pk>/form/<int:section>/", form.care, name="care"),
    path("<int:pk>/form/<int:section>/right/", form.right, name="right"),
    path("<int:pk>/form/<int:section>/order/", form.order, name="order_section"),
    path("<int:pk>/form/<int:section>/remove/", form.remove, name="remove_section"),
    path("<int:pk>/status/", status.page, name="status"),
    path("<int:pk>/status/add/", status.add, name="add_step"),
    path("<int:pk>/status/<int:step>/", status.change, name="step"),
    path("<int:pk>/status/<int:step>/move/", status.move, name="move_step"),
    path("<int:pk>/status/<int:step>/remove/", status.remove, name="remove_step"),
    path("<int:pk>/who/", consortium.page, name="who"),
    path("<int:pk>/who/invite/", consortium.invite, name="invite"),
    path("<int:pk>/who/outside/", consortium.outside, name="outside"),
    path("<int:pk>/who/outside/<int:asked>/withdraw/", consortium.withdraw, name="withdraw"),
    path("<int:pk>/who/<int:member>/", members.page, name="member"),
    path("<int:pk>/who/<int:member>/accept/", consortium.accept, name="accept"),
    path("<int:pk>/who/<int:member>/decline/", consortium.decline, name="decline"),
    path("<int:pk>/who/<int:member>/leave/", consortium.leave, name="leave"),
    path("<int:pk>/who/<int:member>/remove/", consortium.remove, name="remove"),
    path("<int:pk>/who/<int:member>/back/", consortium.bring_back, name="bring_back"),
    path("<int:pk>/who/<int:member>/lead/", consortium.lead, name="lead"),
    path("<int:pk>/who/<int:member>/stand/", members.stand, name="stand"),
    path("<int:pk>/who/<int:member>/places/", members.give_place, name="give_place"),
    path(
        "<int:pk>/who/<int:member>/places/<int:place>/take/", members.take_place, name="take_place"
    ),
    path("<int:pk>/who/<int:member>/brings/", members.bring, name="bring"),
    path("<int:pk>/who/<int:member>/brings/<int:commitment>/", members.change, name="brings"),
    path(
        "<int:pk>/who/<int:member>/brings/<int:commitment>/remove/",
        members.remove,
        name="remove_brings",
    ),
]
