"""Every page and endpoint of the site."""

from django.contrib import admin
from django.urls import include, path

# Here and not at start: pages are asked for later than sockets.
admin.autodiscover()

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("assistant.urls")),
    path("", include("demo_crm.urls")),
]
