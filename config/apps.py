"""Django's entries for the site itself, and for its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class SiteConfig(AppConfig):
    """The site: it brings the command that serves it."""

    name = "config"
    default = True


class AdminConfig(SimpleAdminConfig):
    """The admin in its theme, made when its addresses are first asked for, not at every start."""

    default = False
    default_site = "unfold.sites.UnfoldAdminSite"
