from django.urls import path

from samverka.talks import views

app_name = "talks"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
