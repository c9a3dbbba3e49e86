from django.urls import URLPattern

api_patterns: list[URLPattern] = []
health_patterns: list[URLPattern] = []
