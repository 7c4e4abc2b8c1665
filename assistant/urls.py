"""The assistant's own addresses."""

from django.urls import path

from assistant import views

urlpatterns = [
    path("healthz", views.show_health, name="healthz"),
    path("readyz", views.show_readiness, name="readyz"),
]
