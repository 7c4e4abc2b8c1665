"""Every story of the demo, told by its script: nothing is held against any reply."""

import asyncio
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.test import override_settings

from assistant.host import Actor
from assistant.models import Turn
from assistant.runtime.runtime import Runtime, open_runtime
from assistant.services.turns import Message, send_message
from demo_crm.models import Member
from demo_crm.seed import seed_demo
from tests.support.stories import STORIES

OFFLINE = {**settings.WEFT, "BASE_URL": "", "API_KEY": "", "MODEL": ""}

pytestmark = pytest.mark.timeout(300)


def seed() -> Actor:
    seed_demo()
    return Member.objects.get(user__username="alice").actor


async def tell(runtime: Runtime, actor: Actor, text: str, conversation: uuid.UUID) -> Turn:
    outcome = await sync_to_async(send_message)(
        actor=actor,
        command_id=str(uuid.uuid4()),
        message=Message(conversation=conversation, text=text),
        lease=runtime.lease,
    )
    turn = uuid.UUID(outcome.answer["turn"])
    await runtime.answer(turn, actor)
    return await Turn.objects.aget(pk=turn)


async def tell_story(runtime: Runtime, actor: Actor, story: tuple[str, ...]) -> list[str]:
    """What there is to say against the replies of one conversation."""
    conversation = uuid.uuid4()
    turns = [await tell(runtime, actor, text, conversation) for text in story]
    return [
        f"{turn.message!r}: {turn.state} {turn.code} {turn.findings} in {turn.text!r}"
        for turn in turns
        if turn.state != "done" or turn.code or turn.findings
    ]


@pytest.mark.django_db(transaction=True)
async def test_no_reply_of_the_script_is_found_fault_with():
    actor = await sync_to_async(seed)()
    with override_settings(WEFT=OFFLINE):
        async with open_runtime(kind="serve") as runtime:
            told = await asyncio.gather(*(tell_story(runtime, actor, each) for each in STORIES))
    assert [each for story in told for each in story] == []
