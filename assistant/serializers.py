"""What REST says of a conversation, and what it may be asked and told to change."""

from typing import Any

from rest_framework import serializers

from assistant.core.titles import clean_line
from assistant.models import Conversation

LONGEST_GIVEN_TITLE = 120


class ConversationSerializer(serializers.ModelSerializer):  # type: ignore[misc]
    """A conversation in the member's list."""

    archived = serializers.SerializerMethodField()

    class Meta:
        model = Conversation
        fields = ("id", "title", "archived", "active", "created", "revision")

    def get_archived(self, conversation: Conversation) -> bool:
        """Whether it is put away."""
        return conversation.archived is not None


class ConversationChange(serializers.Serializer):  # type: ignore[misc]
    """What a member changes: a title, made one line, or whether it is archived."""

    title = serializers.CharField(max_length=1000, required=False)
    archived = serializers.BooleanField(required=False)

    def validate_title(self, given: str) -> str:
        """One visible line of at most 120 characters."""
        title = clean_line(given)
        if not title:
            raise serializers.ValidationError("This field may not be blank.")
        if len(title) > LONGEST_GIVEN_TITLE:
            message = f"Ensure this field has no more than {LONGEST_GIVEN_TITLE} characters."
            raise serializers.ValidationError(message)
        return title

    def validate(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """Something must be asked for, and nothing else."""
        if unknown := sorted(set(self.initial_data) - set(self.fields)):
            raise serializers.ValidationError({str(unknown[0]): "Unknown field."})
        if not attributes:
            raise serializers.ValidationError("Say what to change: title or archived.")
        return attributes


class ListQuestion(serializers.Serializer):  # type: ignore[misc]
    """Which conversations a member wants listed."""

    archived = serializers.BooleanField(default=False)
    search = serializers.CharField(max_length=200, default="", allow_blank=True)


class WishSerializer(serializers.Serializer):  # type: ignore[misc]
    """What a member wants looked up. `current` is a query, or names and values of a form."""

    collection = serializers.CharField(max_length=64)
    text = serializers.CharField(max_length=64 * 1024)
    current = serializers.JSONField(required=False, allow_null=True)
    run = serializers.BooleanField(default=True)

    def validate_current(self, given: Any) -> Any:
        """A query is the checker's to judge; a form is pairs of texts."""
        if given is None or isinstance(given, dict):
            return given
        if not isinstance(given, list) or not all(map(_is_pair, given)):
            raise serializers.ValidationError("Send a query, or a form as pairs of texts.")
        return [(name, value) for name, value in given]

    def validate(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """Nothing else."""
        if unknown := sorted(set(self.initial_data) - set(self.fields)):
            raise serializers.ValidationError({str(unknown[0]): "Unknown field."})
        return attributes


def _is_pair(given: Any) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(isinstance(x, str) for x in given)


class MentionQuestion(serializers.Serializer):  # type: ignore[misc]
    """What a member types to name a record, and which kinds it may be; none is all."""

    q = serializers.CharField(max_length=120, default="", allow_blank=True)
    kind = serializers.ListField(
        child=serializers.CharField(max_length=64), max_length=20, default=list
    )


class StarterQuestion(serializers.Serializer):  # type: ignore[misc]
    """Which page of the host the member looks at."""

    page = serializers.CharField(max_length=300, default="", allow_blank=True)
