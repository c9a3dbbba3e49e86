from django.urls import path

from samverka.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.detail, name="task"),
    path("<int:pk>/done/", views.done, name="done"),
    path("<int:pk>/take/", views.take, name="take"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
