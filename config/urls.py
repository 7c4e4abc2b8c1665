"""Every page and endpoint of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("assistant.urls")),
    path("", include("demo_crm.urls")),
]
