"""Signing in, and the ways to do it."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
