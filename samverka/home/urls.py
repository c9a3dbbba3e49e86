from django.urls import path

from samverka.home import demo, views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("desk/", views.desk, name="desk"),
    path("demo/cast/", demo.cast, name="demo_cast"),
    path("demo/sign-in/<int:pk>/", demo.sign_in_as, name="demo_sign_in"),
    path("demo/letters/", demo.letters, name="demo_letters"),
]
