"""Addresses below meetings/."""

from django.urls import path

from samverka.meetings.views import agenda, listing, preparing

app_name = "meetings"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", preparing.new, name="new"),
    path("<int:pk>/", listing.meeting, name="meeting"),
    path("<int:pk>/items/add/", agenda.add, name="item_add"),
    path("<int:pk>/items/<int:item>/", agenda.edit, name="item"),
    path("<int:pk>/items/<int:item>/move/", agenda.move, name="item_move"),
    path("<int:pk>/items/<int:item>/remove/", agenda.remove, name="item_remove"),
]
