from django.urls import path

from samverka.partnership import views

app_name = "partnership"
urlpatterns = [
    path("partners/", views.partner_list, name="partners"),
    path("partners/<slug:slug>/", views.partner_detail, name="partner"),
]
