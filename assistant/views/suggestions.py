"""What a member may begin with, over REST: first messages, and records to mention."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import asdict
from typing import TypeVar

from asgiref.sync import async_to_sync
from rest_framework.request import Request
from rest_framework.response import Response

from assistant.conf import Options, load_host
from assistant.errors import Refusal
from assistant.host import Mention, StarterGroup
from assistant.serializers import MentionQuestion, StarterQuestion
from assistant.views.declaring import declare
from assistant.views.endpoint import MemberEndpoint

MOST_MENTIONS = 8
Found = TypeVar("Found", Mention, StarterGroup)


class MentionList(MemberEndpoint):
    """`/api/mentions/`"""

    @declare("list_mentions", "Mentions", faults=[400], parameters=[MentionQuestion])
    def get(self, request: Request) -> Response:
        """Records the member may name, the likeliest first."""
        host = load_host()
        question = MentionQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        wanted = question.validated_data
        kinds = wanted["kind"] or list(host.catalog.kinds)
        if unknown := [kind for kind in kinds if kind not in host.catalog.kinds]:
            raise Refusal("bad_input", f"kind: there is no record kind {unknown[0]!r}.")
        found = _wait_for(host.search(request.user, wanted["q"], kinds))
        return Response({"mentions": [asdict(each) for each in found[:MOST_MENTIONS]]})


class StarterList(MemberEndpoint):
    """`/api/starters/`"""

    @declare("list_starters", "Starters", faults=[400], parameters=[StarterQuestion])
    def get(self, request: Request) -> Response:
        """Suggested first messages, in groups."""
        question = StarterQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        page = question.validated_data["page"] or None
        groups = _wait_for(load_host().starters(request.user, page))
        return Response({"groups": [asdict(each) for each in groups if each.starters]})


@async_to_sync
async def _wait_for(answer: Awaitable[Sequence[Found]]) -> Sequence[Found]:
    """What the host says, unless it takes longer than a tool may."""
    async with asyncio.timeout(Options.read().TOOL):
        return await answer
