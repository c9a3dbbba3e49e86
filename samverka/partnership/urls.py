from django.urls import path

from samverka.partnership.views import partners

app_name = "partnership"
urlpatterns = [
    path("partners/", partners.partner_list, name="partners"),
    path("partners/<slug:slug>/", partners.partner_detail, name="partner"),
]
