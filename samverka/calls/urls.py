from django.urls import path

from samverka.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
