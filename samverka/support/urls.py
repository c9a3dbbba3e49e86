"""Addresses of the support map; those with a name of their own stand before the services."""

from django.urls import path

from samverka.support.views import pen, proposals, reading, services, workshops

app_name = "support"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("new/", services.new, name="new"),
    path("propose/", proposals.propose, name="propose"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/accept/", proposals.accept, name="proposal_accept"),
    path("proposals/<int:pk>/decline/", proposals.decline, name="proposal_decline"),
    path("proposals/<int:pk>/settle/", proposals.settle, name="proposal_settle"),
    path("workshop/", pen.door, name="workshop_door"),
    path("workshop/<slug:key>/", pen.pen, name="workshop_pen"),
    path("workshop/<slug:key>/table/", pen.table, name="workshop_pen_table"),
    path("workshop/<slug:key>/write/", pen.write, name="workshop_write"),
    path("workshop/<slug:key>/change/<int:pk>/", pen.change, name="workshop_change"),
    path("workshop/<slug:key>/take-back/<int:pk>/", pen.take_back, name="workshop_take_back"),
    path("workshop/<slug:key>/put-back/<int:pk>/", pen.put_back, name="workshop_put_back"),
    path("workshops/", workshops.workshops, name="workshops"),
    path("workshops/<int:pk>/", workshops.workshop, name="workshop"),
    path("workshops/<int:pk>/move/", workshops.move, name="workshop_move"),
    path("workshops/<int:pk>/merge/", workshops.merge, name="workshop_merge"),
    path("workshops/<int:pk>/propose/", workshops.to_proposals, name="workshop_propose"),
    path("workshops/<int:pk>/screen/", workshops.screen, name="workshop_screen"),
    path("workshops/<int:pk>/table/", workshops.screen_table, name="workshop_table"),
    path("workshops/<int:pk>/result/", workshops.result, name="workshop_result"),
    path("<slug:slug>/", reading.detail, name="detail"),
    path("<slug:slug>/edit/", services.edit, name="edit"),
    path("<slug:slug>/capacity/", services.capacity, name="capacity"),
]
