"""Addresses of joint applications."""

from django.urls import path

from samverka.applications.views import pages

app_name = "applications"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("<int:pk>/", pages.detail, name="detail"),
]
