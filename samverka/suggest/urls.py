from django.urls import path

from samverka.suggest import views

app_name = "suggest"
urlpatterns = [
    path("", views.suggestions, name="suggestions"),
    path("partners/<slug:slug>/", views.partner_tags, name="partner_tags"),
]
