"""What REST may be asked and told, read strictly, and how it lists conversations."""

from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from assistant.core.titles import clean_line
from assistant.core.wire.commands import LONGEST_COMMENT
from assistant.models import Conversation

LONGEST_GIVEN_TITLE = 120


class StrictText(serializers.CharField):  # type: ignore[misc]
    """Text that was sent as text: a number is none."""

    def to_internal_value(self, data: Any) -> str:
        """Raises ValidationError for whatever is no string."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class StrictBoolean(serializers.BooleanField):  # type: ignore[misc]
    """JSON's true or false, and none of the words and numbers that may stand for them."""

    def to_internal_value(self, data: Any) -> bool:
        """Raises ValidationError for anything else."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return bool(data)


class Flag(serializers.BooleanField):  # type: ignore[misc]
    """`true` or `false` in an address."""

    # Left out is left out; the framework would take it for an unticked box.
    default_empty_html = serializers.empty
    TRUE_VALUES = frozenset({"true"})
    FALSE_VALUES = frozenset({"false"})
    NULL_VALUES: frozenset[str] = frozenset()


class StrictSerializer(serializers.Serializer):  # type: ignore[misc]
    """What a request may say: its fields once each, and nothing else."""

    def validate(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError, which names the first field that does not belong."""
        for name in sorted(map(str, self.initial_data)):
            field = self.fields.get(name)
            if field is None:
                raise serializers.ValidationError({name: "Unknown field."})
            if not isinstance(field, serializers.ListField) and self._is_repeated(name):
                raise serializers.ValidationError({name: "Say this once."})
            # The framework takes an empty text in an address for one that is not there.
            if self.initial_data[name] == "" and attributes.get(name) != "":
                raise serializers.ValidationError({name: "This field may not be blank."})
        return attributes

    def _is_repeated(self, name: str) -> bool:
        given = self.initial_data
        return isinstance(given, QueryDict) and len(given.getlist(name)) > 1


class ConversationSerializer(serializers.ModelSerializer):  # type: ignore[misc]
    """A conversation in the member's list."""

    archived = serializers.SerializerMethodField()

    class Meta:
        model = Conversation
        fields = ("id", "title", "archived", "active", "created", "revision")

    def get_archived(self, conversation: Conversation) -> bool:
        """Whether it is put away."""
        return conversation.archived is not None


class ConversationsSerializer(serializers.Serializer):  # type: ignore[misc]
    """A page of the list; `next` is the address of the page after it."""

    conversations = ConversationSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class ConversationChange(StrictSerializer):
    """What a member changes: a title, made one line, or whether it is archived."""

    title = StrictText(max_length=1000, required=False, style={"format": "line"})
    archived = StrictBoolean(required=False)

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
        """Something must be asked for."""
        super().validate(attributes)
        if not attributes:
            raise serializers.ValidationError("Say what to change: title or archived.")
        return attributes


class ListQuestion(StrictSerializer):
    """Which conversations a member wants listed; `cursor` is a page's own."""

    archived = Flag(default=False)
    search = serializers.CharField(max_length=200, default="", allow_blank=True)
    cursor = serializers.CharField(max_length=400, required=False, style={"format": "cursor"})


class PageQuestion(StrictSerializer):
    """Which turns of the branch shown: those after a turn of it; left out, from the root."""

    after = serializers.UUIDField(required=False)


class ExportQuestion(StrictSerializer):
    """How a conversation is written down."""

    format = serializers.ChoiceField(choices=["json", "markdown"], default="json")


class RatingChange(StrictSerializer):
    """A thumb, and why."""

    value = serializers.ChoiceField(choices=["up", "down"])
    comment = StrictText(max_length=LONGEST_COMMENT, default="", allow_blank=True)


class CollectionQuestion(StrictSerializer):
    """Which collection to describe; left out, all of them."""

    collection = serializers.CharField(max_length=64, required=False)


class WishSerializer(StrictSerializer):
    """What a member wants looked up. `current` is a query, or names and values of a form."""

    collection = StrictText(max_length=64)
    text = StrictText(max_length=64 * 1024)
    current = serializers.JSONField(required=False, allow_null=True)
    run = StrictBoolean(default=True)

    def validate_current(self, given: Any) -> Any:
        """A query is the checker's to judge; a form is pairs of texts."""
        if given is None or isinstance(given, dict):
            return given
        if not isinstance(given, list) or not all(map(_is_pair, given)):
            raise serializers.ValidationError("Send a query, or a form as pairs of texts.")
        return [(name, value) for name, value in given]


def _is_pair(given: Any) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(isinstance(x, str) for x in given)


class MentionQuestion(StrictSerializer):
    """What a member types to name a record, and which kinds it may be; none is all."""

    q = serializers.CharField(max_length=120, default="", allow_blank=True)
    kind = serializers.ListField(
        child=serializers.CharField(max_length=64, style={"format": "record-kind"}),
        max_length=20,
        default=list,
    )


class StarterQuestion(StrictSerializer):
    """Which page of the host the member looks at."""

    page = serializers.CharField(max_length=300, default="", allow_blank=True)
