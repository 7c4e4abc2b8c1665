"""Django's entry for the assistant."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    """Conversations, live replies and the host door."""

    name = "assistant"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from assistant import checks  # noqa: F401, PLC0415
