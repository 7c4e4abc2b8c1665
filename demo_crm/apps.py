"""Django's card for the demo CRM."""

from django.apps import AppConfig


class DemoCrmConfig(AppConfig):
    """The CRM that embeds the assistant in this repository."""

    name = "demo_crm"
    verbose_name = "Demo CRM"
