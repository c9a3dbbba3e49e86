from django.urls import path

from samverka.support import views

app_name = "support"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
