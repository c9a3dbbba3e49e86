from django.urls import path

from samverka.partnership.views import committee, partners

app_name = "partnership"
urlpatterns = [
    path("committee/", committee.committee, name="committee"),
    path("committee/seats/", committee.seats, name="seats"),
    path("committee/seats/new/", committee.seat_new, name="seat_new"),
    path("committee/seats/carry-over/", committee.carry_over, name="seats_carry_over"),
    path("committee/seats/<int:pk>/", committee.seat_edit, name="seat"),
    path("committee/seats/<int:pk>/remove/", committee.seat_remove, name="seat_remove"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/<slug:slug>/", partners.partner_detail, name="partner"),
]
