"""Django's entry for the site itself."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site: it brings the command that serves it."""

    name = "config"
