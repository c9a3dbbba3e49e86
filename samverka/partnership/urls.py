from django.urls import path

from samverka.partnership.views import (
    care,
    committee,
    contacts,
    editing,
    exchange,
    logos,
    partners,
    reviews,
)

app_name = "partnership"
urlpatterns = [
    path("committee/", committee.committee, name="committee"),
    path("committee/seats/", committee.seats, name="seats"),
    path("committee/seats/new/", committee.seat_new, name="seat_new"),
    path("committee/seats/carry-over/", committee.carry_over, name="seats_carry_over"),
    path("committee/seats/<int:pk>/", committee.seat_edit, name="seat"),
    path("committee/seats/<int:pk>/remove/", committee.seat_remove, name="seat_remove"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/new/", care.new, name="new"),
    path("partners/care/", care.care, name="care"),
    path("partners/confirm/<slug:key>/", reviews.still_right, name="still_right"),
    path("partners/table/<slug:form>/", exchange.table, name="table"),
    path("partners/import/", exchange.read, name="import_file"),
    path("partners/import/<int:pk>/", exchange.look, name="import"),
    path("partners/<slug:slug>/", partners.partner_detail, name="partner"),
    path("partners/<slug:slug>/edit/", editing.edit, name="edit"),
    path("partners/<slug:slug>/history/", editing.history, name="history"),
    path("partners/<slug:slug>/right/", editing.confirm, name="confirm"),
    path("partners/<slug:slug>/joined/", care.dates, name="dates"),
    path("partners/<slug:slug>/joined/undo/", care.undo, name="undo_dates"),
    path("partners/<slug:slug>/contacts/new/", contacts.add, name="new_contact"),
    path("partners/<slug:slug>/contacts/<int:pk>/", contacts.change, name="contact"),
    path("partners/<slug:slug>/contacts/<int:pk>/remove/", contacts.remove, name="remove_contact"),
    path("partners/<slug:slug>/logo/", logos.change, name="change_logo"),
    path("partners/<slug:slug>/logo/remove/", logos.remove, name="remove_logo"),
    path("partners/<slug:slug>/logo/<slug:mark>/", logos.logo, name="logo"),
]
