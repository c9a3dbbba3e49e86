"""Addresses of the annual report, below those of its year."""

from django.urls import path

from samverka.annual import views

app_name = "annual"
urlpatterns = [
    path("", views.report, name="report"),
    path("rows/<slug:what>/", views.rows, name="rows"),
    path("publish/", views.publish, name="publish"),
    path("take-back/", views.take_back, name="take_back"),
    path("file/<slug:kind>/", views.paper, name="paper"),
]
