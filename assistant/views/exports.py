"""A whole conversation over REST, to keep: as JSON or as Markdown."""

from django.http import HttpResponse
from django.utils import timezone
from msgspec import json
from rest_framework.request import Request

from assistant.core.exports import write_markdown
from assistant.core.wire.answers import ConversationExport as Export
from assistant.serializers import ExportQuestion
from assistant.services.snapshots import read_whole
from assistant.views.conversations import read_conversation_id
from assistant.views.declaring import declare, name_row, refer
from assistant.views.endpoint import MemberEndpoint
from assistant.views.serving import find_host
from assistant.views.turns import show_turns

JSON = "application/json"
MARKDOWN = "text/markdown"


class ConversationExport(MemberEndpoint):
    """`/api/conversations/ID/export/`"""

    @declare(
        "export_conversation",
        {JSON: refer("ConversationExport"), MARKDOWN: {"type": "string"}},
        faults=[400, 404],
        parameters=[name_row("conversation"), ExportQuestion],
    )
    def get(self, request: Request, conversation: str) -> HttpResponse:
        """Every turn of every branch, with all that the member may still see of it, as a file."""
        question = ExportQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        host = find_host(request)
        found = read_conversation_id(conversation)
        state, turns = read_whole(actor=request.user, conversation=found, host=host)
        export = Export(
            conversation=state,
            exported=timezone.now().replace(microsecond=0).isoformat(),
            turns=show_turns(host, request.user, turns),
        )
        if question.validated_data["format"] == "markdown":
            return _send(
                write_markdown(export).encode(), f"{MARKDOWN}; charset=utf-8", f"{found}.md"
            )
        return _send(json.encode(export), JSON, f"{found}.json")


def _send(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="conversation-{name}"'
    return response
