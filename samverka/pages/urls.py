"""Addresses of texts, of what is said about pages, and of looking them through."""

from django.urls import path

from samverka.pages.views import feedback, public, reviews, texts

app_name = "pages"
urlpatterns = [
    path("about/<slug:slug>/", public.text, name="text"),
    path("texts/", texts.listing, name="texts"),
    path("texts/<slug:slug>/", texts.edit, name="edit"),
    path("texts/<slug:slug>/history/", texts.history, name="history"),
    path("texts/<slug:slug>/compare/", texts.comparison, name="compare"),
    path("texts/<slug:slug>/restore/<int:number>/", texts.restore, name="restore"),
    path("feedback/", feedback.listing, name="feedback"),
    path("feedback/give/", feedback.give, name="feedback_give"),
    path("feedback/why/<slug:key>/", feedback.why, name="feedback_why"),
    path("feedback/pages/<int:pk>/", feedback.of_page, name="feedback_page"),
    path("reviews/<slug:kind>/<int:pk>/", reviews.review, name="review"),
]
