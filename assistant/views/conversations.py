"""A member's own conversations over REST: list, read, rename, archive, delete."""

import uuid
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from asgiref.sync import async_to_sync
from django.utils.dateparse import parse_datetime
from msgspec import to_builtins
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from assistant.core.wire.answers import ConversationPage
from assistant.errors import Refusal
from assistant.models import Conversation
from assistant.runtime.telling import tell_changed, tell_deleted
from assistant.serializers import (
    ConversationChange,
    ConversationSerializer,
    ConversationsSerializer,
    ListQuestion,
    PageQuestion,
)
from assistant.services.conversations import change_conversation, delete_conversation
from assistant.services.snapshots import read_page
from assistant.views.declaring import declare, name_row
from assistant.views.endpoint import MemberEndpoint
from assistant.views.serving import find_host, find_runtime
from assistant.views.turns import show_turns

TURNS_A_PAGE = 30
ID = name_row("conversation")


class ActivityPages(CursorPagination):  # type: ignore[misc]
    """Pages of what was active last, by a cursor that new conversations do not shift."""

    page_size = 30
    ordering = ("-active", "-id")

    def decode_cursor(self, request: Request) -> Any:
        """The cursor a page gave. Raises Refusal `bad_input`."""
        with suppress(NotFound):
            cursor = super().decode_cursor(request)
            if cursor is None or self._is_ours(cursor, request.query_params["cursor"]):
                return cursor
        raise Refusal("bad_input", "This is no cursor of ours.")

    def _is_ours(self, cursor: Any, given: str) -> bool:
        """Whether we would write it like that: much else can be decoded too."""
        if cursor.position is not None and not _is_moment(cursor.position):
            return False
        written = parse_qs(urlsplit(self.encode_cursor(cursor)).query).get("cursor")
        return written == [given]

    def get_paginated_response(self, data: Any) -> Response:
        """`next` is an address on this site, whatever stands before it; null on the last page."""
        link = urlsplit(self.get_next_link() or "")
        following = link._replace(scheme="", netloc="").geturl() or None
        return Response({"conversations": data, "next": following})


class ConversationList(MemberEndpoint):
    """`/api/conversations/`"""

    @declare("list_conversations", ConversationsSerializer, faults=[400], parameters=[ListQuestion])
    def get(self, request: Request) -> Response:
        """A page of the member's conversations, newest activity first."""
        question = ListQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        wanted = question.validated_data
        mine = Conversation.objects.visible_to(request.user).put_away(archived=wanted["archived"])
        pages = ActivityPages()
        page = pages.paginate_queryset(mine.titled(wanted["search"]), request)
        return pages.get_paginated_response(ConversationSerializer(page, many=True).data)


class ConversationDetail(MemberEndpoint):
    """`/api/conversations/ID/`"""

    @declare(
        "read_conversation", "ConversationPage", faults=[400, 404], parameters=[ID, PageQuestion]
    )
    def get(self, request: Request, conversation: str) -> Response:
        """A page of the branch shown, root first, as far as it is stored."""
        question = PageQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        host = find_host(request)
        state, turns, has_more = read_page(
            actor=request.user,
            conversation=read_conversation_id(conversation),
            host=host,
            after=question.validated_data.get("after"),
            most=TURNS_A_PAGE,
        )
        following = f"{request.path}?after={turns[-1].turn.id}" if has_more else None
        shown = show_turns(host, request.user, turns)
        return Response(
            to_builtins(ConversationPage(conversation=state, turns=shown, next=following))
        )

    @declare(
        "change_conversation",
        ConversationSerializer,
        takes=ConversationChange,
        faults=[400, 403, 404],
        parameters=[ID],
    )
    def patch(self, request: Request, conversation: str) -> Response:
        """Rename or archive; every follower is told."""
        change = ConversationChange(data=request.data)
        change.is_valid(raise_exception=True)
        found, is_news = change_conversation(
            actor=request.user,
            conversation=read_conversation_id(conversation),
            **change.validated_data,
        )
        runtime = find_runtime(request)
        if is_news and runtime:
            async_to_sync(tell_changed)(runtime, found)
        return Response(ConversationSerializer(found).data)

    @declare("delete_conversation", None, faults=[403, 404, 409], parameters=[ID])
    def delete(self, request: Request, conversation: str) -> Response:
        """Delete for good; every follower is told."""
        gone = read_conversation_id(conversation)
        delete_conversation(actor=request.user, conversation=gone)
        if runtime := find_runtime(request):
            async_to_sync(tell_deleted)(runtime, gone)
        return Response(status=204)


def read_conversation_id(given: str) -> uuid.UUID:
    """The id an address names. Raises Refusal `not_found`."""
    try:
        return uuid.UUID(given)
    except ValueError:
        raise Refusal("not_found", "There is no such conversation.") from None


def _is_moment(text: str) -> bool:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is not None
