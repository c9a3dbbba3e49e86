from django.urls import path

from samverka.projects import views

app_name = "projects"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
