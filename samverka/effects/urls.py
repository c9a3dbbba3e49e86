from django.urls import path

from samverka.effects import views

app_name = "effects"
urlpatterns = [
    path("", views.page, name="page"),
    path("table/<slug:form>/", views.table, name="table"),
    path("<slug:what>/", views.rows, name="rows"),
]
